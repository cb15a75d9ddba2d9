-- The digests of those of the memberships that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest, recorded_at.
-- Index: unique membership(id).
SELECT r.id, r.digest, r.recorded_at
FROM membership AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

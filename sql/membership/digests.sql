-- The digests of those of the memberships that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest.
-- Index: unique membership(id).
SELECT r.id, r.digest
FROM membership AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

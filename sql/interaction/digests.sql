-- The digests of those of the interactions that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest, recorded_at.
-- Index: unique interaction(id).
SELECT r.id, r.digest, r.recorded_at
FROM interaction AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

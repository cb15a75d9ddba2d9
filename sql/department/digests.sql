-- The digests of those of the departments that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest, recorded_at.
-- Index: unique department(id).
SELECT r.id, r.digest, r.recorded_at
FROM department AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

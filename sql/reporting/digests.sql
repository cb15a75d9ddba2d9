-- The digests of those of the reporting lines that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest, recorded_at.
-- Index: unique reporting(id).
SELECT r.id, r.digest, r.recorded_at
FROM reporting AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

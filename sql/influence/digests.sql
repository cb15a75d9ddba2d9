-- The digests of those of the influence lines that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest, recorded_at.
-- Index: unique influence(id).
SELECT r.id, r.digest, r.recorded_at
FROM influence AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

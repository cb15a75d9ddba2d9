-- The digests of those of the people that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest, recorded_at.
-- Index: unique person(id).
SELECT r.id, r.digest, r.recorded_at
FROM person AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

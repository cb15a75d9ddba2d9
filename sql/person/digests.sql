-- The digests of those of the people that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest.
-- Index: unique person(id).
SELECT r.id, r.digest
FROM person AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

-- The digests of those of the reporting lines that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest.
-- Index: unique reporting(id).
SELECT r.id, r.digest
FROM reporting AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

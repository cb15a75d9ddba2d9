-- The digests of those of the endorsements that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest, recorded_at.
-- Index: unique endorsement(id).
SELECT r.id, r.digest, r.recorded_at
FROM endorsement AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

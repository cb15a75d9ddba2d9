-- The digests of those of the assessments that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest, recorded_at.
-- Index: unique assessment(id).
SELECT r.id, r.digest, r.recorded_at
FROM assessment AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

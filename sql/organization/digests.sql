-- The digests of those of the organizations that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest, recorded_at.
-- Index: unique organization(id).
SELECT r.id, r.digest, r.recorded_at
FROM organization AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

-- The digests of those of the decision roles that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest, recorded_at.
-- Index: unique decision_role(id).
SELECT r.id, r.digest, r.recorded_at
FROM decision_role AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

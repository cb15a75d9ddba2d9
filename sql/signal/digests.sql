-- The digests of those of the signals that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, digest, recorded_at.
-- Index: unique signal(id).
SELECT r.id, r.digest, r.recorded_at
FROM signal AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

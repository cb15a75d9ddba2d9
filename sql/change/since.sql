-- What changed after a data version.
-- Parameters: :version, :limit (rows at most).
-- Columns: version, kind, record_id.
-- Index: primary key of change.
SELECT version, kind, record_id
FROM change
WHERE version > :version
LIMIT :limit;

-- The former values of a record, oldest first.
-- Parameters: :kind, :record_id.
-- Columns: recorded_at, superseded_at, record (JSON text).
-- Index: history_by_record.
SELECT recorded_at, superseded_at, record
FROM history
WHERE kind = :kind AND record_id = :record_id
ORDER BY superseded_at, recorded_at, ref;

// What one record was before, oldest first.
// Parameters: $kind text, $record_id text
// Columns: recorded_at, superseded_at, record
// Index: history_record
MATCH (h:History {kind: $kind, record_id: $record_id})
RETURN h.recorded_at AS recorded_at, h.superseded_at AS superseded_at, h.record AS record
ORDER BY superseded_at, recorded_at

// Adds what records were before they changed.
// Parameters: $rows list of maps with kind, record_id, recorded_at, superseded_at, record (JSON text)
// Columns: written (rows written)
// Index: none
UNWIND $rows AS row
CREATE (h:History)
SET h = row
RETURN count(h) AS written

// Notes that an import has begun.
// Parameters: $id text, $started_at text
// Columns: none
// Index: import_run_id
MERGE (i:ImportRun {id: $id})
SET i.started_at = $started_at

// Notes that an import is complete.
// Parameters: $id text
// Columns: none
// Index: import_run_id
MATCH (i:ImportRun {id: $id})
DELETE i

// Imports that have begun and are not complete. There are few.
// Parameters: none
// Columns: id, started_at
// Index: import_run_id
MATCH (i:ImportRun)
WHERE i.id > ''
RETURN i.id AS id, i.started_at AS started_at
ORDER BY started_at, id

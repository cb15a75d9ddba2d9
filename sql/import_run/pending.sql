-- The imports that have begun and not ended, oldest first.
-- Parameters: none.
-- Columns: id, started_at.
-- Index: none: a handful of rows.
SELECT id, started_at
FROM import_run
ORDER BY started_at, id;

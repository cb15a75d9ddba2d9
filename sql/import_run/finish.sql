-- Notes that an import has ended.
-- Parameters: :id.
-- Columns: none.
-- Index: primary key of import_run.
DELETE FROM import_run
WHERE id = :id;

-- Notes that an import has begun.
-- Parameters: :id, :started_at.
-- Columns: none.
-- Index: primary key of import_run.
INSERT INTO import_run (id, started_at) VALUES (:id, :started_at)
ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at;

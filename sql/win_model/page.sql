-- A page of all fitted models, the newest first.
-- Parameters: :before (the last identifier of the page before; for the first page a text behind all of them), :limit.
-- Columns: id, made_at, made_by, data_version, model.
-- Index: primary key of win_model, read backwards from :before on.
SELECT id, made_at, made_by, data_version, model
FROM win_model
WHERE id < :before
ORDER BY id DESC
LIMIT :limit;

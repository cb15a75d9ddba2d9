-- Since when which model was in use, the latest first.
-- Parameters: :before (the last number of the page before; for the first page one above all of them), :limit.
-- Columns: number, used_at, used_by, model_id (null: the heuristic).
-- Index: primary key of win_model_use, read backwards from :before on.
SELECT number, used_at, used_by, model AS model_id
FROM win_model_use
WHERE number < :before
ORDER BY number DESC
LIMIT :limit;

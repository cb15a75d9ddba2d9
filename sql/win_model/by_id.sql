-- One fitted model.
-- Parameters: :id.
-- Columns: id, made_at, made_by, data_version, model.
-- Index: primary key of win_model.
SELECT id, made_at, made_by, data_version, model
FROM win_model
WHERE id = :id;

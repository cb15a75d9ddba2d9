-- Keeps a fitted model; a second one under the same identifier is refused.
-- Parameters: one row: :id, :made_at, :made_by, :data_version (that it was fitted at), :model (JSON text).
-- Columns: none.
-- Index: primary key of win_model.
INSERT INTO win_model (id, made_at, made_by, data_version, model)
VALUES (:id, :made_at, :made_by, :data_version, :model);

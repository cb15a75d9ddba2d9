-- Notes that a model, or without one the heuristic, is in use from now on; a second note under the same number is refused.
-- Parameters: one row: :number, :used_at, :used_by, :model_id.
-- Columns: none.
-- Index: primary keys of win_model and win_model_use.
INSERT INTO win_model_use (number, used_at, used_by, model)
VALUES (:number, :used_at, :used_by, :model_id);

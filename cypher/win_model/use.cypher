// Notes that models, or without one the heuristic, are in use from now on. A number that exists is refused by its constraint.
// Parameters: $rows list of maps with number, used_at, used_by, model_id
// Columns: written (rows written: fewer than given when one refers to a model that does not exist)
// Index: win_model_id, win_model_use_number
UNWIND $rows AS row
WITH row
WHERE row.model_id IS NULL OR EXISTS { (:WinModel {id: row.model_id}) }
CREATE (u:WinModelUse {number: row.number, used_at: row.used_at, used_by: row.used_by, model_id: row.model_id})
RETURN count(u) AS written

// Keeps fitted models. An identifier that exists is refused by its constraint.
// Parameters: $rows list of maps with id, made_at, made_by, data_version (that it was fitted at), model (JSON text)
// Columns: written (rows written)
// Index: win_model_id
UNWIND $rows AS row
CREATE (m:WinModel)
SET m = row
RETURN count(m) AS written

// One fitted model.
// Parameters: $id text
// Columns: id, made_at, made_by, data_version, model
// Index: win_model_id
MATCH (m:WinModel {id: $id})
RETURN m.id AS id, m.made_at AS made_at, m.made_by AS made_by, m.data_version AS data_version, m.model AS model

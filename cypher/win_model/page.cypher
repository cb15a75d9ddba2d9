// The next fitted models, the newest first.
// Parameters: $before text (the last identifier of the page before; for the first page a text behind all of them),
//   $limit integer
// Columns: id, made_at, made_by, data_version, model
// Index: win_model_id
MATCH (m:WinModel)
WHERE m.id < $before
RETURN m.id AS id, m.made_at AS made_at, m.made_by AS made_by, m.data_version AS data_version, m.model AS model
ORDER BY m.id DESC
LIMIT $limit

// Since when which model was in use, the latest first.
// Parameters: $before integer (the last number of the page before; for the first page one above all of them),
//   $limit integer
// Columns: number, used_at, used_by, model_id (null: the heuristic)
// Index: win_model_use_number
MATCH (u:WinModelUse)
WHERE u.number < $before
RETURN u.number AS number, u.used_at AS used_at, u.used_by AS used_by, u.model_id AS model_id
ORDER BY u.number DESC
LIMIT $limit

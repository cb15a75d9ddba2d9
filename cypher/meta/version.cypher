// The data version: how many write transactions there were.
// Parameters: none
// Columns: version (0 if there was none)
// Index: meta_id
OPTIONAL MATCH (m:Meta {id: 'data'})
RETURN coalesce(m.version, 0) AS version

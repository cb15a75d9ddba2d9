// How many files of this folder were applied; no row if none was.
// Parameters: none
// Columns: version
// Index: meta_id, once it exists
MATCH (m:Meta {id: 'schema'})
RETURN m.version AS version

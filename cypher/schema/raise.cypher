// Notes how many files of this folder were applied.
// Parameters: $version integer
// Columns: none
// Index: meta_id
MERGE (m:Meta {id: 'schema'})
SET m.version = $version

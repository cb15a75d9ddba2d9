// Makes this transaction the only one that writes, until it ends: every recording begins with it. The lock on the node is
//   taken before anything is read, so that what a recording reads of stored records is what it replaces.
// Parameters: none
// Columns: version
// Index: meta_id
MERGE (m:Meta {id: 'data'})
SET m.held = true
REMOVE m.held
RETURN coalesce(m.version, 0) AS version

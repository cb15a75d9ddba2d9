// Raises the data version by one. The lock on the node is taken before its version is read, and held to the end of
//   the transaction: writers that raise take turns.
// Parameters: none
// Columns: version (the new one)
// Index: meta_id
MERGE (m:Meta {id: 'data'})
SET m.raising = true
WITH m
SET m.version = coalesce(m.version, 0) + 1
REMOVE m.raising
RETURN m.version AS version

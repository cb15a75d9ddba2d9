// Notes which records a data version changed.
// Parameters: $rows list of maps with version, kind (a kind of records, everything, or nothing), record_id (empty where it
//   is no kind)
// Columns: written (rows written)
// Index: none
UNWIND $rows AS row
CREATE (c:Change {version: row.version, kind: row.kind, record_id: row.record_id})
RETURN count(c) AS written

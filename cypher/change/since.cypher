// What changed after a data version.
// Parameters: $version integer, $limit integer (rows at most)
// Columns: version, kind, record_id
// Index: change_version
MATCH (c:Change)
WHERE c.version > $version
RETURN c.version AS version, c.kind AS kind, c.record_id AS record_id
LIMIT $limit

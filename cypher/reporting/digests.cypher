// The digests of those reporting lines that exist.
// Parameters: $ids list of text
// Columns: id, digest
// Index: reporting_id (relationship uniqueness)
MATCH ()-[r:REPORTS_TO]->()
WHERE r.id IN $ids
RETURN r.id AS id, r.digest AS digest

// The digests of those reporting lines that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: reporting_id (relationship uniqueness)
MATCH ()-[r:REPORTS_TO]->()
WHERE r.id IN $ids
RETURN r.id AS id, r.digest AS digest, r.recorded_at AS recorded_at

// The digests of those departments that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: department_id (node uniqueness)
MATCH (n:Department)
WHERE n.id IN $ids
RETURN n.id AS id, n.digest AS digest, n.recorded_at AS recorded_at

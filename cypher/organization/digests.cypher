// The digests of those organizations that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: organization_id (node uniqueness)
MATCH (n:Organization)
WHERE n.id IN $ids
RETURN n.id AS id, n.digest AS digest, n.recorded_at AS recorded_at

// The digests of those targets that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: target_id (node uniqueness)
MATCH (n:Target)
WHERE n.id IN $ids
RETURN n.id AS id, n.digest AS digest, n.recorded_at AS recorded_at

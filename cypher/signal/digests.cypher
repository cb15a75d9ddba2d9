// The digests of those signals that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: signal_id (node uniqueness)
MATCH (n:Signal)
WHERE n.id IN $ids
RETURN n.id AS id, n.digest AS digest, n.recorded_at AS recorded_at

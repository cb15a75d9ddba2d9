// The digests of those people that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: person_id (node uniqueness)
MATCH (n:Person)
WHERE n.id IN $ids
RETURN n.id AS id, n.digest AS digest, n.recorded_at AS recorded_at

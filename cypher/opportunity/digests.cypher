// The digests of those opportunities that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: opportunity_id (node uniqueness)
MATCH (n:Opportunity)
WHERE n.id IN $ids
RETURN n.id AS id, n.digest AS digest, n.recorded_at AS recorded_at

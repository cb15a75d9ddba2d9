// The digests of those opportunities that exist.
// Parameters: $ids list of text
// Columns: id, digest
// Index: opportunity_id (node uniqueness)
MATCH (n:Opportunity)
WHERE n.id IN $ids
RETURN n.id AS id, n.digest AS digest

// The digests of those organizations that exist.
// Parameters: $ids list of text
// Columns: id, digest
// Index: organization_id (node uniqueness)
MATCH (n:Organization)
WHERE n.id IN $ids
RETURN n.id AS id, n.digest AS digest

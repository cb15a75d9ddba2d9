// The digests of those influence lines that exist.
// Parameters: $ids list of text
// Columns: id, digest
// Index: influence_id (relationship uniqueness)
MATCH ()-[r:INFLUENCES]->()
WHERE r.id IN $ids
RETURN r.id AS id, r.digest AS digest

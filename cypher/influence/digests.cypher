// The digests of those influence lines that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: influence_id (relationship uniqueness)
MATCH ()-[r:INFLUENCES]->()
WHERE r.id IN $ids
RETURN r.id AS id, r.digest AS digest, r.recorded_at AS recorded_at

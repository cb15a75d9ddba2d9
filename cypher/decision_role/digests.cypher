// The digests of those decision roles that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: decision_role_id (relationship uniqueness)
MATCH ()-[r:DECIDES]->()
WHERE r.id IN $ids
RETURN r.id AS id, r.digest AS digest, r.recorded_at AS recorded_at

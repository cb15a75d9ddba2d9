// The digests of those interactions that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: interaction_id (relationship uniqueness)
MATCH ()-[r:CONTACTED]->()
WHERE r.id IN $ids
RETURN r.id AS id, r.digest AS digest, r.recorded_at AS recorded_at

// The digests of those memberships that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: membership_id (relationship uniqueness)
MATCH ()-[r:MEMBER_OF]->()
WHERE r.id IN $ids
RETURN r.id AS id, r.digest AS digest, r.recorded_at AS recorded_at

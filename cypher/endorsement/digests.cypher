// The digests of those endorsements that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: endorsement_id (node uniqueness)
MATCH (n:Endorsement)
WHERE n.id IN $ids
RETURN n.id AS id, n.digest AS digest, n.recorded_at AS recorded_at

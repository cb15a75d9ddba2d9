// The digests of those assessments that exist.
// Parameters: $ids list of text
// Columns: id, digest, recorded_at
// Index: assessment_id (node uniqueness)
MATCH (n:Assessment)
WHERE n.id IN $ids
RETURN n.id AS id, n.digest AS digest, n.recorded_at AS recorded_at

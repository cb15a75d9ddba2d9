// Those endorsements that exist.
// Parameters: $ids list of text
// Columns: id, person_id, at, by_id, evidence, ended_at
// Index: endorsement_id (node uniqueness)
MATCH (n:Endorsement)
WHERE n.id IN $ids
RETURN n.id AS id, n.person_id AS person_id, n.at AS at, n.by_id AS by_id, n.evidence AS evidence,
       n.ended_at AS ended_at

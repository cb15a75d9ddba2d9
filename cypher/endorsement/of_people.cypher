// The endorsements of some people that hold at an instant.
// Parameters: $ids list of text, $as_of text or null (all times)
// Columns: id, person_id, at, by_id, evidence, ended_at
// Index: person_id
MATCH (p:Person)
WHERE p.id IN $ids
MATCH (p)<-[:OF]-(n:Endorsement)
WHERE $as_of IS NULL OR (n.at <= $as_of AND (n.ended_at IS NULL OR n.ended_at > $as_of))
RETURN n.id AS id, n.person_id AS person_id, n.at AS at, n.by_id AS by_id, n.evidence AS evidence,
       n.ended_at AS ended_at

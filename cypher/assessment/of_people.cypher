// The assessments of some people.
// Parameters: $ids list of text, $as_of text or null (all times)
// Columns: id, person_id, vendor_id, dimension, level, opportunity_id, at, by_id, evidence, coach,
//   visibility (company where none was written), recorded_at
// Index: person_id
MATCH (p:Person)
WHERE p.id IN $ids
MATCH (p)<-[:OF]-(n:Assessment)
WHERE $as_of IS NULL OR n.at <= $as_of
RETURN n.id AS id, n.person_id AS person_id, n.vendor_id AS vendor_id, n.dimension AS dimension, n.level AS level,
       n.opportunity_id AS opportunity_id, n.at AS at, n.by_id AS by_id, n.evidence AS evidence, n.coach AS coach,
       coalesce(n.visibility, 'company') AS visibility, n.recorded_at AS recorded_at

// The assessments of one person towards one vendor, made up to an instant.
// Parameters: $person text, $vendor text, $as_of text
// Columns: id, person_id, vendor_id, dimension, level, opportunity_id, at, by_id, evidence, coach, visibility,
//   recorded_at
// Index: person_id
MATCH (p:Person {id: $person})
MATCH (p)<-[:OF]-(a:Assessment)
WHERE a.vendor_id = $vendor AND a.at <= $as_of
RETURN a.id AS id, a.person_id AS person_id, a.vendor_id AS vendor_id, a.dimension AS dimension, a.level AS level,
       a.opportunity_id AS opportunity_id, a.at AS at, a.by_id AS by_id, a.evidence AS evidence, a.coach AS coach,
       coalesce(a.visibility, 'company') AS visibility, a.recorded_at AS recorded_at

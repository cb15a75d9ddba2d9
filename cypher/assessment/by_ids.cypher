// Those assessments that exist.
// Parameters: $ids list of text
// Columns: id, person_id, vendor_id, dimension, level, opportunity_id, at, by_id, evidence, coach,
//   visibility (company where none was written)
// Index: assessment_id (node uniqueness)
MATCH (n:Assessment)
WHERE n.id IN $ids
RETURN n.id AS id, n.person_id AS person_id, n.vendor_id AS vendor_id, n.dimension AS dimension, n.level AS level,
       n.opportunity_id AS opportunity_id, n.at AS at, n.by_id AS by_id, n.evidence AS evidence, n.coach AS coach,
       coalesce(n.visibility, 'company') AS visibility

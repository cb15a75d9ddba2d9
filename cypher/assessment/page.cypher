// The next assessments in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, person_id, vendor_id, dimension, level, opportunity_id, at, by_id, evidence, coach,
//   visibility (company where none was written)
// Index: assessment_id (node uniqueness), read in its order
MATCH (n:Assessment)
WHERE n.id > $after
RETURN n.id AS id, n.person_id AS person_id, n.vendor_id AS vendor_id, n.dimension AS dimension, n.level AS level,
       n.opportunity_id AS opportunity_id, n.at AS at, n.by_id AS by_id, n.evidence AS evidence, n.coach AS coach,
       coalesce(n.visibility, 'company') AS visibility
ORDER BY n.id
LIMIT $limit

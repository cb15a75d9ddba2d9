// All assessments, as far as they are counted: without evidence.
// Parameters: none
// Columns: person_id, vendor_id, dimension, level, opportunity_id, at, by_id, visibility (company where none was written),
//   recorded_at
// Index: none is needed, everything is read
MATCH (a:Assessment)
RETURN a.person_id AS person_id, a.vendor_id AS vendor_id, a.dimension AS dimension, a.level AS level,
       a.opportunity_id AS opportunity_id, a.at AS at, a.by_id AS by_id,
       coalesce(a.visibility, 'company') AS visibility, a.recorded_at AS recorded_at

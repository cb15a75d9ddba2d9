-- All assessments, as far as they are counted: without evidence.
-- Parameters: none.
-- Columns: person_id, vendor_id, dimension, level, opportunity_id, at, by_id, visibility, recorded_at.
-- Index: none is needed, everything is read.
SELECT
  person.id AS person_id, vendor.id AS vendor_id, a.dimension, a.level, o.id AS opportunity_id, a.at,
  assessor.id AS by_id, a.visibility, a.recorded_at
FROM assessment AS a
CROSS JOIN person AS person ON person.ref = a.person
CROSS JOIN organization AS vendor ON vendor.ref = a.vendor
LEFT JOIN opportunity AS o ON o.ref = a.opportunity
LEFT JOIN person AS assessor ON assessor.ref = a.assessor;

-- The assessments of one person towards one vendor, made up to an instant.
-- Parameters: :person, :vendor, :as_of.
-- Columns: id, person_id, vendor_id, dimension, level, opportunity_id, at, by_id, evidence, coach, visibility, recorded_at.
-- Index: unique person(id), unique organization(id), assessment_by_person.
SELECT
  a.id, :person AS person_id, :vendor AS vendor_id, a.dimension, a.level, o.id AS opportunity_id, a.at,
  assessor.id AS by_id, a.evidence, a.coach AS "coach:bool", a.visibility, a.recorded_at
FROM assessment AS a
LEFT JOIN opportunity AS o ON o.ref = a.opportunity
LEFT JOIN person AS assessor ON assessor.ref = a.assessor
WHERE a.person = (SELECT ref FROM person WHERE id = :person)
  AND a.vendor = (SELECT ref FROM organization WHERE id = :vendor) AND a.at <= :as_of;

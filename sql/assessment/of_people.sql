-- The assessments of people made up to an instant.
-- Parameters: :ids (a JSON list of identifiers), :as_of (null: of all times).
-- Columns: id, person_id, vendor_id, dimension, level, opportunity_id, at, by_id, evidence, coach,
--   visibility, recorded_at.
-- Index: unique person(id), assessment_by_person.
SELECT
  r.id, person.id AS person_id, vendor.id AS vendor_id, r.dimension, r.level, opportunity.id AS opportunity_id, r.at,
  assessor.id AS by_id, r.evidence, r.coach AS "coach:bool", r.visibility, r.recorded_at
FROM assessment AS r
JOIN person AS person ON person.ref = r.person
JOIN organization AS vendor ON vendor.ref = r.vendor
LEFT JOIN opportunity AS opportunity ON opportunity.ref = r.opportunity
LEFT JOIN person AS assessor ON assessor.ref = r.assessor
WHERE r.person IN (SELECT ref FROM person WHERE id IN (SELECT value FROM json_each(:ids)))
  AND (:as_of IS NULL OR r.at <= :as_of);

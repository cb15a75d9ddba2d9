-- The roles of people on a day.
-- Parameters: :ids (a JSON list of identifiers), :day (null: of all times).
-- Columns: id, opportunity_id, person_id, role, importance, veto, approve, contact_level, from_day, to_day.
-- Index: unique person(id), decision_role_by_person.
SELECT
  r.id, opportunity.id AS opportunity_id, person.id AS person_id, r.role, r.importance, r.veto, r.approve,
  r.contact_level, r.from_day, r.to_day
FROM decision_role AS r
JOIN opportunity AS opportunity ON opportunity.ref = r.opportunity
JOIN person AS person ON person.ref = r.person
WHERE r.person IN (SELECT ref FROM person WHERE id IN (SELECT value FROM json_each(:ids)))
  AND (:day IS NULL OR ((r.from_day IS NULL OR r.from_day <= :day) AND (r.to_day IS NULL OR r.to_day > :day)));

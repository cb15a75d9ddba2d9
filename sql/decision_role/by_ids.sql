-- Those of the decision roles that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, opportunity_id, person_id, role, importance, veto, approve, contact_level, from_day, to_day.
-- Index: unique decision_role(id).
SELECT
  r.id, opportunity.id AS opportunity_id, person.id AS person_id, r.role, r.importance, r.veto, r.approve,
  r.contact_level, r.from_day, r.to_day
FROM decision_role AS r
JOIN opportunity AS opportunity ON opportunity.ref = r.opportunity
JOIN person AS person ON person.ref = r.person
WHERE r.id IN (SELECT value FROM json_each(:ids));

-- All decision roles.
-- Parameters: none.
-- Columns: opportunity_id, person_id, role, importance, veto, approve, contact_level, from_day, to_day.
-- Index: none is needed, everything is read.
SELECT
  o.id AS opportunity_id, person.id AS person_id, r.role, r.importance, r.veto, r.approve, r.contact_level, r.from_day,
  r.to_day
FROM decision_role AS r
CROSS JOIN opportunity AS o ON o.ref = r.opportunity
CROSS JOIN person AS person ON person.ref = r.person;

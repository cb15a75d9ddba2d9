-- A page of all decision roles, in the order of their identifiers, byte by byte.
-- Parameters: :after (the last identifier of the page before, or empty), :limit.
-- Columns: id, opportunity_id, person_id, role, importance, veto, approve, contact_level, from_day, to_day.
-- Index: unique decision_role(id), read from :after on.
SELECT
  r.id, opportunity.id AS opportunity_id, person.id AS person_id, r.role, r.importance, r.veto, r.approve,
  r.contact_level, r.from_day, r.to_day
FROM decision_role AS r
JOIN opportunity AS opportunity ON opportunity.ref = r.opportunity
JOIN person AS person ON person.ref = r.person
WHERE r.id > :after
ORDER BY r.id
LIMIT :limit;

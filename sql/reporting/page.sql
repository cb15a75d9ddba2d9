-- A page of all reporting lines, in the order of their identifiers, byte by byte.
-- Parameters: :after (the last identifier of the page before, or empty), :limit.
-- Columns: id, person_id, manager_id, scope, from_day, to_day.
-- Index: unique reporting(id), read from :after on.
SELECT
  r.id, person.id AS person_id, manager.id AS manager_id, coalesce(opportunity.id, 'customer') AS scope, r.from_day,
  r.to_day
FROM reporting AS r
JOIN person AS person ON person.ref = r.person
JOIN person AS manager ON manager.ref = r.manager
LEFT JOIN opportunity AS opportunity ON opportunity.ref = r.opportunity
WHERE r.id > :after
ORDER BY r.id
LIMIT :limit;

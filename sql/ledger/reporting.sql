-- All reporting lines, of line organizations and of opportunities.
-- Parameters: none.
-- Columns: person_id, manager_id, scope (customer, or the opportunity), from_day, to_day.
-- Index: none is needed, everything is read.
SELECT
  person.id AS person_id, manager.id AS manager_id, coalesce(o.id, 'customer') AS scope, r.from_day, r.to_day
FROM reporting AS r
CROSS JOIN person AS person ON person.ref = r.person
CROSS JOIN person AS manager ON manager.ref = r.manager
LEFT JOIN opportunity AS o ON o.ref = r.opportunity;

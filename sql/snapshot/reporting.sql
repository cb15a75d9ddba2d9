-- All reporting lines of line organizations, of all times.
-- Parameters: none.
-- Columns: person_id, manager_id, from_day, to_day.
-- Index: none is needed, everything is read.
SELECT p.id AS person_id, m.id AS manager_id, r.from_day, r.to_day
FROM reporting AS r
CROSS JOIN person AS p ON p.ref = r.person
CROSS JOIN person AS m ON m.ref = r.manager
WHERE r.opportunity IS NULL;

-- All memberships, of all times, with the kind of the department they are in.
-- Parameters: none.
-- Columns: person_id, organization_id, department_id (null: held at the organization), kind (of the department), from_day,
--   to_day, level (of the title, 1 the highest).
-- Index: none is needed, everything is read.
SELECT p.id AS person_id, o.id AS organization_id, d.id AS department_id, d.kind AS kind, m.from_day, m.to_day,
  m.level
FROM membership AS m
CROSS JOIN person AS p ON p.ref = m.person
CROSS JOIN organization AS o ON o.ref = m.organization
LEFT JOIN department AS d ON d.ref = m.department;

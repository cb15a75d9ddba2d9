-- Where everybody works or worked: all memberships.
-- Parameters: none.
-- Columns: person_id, organization_id, department_id (null: held at the organization), level, from_day, to_day.
-- Index: none is needed, everything is read.
SELECT
  person.id AS person_id, organization.id AS organization_id, department.id AS department_id, m.level, m.from_day,
  m.to_day
FROM membership AS m
CROSS JOIN person AS person ON person.ref = m.person
CROSS JOIN organization AS organization ON organization.ref = m.organization
LEFT JOIN department AS department ON department.ref = m.department;

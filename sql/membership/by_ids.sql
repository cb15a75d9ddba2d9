-- Those of the memberships that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, person_id, department_id, organization_id, title, level, from_day, to_day.
-- Index: unique membership(id).
SELECT
  r.id, person.id AS person_id, department.id AS department_id, organization.id AS organization_id, r.title, r.level,
  r.from_day, r.to_day
FROM membership AS r
JOIN person AS person ON person.ref = r.person
LEFT JOIN department AS department ON department.ref = r.department
JOIN organization AS organization ON organization.ref = r.organization
WHERE r.id IN (SELECT value FROM json_each(:ids));

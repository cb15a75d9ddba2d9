-- A page of all memberships, in the order of their identifiers, byte by byte.
-- Parameters: :after (the last identifier of the page before, or empty), :limit.
-- Columns: id, person_id, department_id, organization_id, title, level, from_day, to_day.
-- Index: unique membership(id), read from :after on.
SELECT
  r.id, person.id AS person_id, department.id AS department_id, organization.id AS organization_id, r.title, r.level,
  r.from_day, r.to_day
FROM membership AS r
JOIN person AS person ON person.ref = r.person
LEFT JOIN department AS department ON department.ref = r.department
JOIN organization AS organization ON organization.ref = r.organization
WHERE r.id > :after
ORDER BY r.id
LIMIT :limit;

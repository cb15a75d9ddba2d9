-- The memberships held in departments on a day; those below are not among them.
-- Parameters: :ids (a JSON list of identifiers), :day (null: of all times).
-- Columns: id, person_id, department_id, organization_id, title, level, from_day, to_day.
-- Index: unique department(id), membership_by_department.
SELECT
  r.id, person.id AS person_id, department.id AS department_id, organization.id AS organization_id, r.title, r.level,
  r.from_day, r.to_day
FROM membership AS r
JOIN person AS person ON person.ref = r.person
LEFT JOIN department AS department ON department.ref = r.department
JOIN organization AS organization ON organization.ref = r.organization
WHERE r.department IN (SELECT ref FROM department WHERE id IN (SELECT value FROM json_each(:ids)))
  AND (:day IS NULL OR ((r.from_day IS NULL OR r.from_day <= :day) AND (r.to_day IS NULL OR r.to_day > :day)));

-- The team of a viewer: the viewer, the current members of the viewer's current departments, and everybody below the
-- viewer in the customer-wide reporting lines, up to 20 levels.
-- Parameters: :viewer, :day.
-- Columns: id.
-- Index: unique person(id), membership_by_person, membership_by_department, reporting_by_manager.
WITH RECURSIVE
viewer (ref) AS MATERIALIZED (
  SELECT ref FROM person WHERE id = :viewer
),
below (ref, level) AS (
  SELECT ref, 0 FROM viewer
  UNION
  SELECT r.person, b.level + 1
  FROM below AS b
  CROSS JOIN reporting AS r ON r.manager = b.ref
  WHERE b.level < 20 AND r.opportunity IS NULL
    AND (r.from_day IS NULL OR r.from_day <= :day) AND (r.to_day IS NULL OR r.to_day > :day)
),
team (ref) AS (
  SELECT ref FROM below
  UNION
  SELECT theirs.person
  FROM viewer AS v
  CROSS JOIN membership AS mine ON mine.person = v.ref
  CROSS JOIN membership AS theirs ON theirs.department = mine.department
  WHERE (mine.from_day IS NULL OR mine.from_day <= :day) AND (mine.to_day IS NULL OR mine.to_day > :day)
    AND (theirs.from_day IS NULL OR theirs.from_day <= :day) AND (theirs.to_day IS NULL OR theirs.to_day > :day)
)
SELECT p.id
FROM team AS t
CROSS JOIN person AS p ON p.ref = t.ref;

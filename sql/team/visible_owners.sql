-- Those owners of lines whose team's lines a viewer may see: people who share a current department with the viewer,
-- people whom the viewer stands above in the customer-wide reporting lines, up to 20 levels, and the viewer.
-- Parameters: :viewer, :owners (a JSON list of people), :day.
-- Columns: id.
-- Index: unique person(id), membership_by_person, membership_by_department, reporting_by_person.
WITH RECURSIVE
viewer (ref) AS MATERIALIZED (
  SELECT ref FROM person WHERE id = :viewer
),
owner (ref) AS MATERIALIZED (
  SELECT ref FROM person WHERE id IN (SELECT value FROM json_each(:owners))
),
-- Upwards from each owner: there are few managers above, many reports below.
above (owner, manager, level) AS (
  SELECT ref, ref, 0 FROM owner
  UNION
  SELECT a.owner, r.manager, a.level + 1
  FROM above AS a
  CROSS JOIN reporting AS r ON r.person = a.manager
  WHERE a.level < 20 AND r.opportunity IS NULL
    AND (r.from_day IS NULL OR r.from_day <= :day) AND (r.to_day IS NULL OR r.to_day > :day)
),
visible (ref) AS (
  SELECT a.owner FROM above AS a WHERE a.manager = (SELECT ref FROM viewer)
  UNION
  SELECT o.ref
  FROM viewer AS v
  CROSS JOIN membership AS mine ON mine.person = v.ref
  CROSS JOIN owner AS o
  CROSS JOIN membership AS theirs ON theirs.department = mine.department AND theirs.person = o.ref
  WHERE (mine.from_day IS NULL OR mine.from_day <= :day) AND (mine.to_day IS NULL OR mine.to_day > :day)
    AND (theirs.from_day IS NULL OR theirs.from_day <= :day) AND (theirs.to_day IS NULL OR theirs.to_day > :day)
)
SELECT p.id
FROM visible AS v
CROSS JOIN person AS p ON p.ref = v.ref;

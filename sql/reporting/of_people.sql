-- The lines by which people report on a day, of every scope.
-- Parameters: :ids (a JSON list of identifiers), :day (null: of all times).
-- Columns: id, person_id, manager_id, scope, from_day, to_day.
-- Index: unique person(id), reporting_by_person.
SELECT
  r.id, person.id AS person_id, manager.id AS manager_id, coalesce(opportunity.id, 'customer') AS scope, r.from_day,
  r.to_day
FROM reporting AS r
JOIN person AS person ON person.ref = r.person
JOIN person AS manager ON manager.ref = r.manager
LEFT JOIN opportunity AS opportunity ON opportunity.ref = r.opportunity
WHERE r.person IN (SELECT ref FROM person WHERE id IN (SELECT value FROM json_each(:ids)))
  AND (:day IS NULL OR ((r.from_day IS NULL OR r.from_day <= :day) AND (r.to_day IS NULL OR r.to_day > :day)));

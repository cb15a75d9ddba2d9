// The lines from some people to their managers, of every scope.
// Parameters: $ids list of text, $day text or null (all times)
// Columns: id, person_id, manager_id, scope, from_day, to_day
// Index: person_id
MATCH (p:Person)
WHERE p.id IN $ids
MATCH (p)-[r:REPORTS_TO]->()
WHERE $day IS NULL
   OR ((r.from_day IS NULL OR r.from_day <= $day) AND (r.to_day IS NULL OR r.to_day > $day))
RETURN r.id AS id, r.person_id AS person_id, r.manager_id AS manager_id, r.scope AS scope, r.from_day AS from_day,
       r.to_day AS to_day

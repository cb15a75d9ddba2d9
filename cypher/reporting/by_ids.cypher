// Those reporting lines that exist.
// Parameters: $ids list of text
// Columns: id, person_id, manager_id, scope, from_day, to_day
// Index: reporting_id (relationship uniqueness)
MATCH ()-[r:REPORTS_TO]->()
WHERE r.id IN $ids
RETURN r.id AS id, r.person_id AS person_id, r.manager_id AS manager_id, r.scope AS scope, r.from_day AS from_day,
       r.to_day AS to_day

// All reporting lines, of line organizations and of opportunities.
// Parameters: none
// Columns: person_id, manager_id, scope (customer, or the opportunity), from_day, to_day
// Index: none is needed, everything is read
MATCH ()-[r:REPORTS_TO]->()
RETURN r.person_id AS person_id, r.manager_id AS manager_id, r.scope AS scope, r.from_day AS from_day,
       r.to_day AS to_day

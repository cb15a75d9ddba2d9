// All reporting lines of line organizations, of all times.
// Parameters: none
// Columns: person_id, manager_id, from_day, to_day
// Index: none is needed, everything is read
MATCH (p:Person)
MATCH (p)-[r:REPORTS_TO {scope: 'customer'}]->()
RETURN r.person_id AS person_id, r.manager_id AS manager_id, r.from_day AS from_day, r.to_day AS to_day

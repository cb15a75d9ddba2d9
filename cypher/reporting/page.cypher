// The next reporting lines in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, person_id, manager_id, scope, from_day, to_day
// Index: reporting_id (relationship uniqueness), read in its order
MATCH ()-[r:REPORTS_TO]->()
WHERE r.id > $after
RETURN r.id AS id, r.person_id AS person_id, r.manager_id AS manager_id, r.scope AS scope, r.from_day AS from_day,
       r.to_day AS to_day
ORDER BY r.id
LIMIT $limit

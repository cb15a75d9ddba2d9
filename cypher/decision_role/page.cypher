// The next decision roles in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, opportunity_id, person_id, role, importance, veto, approve, contact_level, from_day, to_day
// Index: decision_role_id (relationship uniqueness), read in its order
MATCH ()-[r:DECIDES]->()
WHERE r.id > $after
RETURN r.id AS id, r.opportunity_id AS opportunity_id, r.person_id AS person_id, r.role AS role,
       r.importance AS importance, r.veto AS veto, r.approve AS approve, r.contact_level AS contact_level,
       r.from_day AS from_day, r.to_day AS to_day
ORDER BY r.id
LIMIT $limit

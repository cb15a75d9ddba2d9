// All decision roles.
// Parameters: none
// Columns: opportunity_id, person_id, role, importance, veto, approve, contact_level, from_day, to_day
// Index: none is needed, everything is read
MATCH ()-[r:DECIDES]->()
RETURN r.opportunity_id AS opportunity_id, r.person_id AS person_id, r.role AS role, r.importance AS importance,
       r.veto AS veto, r.approve AS approve, r.contact_level AS contact_level, r.from_day AS from_day,
       r.to_day AS to_day

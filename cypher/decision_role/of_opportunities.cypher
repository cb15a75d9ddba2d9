// The decision roles in some opportunities.
// Parameters: $ids list of text, $day text or null (all times)
// Columns: id, opportunity_id, person_id, role, importance, veto, approve, contact_level, from_day, to_day
// Index: opportunity_id
MATCH (o:Opportunity)
WHERE o.id IN $ids
MATCH (o)<-[r:DECIDES]-()
WHERE $day IS NULL
   OR ((r.from_day IS NULL OR r.from_day <= $day) AND (r.to_day IS NULL OR r.to_day > $day))
RETURN r.id AS id, r.opportunity_id AS opportunity_id, r.person_id AS person_id, r.role AS role,
       r.importance AS importance, r.veto AS veto, r.approve AS approve, r.contact_level AS contact_level,
       r.from_day AS from_day, r.to_day AS to_day

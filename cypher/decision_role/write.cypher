// Adds or replaces decision roles. Opportunity and person are part of the identity, so the ends never move.
// Parameters: $rows list of maps with id, opportunity_id, person_id, role, importance, veto, approve, contact_level,
//   from_day, to_day, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id, opportunity_id, decision_role_id
UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
MATCH (o:Opportunity {id: row.opportunity_id})
MERGE (p)-[r:DECIDES {id: row.id}]->(o)
SET r.opportunity_id = row.opportunity_id, r.person_id = row.person_id, r.role = row.role,
    r.importance = row.importance, r.veto = row.veto, r.approve = row.approve,
    r.contact_level = row.contact_level, r.from_day = row.from_day, r.to_day = row.to_day,
    r.digest = row.digest, r.recorded_at = row.recorded_at
RETURN count(r) AS written

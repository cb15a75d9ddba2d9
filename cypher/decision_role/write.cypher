// Adds or replaces decision roles. Opportunity and person are part of the identity, so the ends never move.
// Parameters: $rows list of maps with id, opportunity_id, person_id, role, importance, veto, approve, contact_level,
//   from_day, to_day, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id, opportunity_id, decision_role_id
UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
MATCH (o:Opportunity {id: row.opportunity_id})
MERGE (p)-[r:DECIDES {id: row.id}]->(o)
SET r += row
RETURN count(r) AS written

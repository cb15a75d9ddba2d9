// Adds or replaces reporting lines. Both people and the scope are part of the identity, so the ends never move.
// Parameters: $rows list of maps with id, person_id, manager_id, scope, from_day, to_day, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id, opportunity_id, reporting_id
UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
MATCH (m:Person {id: row.manager_id})
WHERE row.scope = 'customer' OR EXISTS { (:Opportunity {id: row.scope}) }
MERGE (p)-[r:REPORTS_TO {id: row.id}]->(m)
SET r.person_id = row.person_id, r.manager_id = row.manager_id, r.scope = row.scope, r.from_day = row.from_day,
    r.to_day = row.to_day, r.digest = row.digest, r.recorded_at = row.recorded_at
RETURN count(r) AS written

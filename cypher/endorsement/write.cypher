// Adds or replaces endorsements. The person is part of the identity, so the tie never moves.
// Parameters: $rows list of maps with id, person_id, at, by_id, evidence, ended_at, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id, endorsement_id
UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
WITH row, p
WHERE row.by_id IS NULL OR EXISTS { (:Person {id: row.by_id}) }
MERGE (e:Endorsement {id: row.id})
SET e.person_id = row.person_id, e.at = row.at, e.by_id = row.by_id, e.evidence = row.evidence,
    e.ended_at = row.ended_at, e.digest = row.digest, e.recorded_at = row.recorded_at
MERGE (e)-[:OF]->(p)
RETURN count(e) AS written

// Adds or replaces influence lines. Both people are part of the identity, so the ends never move.
// Parameters: $rows list of maps with id, from_id, to_id, level, strength, polarity, kind, source, evidence,
//   observed_at, ended_at, visibility, owner_id, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id, influence_id
UNWIND $rows AS row
MATCH (a:Person {id: row.from_id})
MATCH (b:Person {id: row.to_id})
WHERE row.owner_id IS NULL OR EXISTS { (:Person {id: row.owner_id}) }
MERGE (a)-[r:INFLUENCES {id: row.id}]->(b)
SET r.from_id = row.from_id, r.to_id = row.to_id, r.level = row.level, r.strength = row.strength,
    r.polarity = row.polarity, r.kind = row.kind, r.source = row.source, r.evidence = row.evidence,
    r.observed_at = row.observed_at, r.ended_at = row.ended_at, r.visibility = row.visibility,
    r.owner_id = row.owner_id, r.digest = row.digest, r.recorded_at = row.recorded_at
RETURN count(r) AS written

// Adds influence lines that do not exist yet: less work for the server than influence/write. One that exists is refused.
// Parameters: $rows list of maps with id, from_id, to_id, level, strength, polarity, kind, source, evidence,
//   observed_at, ended_at, visibility, owner_id, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id, influence_id
UNWIND $rows AS row
MATCH (a:Person {id: row.from_id})
MATCH (b:Person {id: row.to_id})
WHERE row.owner_id IS NULL OR EXISTS { (:Person {id: row.owner_id}) }
CREATE (a)-[r:INFLUENCES {id: row.id, from_id: row.from_id, to_id: row.to_id, level: row.level,
  strength: row.strength, polarity: row.polarity, kind: row.kind, source: row.source, evidence: row.evidence,
  observed_at: row.observed_at, ended_at: row.ended_at, visibility: row.visibility, owner_id: row.owner_id,
  digest: row.digest, recorded_at: row.recorded_at}]->(b)
RETURN count(r) AS written

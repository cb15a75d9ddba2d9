// Adds interactions that do not exist yet: less work for the server than interaction/write. One that exists is refused.
// Parameters: $rows list of maps with id, from_id, to_id, at, day, kind, count, explicit_id, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id, interaction_id
UNWIND $rows AS row
MATCH (a:Person {id: row.from_id})
MATCH (b:Person {id: row.to_id})
CREATE (a)-[r:CONTACTED {id: row.id, from_id: row.from_id, to_id: row.to_id, at: row.at, day: row.day,
  kind: row.kind, count: row.count, explicit_id: row.explicit_id, digest: row.digest,
  recorded_at: row.recorded_at}]->(b)
RETURN count(r) AS written

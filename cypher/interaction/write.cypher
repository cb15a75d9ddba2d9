// Adds or replaces interactions. With an id of its own an interaction may change its people: the old one is then
//   taken away.
// Parameters: $rows list of maps with id, from_id, to_id, at, day, kind, count, explicit_id, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id, interaction_id
UNWIND $rows AS row
MATCH (a:Person {id: row.from_id})
MATCH (b:Person {id: row.to_id})
CALL (row, a, b) {
  MATCH (c)-[old:CONTACTED {id: row.id}]->(d)
  WHERE c <> a OR d <> b
  DELETE old
}
MERGE (a)-[r:CONTACTED {id: row.id}]->(b)
SET r.from_id = row.from_id, r.to_id = row.to_id, r.at = row.at, r.day = row.day, r.kind = row.kind,
    r.count = row.count, r.explicit_id = row.explicit_id, r.digest = row.digest, r.recorded_at = row.recorded_at
RETURN count(r) AS written

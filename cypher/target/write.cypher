// Adds or replaces targets. The person is part of the identity, so the tie never moves.
// Parameters: $rows list of maps with id, person_id, from_day, to_day, amount, currency, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id, target_id
UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
MERGE (t:Target {id: row.id})
SET t.person_id = row.person_id, t.from_day = row.from_day, t.to_day = row.to_day, t.amount = row.amount,
    t.currency = row.currency, t.digest = row.digest, t.recorded_at = row.recorded_at
MERGE (t)-[:OF]->(p)
RETURN count(t) AS written

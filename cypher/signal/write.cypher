// Adds or replaces signals. The opportunity is part of the identity, so the tie never moves.
// Parameters: $rows list of maps with id, opportunity_id, signal, value, at, by_id, evidence, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: opportunity_id, person_id, signal_id
UNWIND $rows AS row
MATCH (o:Opportunity {id: row.opportunity_id})
WITH row, o
WHERE row.by_id IS NULL OR EXISTS { (:Person {id: row.by_id}) }
MERGE (s:Signal {id: row.id})
SET s.opportunity_id = row.opportunity_id, s.signal = row.signal, s.value = row.value, s.at = row.at,
    s.by_id = row.by_id, s.evidence = row.evidence, s.digest = row.digest, s.recorded_at = row.recorded_at
MERGE (s)-[:OF_OPPORTUNITY]->(o)
RETURN count(s) AS written

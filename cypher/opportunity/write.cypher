// Adds or replaces opportunities and ties each to its customer and its owner.
// Parameters: $rows list of maps with id, name, customer_id, amount, currency, class, stage, owner_id, opened,
//   closed, outcome, search_key, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: opportunity_id, organization_id, person_id
UNWIND $rows AS row
MATCH (c:Organization {id: row.customer_id})
OPTIONAL MATCH (p:Person {id: row.owner_id})
WITH row, c, p
WHERE row.owner_id IS NULL OR p IS NOT NULL
MERGE (o:Opportunity {id: row.id})
SET o.name = row.name, o.customer_id = row.customer_id, o.amount = row.amount, o.currency = row.currency,
    o.class = row.class, o.stage = row.stage, o.owner_id = row.owner_id, o.opened = row.opened,
    o.closed = row.closed, o.outcome = row.outcome, o.search_key = row.search_key, o.digest = row.digest,
    o.recorded_at = row.recorded_at
WITH o, c, p
CALL (o, c) {
  MATCH (o)-[old:AT_CUSTOMER]->(before)
  WHERE before <> c
  DELETE old
}
MERGE (o)-[:AT_CUSTOMER]->(c)
WITH o, p
CALL (o, p) {
  MATCH (o)-[old:OWNED_BY]->(before)
  WHERE p IS NULL OR before <> p
  DELETE old
}
FOREACH (owner IN CASE WHEN p IS NULL THEN [] ELSE [p] END | MERGE (o)-[:OWNED_BY]->(owner))
RETURN count(o) AS written

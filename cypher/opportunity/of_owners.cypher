// The opportunities that some people own.
// Parameters: $ids list of text
// Columns: id, name, customer_id, amount, currency, class, stage, owner_id, opened, closed, outcome, search_key
// Index: person_id
MATCH (p:Person)
WHERE p.id IN $ids
MATCH (p)<-[:OWNED_BY]-(n:Opportunity)
RETURN n.id AS id, n.name AS name, n.customer_id AS customer_id, n.amount AS amount, n.currency AS currency,
       n.class AS class, n.stage AS stage, n.owner_id AS owner_id, n.opened AS opened, n.closed AS closed,
       n.outcome AS outcome, n.search_key AS search_key

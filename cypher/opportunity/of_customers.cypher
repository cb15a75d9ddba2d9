// The opportunities at some customers.
// Parameters: $ids list of text
// Columns: id, name, customer_id, amount, currency, class, stage, owner_id, opened, closed, outcome, search_key
// Index: organization_id
MATCH (c:Organization)
WHERE c.id IN $ids
MATCH (c)<-[:AT_CUSTOMER]-(n:Opportunity)
RETURN n.id AS id, n.name AS name, n.customer_id AS customer_id, n.amount AS amount, n.currency AS currency,
       n.class AS class, n.stage AS stage, n.owner_id AS owner_id, n.opened AS opened, n.closed AS closed,
       n.outcome AS outcome, n.search_key AS search_key

// The next opportunities in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, name, customer_id, amount, currency, class, stage, owner_id, opened, closed, outcome, search_key
// Index: opportunity_id (node uniqueness), read in its order
MATCH (n:Opportunity)
WHERE n.id > $after
RETURN n.id AS id, n.name AS name, n.customer_id AS customer_id, n.amount AS amount, n.currency AS currency,
       n.class AS class, n.stage AS stage, n.owner_id AS owner_id, n.opened AS opened, n.closed AS closed,
       n.outcome AS outcome, n.search_key AS search_key
ORDER BY n.id
LIMIT $limit

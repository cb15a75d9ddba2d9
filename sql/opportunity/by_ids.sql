-- Those of the opportunities that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, name, customer_id, amount, currency, class, stage, owner_id, opened, closed, outcome, search_key.
-- Index: unique opportunity(id).
SELECT
  r.id, r.name, customer.id AS customer_id, r.amount, r.currency, r.class, r.stage, owner.id AS owner_id, r.opened,
  r.closed, r.outcome, r.search_key
FROM opportunity AS r
JOIN organization AS customer ON customer.ref = r.customer
LEFT JOIN person AS owner ON owner.ref = r.owner
WHERE r.id IN (SELECT value FROM json_each(:ids));

-- All opportunities, as far as they are counted.
-- Parameters: none.
-- Columns: id, customer_id, amount, currency, stage, owner_id, opened, closed, outcome.
-- Index: none is needed, everything is read.
SELECT
  o.id, customer.id AS customer_id, o.amount, o.currency, o.stage, owner.id AS owner_id, o.opened, o.closed, o.outcome
FROM opportunity AS o
CROSS JOIN organization AS customer ON customer.ref = o.customer
LEFT JOIN person AS owner ON owner.ref = o.owner;

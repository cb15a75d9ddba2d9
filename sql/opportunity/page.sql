-- A page of all opportunities, in the order of their identifiers, byte by byte.
-- Parameters: :after (the last identifier of the page before, or empty), :limit.
-- Columns: id, name, customer_id, amount, currency, class, stage, owner_id, opened, closed, outcome, search_key.
-- Index: unique opportunity(id), read from :after on.
SELECT
  r.id, r.name, customer.id AS customer_id, r.amount, r.currency, r.class, r.stage, owner.id AS owner_id, r.opened,
  r.closed, r.outcome, r.search_key
FROM opportunity AS r
JOIN organization AS customer ON customer.ref = r.customer
LEFT JOIN person AS owner ON owner.ref = r.owner
WHERE r.id > :after
ORDER BY r.id
LIMIT :limit;

-- Adds one of the opportunities, or replaces it.
-- Parameters: one row: :id, :name, :customer_id, :amount, :currency, :class, :stage, :owner_id, :opened, :closed,
--   :outcome, :search_key, :digest, :recorded_at.
-- Columns: none.
-- Index: unique opportunity(id), unique organization(id), unique person(id).
-- A reference to nothing finds null where there must be a value, or -1, which no row has: both are refused.
INSERT INTO opportunity (
  id, name, customer, amount, currency, class, stage, owner, opened, closed, outcome, search_key, digest, recorded_at
)
VALUES (
  :id, :name, (SELECT ref FROM organization WHERE id = :customer_id), :amount, :currency, :class, :stage,
  iif(:owner_id IS NULL, NULL, coalesce((SELECT ref FROM person WHERE id = :owner_id), -1)), :opened, :closed,
  :outcome, :search_key, :digest, :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, customer = excluded.customer, amount = excluded.amount, currency = excluded.currency,
  class = excluded.class, stage = excluded.stage, owner = excluded.owner, opened = excluded.opened,
  closed = excluded.closed, outcome = excluded.outcome, search_key = excluded.search_key, digest = excluded.digest,
  recorded_at = excluded.recorded_at;

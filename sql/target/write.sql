-- Adds one of the targets, or replaces it.
-- Parameters: one row: :id, :person_id, :from_day, :to_day, :amount, :currency, :digest, :recorded_at.
-- Columns: none.
-- Index: unique target(id), unique person(id).
-- A reference to nothing finds null where there must be a value, which is refused.
INSERT INTO target (id, person, from_day, to_day, amount, currency, digest, recorded_at)
VALUES (
  :id, (SELECT ref FROM person WHERE id = :person_id), :from_day, :to_day, :amount, :currency, :digest, :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
  person = excluded.person, from_day = excluded.from_day, to_day = excluded.to_day, amount = excluded.amount,
  currency = excluded.currency, digest = excluded.digest, recorded_at = excluded.recorded_at;

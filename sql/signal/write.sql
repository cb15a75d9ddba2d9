-- Adds one of the signals, or replaces it.
-- Parameters: one row: :id, :opportunity_id, :signal, :value, :at, :by_id, :evidence, :digest, :recorded_at.
-- Columns: none.
-- Index: unique signal(id), unique opportunity(id), unique person(id).
-- A reference to nothing finds null where there must be a value, or -1, which no row has: both are refused.
INSERT INTO signal (id, opportunity, signal, value, at, observer, evidence, digest, recorded_at)
VALUES (
  :id, (SELECT ref FROM opportunity WHERE id = :opportunity_id), :signal, :value, :at,
  iif(:by_id IS NULL, NULL, coalesce((SELECT ref FROM person WHERE id = :by_id), -1)), :evidence, :digest, :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
  opportunity = excluded.opportunity, signal = excluded.signal, value = excluded.value, at = excluded.at,
  observer = excluded.observer, evidence = excluded.evidence, digest = excluded.digest,
  recorded_at = excluded.recorded_at;

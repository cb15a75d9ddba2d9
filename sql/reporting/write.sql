-- Adds one of the reporting lines, or replaces it.
-- Parameters: one row: :id, :person_id, :manager_id, :scope, :from_day, :to_day, :digest, :recorded_at.
-- Columns: none.
-- Index: unique reporting(id), unique person(id), unique opportunity(id).
-- A reference to nothing finds null where there must be a value, or -1, which no row has: both are refused.
INSERT INTO reporting (
  id, person, manager, opportunity, from_day, to_day, digest, recorded_at
)
VALUES (
  :id, (SELECT ref FROM person WHERE id = :person_id), (SELECT ref FROM person WHERE id = :manager_id),
  iif(:scope = 'customer', NULL, coalesce((SELECT ref FROM opportunity WHERE id = :scope), -1)), :from_day, :to_day,
  :digest, :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
  person = excluded.person, manager = excluded.manager, opportunity = excluded.opportunity,
  from_day = excluded.from_day, to_day = excluded.to_day, digest = excluded.digest, recorded_at = excluded.recorded_at;

-- Adds one of the interactions, which does not exist yet. One that exists is refused.
-- Parameters: one row: :id, :from_id, :to_id, :at, :day, :kind, :count, :explicit_id, :digest, :recorded_at.
-- Columns: none.
-- Index: unique interaction(id), unique person(id).
-- A reference to nothing finds null where there must be a value, or -1, which no row has: both are refused.
INSERT INTO interaction (
  id, from_person, to_person, at, day, kind, count, explicit_id, digest, recorded_at
)
VALUES (
  :id, (SELECT ref FROM person WHERE id = :from_id), (SELECT ref FROM person WHERE id = :to_id), :at, :day, :kind,
  :count, :explicit_id, :digest, :recorded_at
);

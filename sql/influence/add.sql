-- Adds one of the influence lines, which does not exist yet. One that exists is refused.
-- Parameters: one row: :id, :from_id, :to_id, :level, :strength, :polarity, :kind, :source, :evidence, :observed_at,
--   :ended_at, :visibility, :owner_id, :digest, :recorded_at.
-- Columns: none.
-- Index: unique influence(id), unique person(id).
-- A reference to nothing finds null where there must be a value, or -1, which no row has: both are refused.
INSERT INTO influence (
  id, from_person, to_person, level, strength, polarity, kind, source, evidence, observed_at, ended_at, visibility,
  owner, digest, recorded_at
)
VALUES (
  :id, (SELECT ref FROM person WHERE id = :from_id), (SELECT ref FROM person WHERE id = :to_id), :level, :strength,
  :polarity, :kind, :source, :evidence, :observed_at, :ended_at, :visibility,
  iif(:owner_id IS NULL, NULL, coalesce((SELECT ref FROM person WHERE id = :owner_id), -1)), :digest, :recorded_at
);

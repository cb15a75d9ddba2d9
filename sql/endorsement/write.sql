-- Adds one of the endorsements, or replaces it.
-- Parameters: one row: :id, :person_id, :at, :by_id, :evidence, :ended_at, :digest, :recorded_at.
-- Columns: none.
-- Index: unique endorsement(id), unique person(id).
-- A reference to nothing finds null where there must be a value, or -1, which no row has: both are refused.
INSERT INTO endorsement (id, person, at, endorser, evidence, ended_at, digest, recorded_at)
VALUES (
  :id, (SELECT ref FROM person WHERE id = :person_id), :at,
  iif(:by_id IS NULL, NULL, coalesce((SELECT ref FROM person WHERE id = :by_id), -1)), :evidence, :ended_at, :digest,
  :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
  person = excluded.person, at = excluded.at, endorser = excluded.endorser, evidence = excluded.evidence,
  ended_at = excluded.ended_at, digest = excluded.digest, recorded_at = excluded.recorded_at;

-- Adds one of the assessments, or replaces it.
-- Parameters: one row: :id, :person_id, :vendor_id, :dimension, :level, :opportunity_id, :at, :by_id, :evidence,
--   :coach, :visibility, :digest, :recorded_at.
-- Columns: none.
-- Index: unique assessment(id), unique person(id), unique organization(id), unique opportunity(id).
-- A reference to nothing finds null where there must be a value, or -1, which no row has: both are refused.
INSERT INTO assessment (
  id, person, vendor, dimension, level, opportunity, at, assessor, evidence, coach, visibility, digest, recorded_at
)
VALUES (
  :id, (SELECT ref FROM person WHERE id = :person_id), (SELECT ref FROM organization WHERE id = :vendor_id),
  :dimension, :level,
  iif(:opportunity_id IS NULL, NULL, coalesce((SELECT ref FROM opportunity WHERE id = :opportunity_id), -1)), :at,
  iif(:by_id IS NULL, NULL, coalesce((SELECT ref FROM person WHERE id = :by_id), -1)), :evidence, :coach,
  :visibility, :digest, :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
  person = excluded.person, vendor = excluded.vendor, dimension = excluded.dimension, level = excluded.level,
  opportunity = excluded.opportunity, at = excluded.at, assessor = excluded.assessor, evidence = excluded.evidence,
  coach = excluded.coach, visibility = excluded.visibility, digest = excluded.digest,
  recorded_at = excluded.recorded_at;

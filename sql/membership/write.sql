-- Adds one of the memberships, or replaces it.
-- Parameters: one row: :id, :person_id, :department_id, :organization_id, :title, :level, :from_day, :to_day, :digest,
--   :recorded_at.
-- Columns: none.
-- Index: unique membership(id), unique person(id), unique department(id), unique organization(id).
-- A reference to nothing finds null where there must be a value, or -1, which no row has: both are refused.
INSERT INTO membership (
  id, person, department, organization, title, level, from_day, to_day, digest, recorded_at
)
VALUES (
  :id, (SELECT ref FROM person WHERE id = :person_id),
  iif(:department_id IS NULL, NULL, coalesce((SELECT ref FROM department WHERE id = :department_id), -1)),
  (SELECT ref FROM organization WHERE id = :organization_id), :title, :level, :from_day, :to_day, :digest, :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
  person = excluded.person, department = excluded.department, organization = excluded.organization,
  title = excluded.title, level = excluded.level, from_day = excluded.from_day, to_day = excluded.to_day,
  digest = excluded.digest, recorded_at = excluded.recorded_at;

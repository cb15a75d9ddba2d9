-- Adds one of the departments, or replaces it.
-- Parameters: one row: :id, :name, :organization_id, :parent_id, :kind, :search_key, :digest, :recorded_at.
-- Columns: none.
-- Index: unique department(id), unique organization(id).
-- A reference to nothing finds null where there must be a value, or -1, which no row has: both are refused.
INSERT INTO department (
  id, name, organization, parent, kind, search_key, digest, recorded_at
)
VALUES (
  :id, :name, (SELECT ref FROM organization WHERE id = :organization_id),
  iif(:parent_id IS NULL, NULL, coalesce((SELECT ref FROM department WHERE id = :parent_id), -1)), :kind, :search_key,
  :digest, :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, organization = excluded.organization, parent = excluded.parent, kind = excluded.kind,
  search_key = excluded.search_key, digest = excluded.digest, recorded_at = excluded.recorded_at;

-- Adds one of the organizations, or replaces it.
-- Parameters: one row: :id, :name, :kind, :industry, :region, :potential, :search_key, :digest, :recorded_at.
-- Columns: none.
-- Index: unique organization(id).
INSERT INTO organization (
  id, name, kind, industry, region, potential, search_key, digest, recorded_at
)
VALUES (
  :id, :name, :kind, :industry, :region, :potential, :search_key, :digest, :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, kind = excluded.kind, industry = excluded.industry, region = excluded.region,
  potential = excluded.potential, search_key = excluded.search_key, digest = excluded.digest,
  recorded_at = excluded.recorded_at;

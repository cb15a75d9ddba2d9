-- A page of all organizations, in the order of their identifiers, byte by byte.
-- Parameters: :after (the last identifier of the page before, or empty), :limit.
-- Columns: id, name, kind, industry, region, potential, search_key.
-- Index: unique organization(id), read from :after on.
SELECT
  r.id, r.name, r.kind, r.industry, r.region, r.potential, r.search_key
FROM organization AS r
WHERE r.id > :after
ORDER BY r.id
LIMIT :limit;

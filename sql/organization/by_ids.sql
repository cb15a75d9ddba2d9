-- Those of the organizations that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, name, kind, industry, region, potential, search_key.
-- Index: unique organization(id).
SELECT
  r.id, r.name, r.kind, r.industry, r.region, r.potential, r.search_key
FROM organization AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

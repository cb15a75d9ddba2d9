-- All organizations, and the departments of our own.
-- Parameters: none.
-- Columns: source (organization, department), id, name, kind, industry, region, potential, organization_id, parent_id. What a
--   source has no value for is null.
-- Index: none is needed, everything is read; organization_by_kind, department_by_organization for the departments.
SELECT
  'organization' AS source, o.id AS id, o.name AS name, o.kind AS kind, o.industry AS industry, o.region AS region,
  o.potential AS potential, NULL AS organization_id, NULL AS parent_id
FROM organization AS o

UNION ALL
SELECT
  'department', d.id, d.name, d.kind, NULL, NULL, NULL, o.id, parent.id
FROM organization AS o
CROSS JOIN department AS d ON d.organization = o.ref
LEFT JOIN department AS parent ON parent.ref = d.parent
WHERE o.kind = 'own';

-- The departments of organizations, of all levels.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, name, organization_id, parent_id, kind, search_key.
-- Index: unique organization(id), department_by_organization.
SELECT
  r.id, r.name, organization.id AS organization_id, parent.id AS parent_id, r.kind, r.search_key
FROM department AS r
JOIN organization AS organization ON organization.ref = r.organization
LEFT JOIN department AS parent ON parent.ref = r.parent
WHERE r.organization IN (SELECT ref FROM organization WHERE id IN (SELECT value FROM json_each(:ids)));

-- The departments directly below departments.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, name, organization_id, parent_id, kind, search_key.
-- Index: unique department(id), department_by_parent.
SELECT
  r.id, r.name, organization.id AS organization_id, parent.id AS parent_id, r.kind, r.search_key
FROM department AS r
JOIN organization AS organization ON organization.ref = r.organization
LEFT JOIN department AS parent ON parent.ref = r.parent
WHERE r.parent IN (SELECT ref FROM department WHERE id IN (SELECT value FROM json_each(:ids)));

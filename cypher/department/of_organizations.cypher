// Every department of some organizations, on all levels.
// Parameters: $ids list of text
// Columns: id, name, organization_id, parent_id, kind, search_key
// Index: department_organization
MATCH (n:Department)
WHERE n.organization_id IN $ids
RETURN n.id AS id, n.name AS name, n.organization_id AS organization_id, n.parent_id AS parent_id, n.kind AS kind,
       n.search_key AS search_key

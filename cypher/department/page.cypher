// The next departments in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, name, organization_id, parent_id, kind, search_key
// Index: department_id (node uniqueness), read in its order
MATCH (n:Department)
WHERE n.id > $after
RETURN n.id AS id, n.name AS name, n.organization_id AS organization_id, n.parent_id AS parent_id, n.kind AS kind,
       n.search_key AS search_key
ORDER BY n.id
LIMIT $limit

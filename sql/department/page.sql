-- A page of all departments, in the order of their identifiers, byte by byte.
-- Parameters: :after (the last identifier of the page before, or empty), :limit.
-- Columns: id, name, organization_id, parent_id, kind, search_key.
-- Index: unique department(id), read from :after on.
SELECT
  r.id, r.name, organization.id AS organization_id, parent.id AS parent_id, r.kind, r.search_key
FROM department AS r
JOIN organization AS organization ON organization.ref = r.organization
LEFT JOIN department AS parent ON parent.ref = r.parent
WHERE r.id > :after
ORDER BY r.id
LIMIT :limit;

-- How many organizations are our own: one is right.
-- Parameters: none.
-- Columns: count.
-- Index: organization_by_kind.
SELECT count(*) AS count
FROM organization
WHERE kind = 'own';

-- How many organizations are our own: one is right.
-- Parameters: none.
-- Columns: count.
-- Index: none, organizations are few.
SELECT count(*) AS count
FROM organization
WHERE kind = 'own';

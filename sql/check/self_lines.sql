-- Reporting and influence lines from somebody to themselves, which carry nothing.
-- Parameters: none.
-- Columns: kind (reporting, influence), id.
-- Index: none: both tables are read from end to end, once in an examination.
SELECT 'reporting' AS kind, id FROM reporting WHERE person = manager
UNION ALL
SELECT 'influence', id FROM influence WHERE from_person = to_person
ORDER BY kind, id;

-- References of influence lines and interactions to people that do not exist: those that are no foreign keys.
-- Parameters: none.
-- Columns: kind, id.
-- Index: primary key of person; both tables are read from end to end, once in an examination.
SELECT 'influence' AS kind, id
FROM influence
WHERE from_person NOT IN (SELECT ref FROM person) OR to_person NOT IN (SELECT ref FROM person)
  OR owner NOT IN (SELECT ref FROM person)
UNION ALL
SELECT 'interaction', id
FROM interaction
WHERE from_person NOT IN (SELECT ref FROM person) OR to_person NOT IN (SELECT ref FROM person);

-- How many people have no membership, past or present.
-- Parameters: none.
-- Columns: count.
-- Index: membership_by_person; the people are read from end to end, once in an examination.
SELECT count(*) AS count
FROM person AS p
WHERE NOT EXISTS (SELECT 1 FROM membership AS m WHERE m.person = p.ref);

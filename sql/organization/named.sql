-- The organizations of these names, letter for letter.
-- Parameters: :names (a JSON list of text).
-- Columns: name, id. A name that nothing has is not among them, one that several have is there for each.
-- Index: none; the names of all organizations are looked at, of which there are few.
SELECT r.name, r.id
FROM organization AS r
WHERE r.name IN (SELECT value FROM json_each(:names));

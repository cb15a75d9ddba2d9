-- The people whom texts name: by e-mail address, ASCII case ignored, or by an alias as it is written.
-- Parameters: :texts (a JSON list of text).
-- Columns: text, id. A text that names nobody is not among them, one that names several is there for each.
-- Index: person_by_email, primary key of person_alias.
SELECT t.text, p.id
FROM (SELECT DISTINCT value AS text FROM json_each(:texts)) AS t
CROSS JOIN person AS p ON p.email = t.text COLLATE NOCASE
UNION
SELECT t.text, p.id
FROM (SELECT DISTINCT value AS text FROM json_each(:texts)) AS t
CROSS JOIN person_alias AS a ON a.alias = t.text
CROSS JOIN person AS p ON p.ref = a.person;

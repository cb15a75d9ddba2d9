-- All interactions, of all times, summed by day and kind.
-- Parameters: none.
-- Columns: from_id, to_id, kind, day, contacts.
-- Index: interaction_by_from, which holds everything in the order of the sums.
SELECT f.id AS from_id, t.id AS to_id, c.kind, c.day, c.contacts
FROM (
  SELECT from_person, to_person, kind, day, sum(count) AS contacts
  FROM interaction INDEXED BY interaction_by_from
  WHERE from_person <> to_person
  GROUP BY from_person, to_person, kind, day
) AS c
CROSS JOIN person AS f ON f.ref = c.from_person
CROSS JOIN person AS t ON t.ref = c.to_person;

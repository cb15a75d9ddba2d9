-- A page of all targets, in the order of their identifiers, byte by byte.
-- Parameters: :after (the last identifier of the page before, or empty), :limit.
-- Columns: id, person_id, from_day, to_day, amount, currency.
-- Index: unique target(id), read from :after on.
SELECT
  r.id, person.id AS person_id, r.from_day, r.to_day, r.amount, r.currency
FROM target AS r
JOIN person AS person ON person.ref = r.person
WHERE r.id > :after
ORDER BY r.id
LIMIT :limit;

-- The targets of people, of all times.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, person_id, from_day, to_day, amount, currency.
-- Index: unique person(id), target_by_person.
SELECT
  r.id, person.id AS person_id, r.from_day, r.to_day, r.amount, r.currency
FROM target AS r
JOIN person AS person ON person.ref = r.person
WHERE r.person IN (SELECT ref FROM person WHERE id IN (SELECT value FROM json_each(:ids)));

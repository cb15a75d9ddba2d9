-- All targets of sellers, and who is recognised as an authority.
-- Parameters: none.
-- Columns: source (target, endorsement), person_id, from_day, to_day, amount, currency, at, ended_at. What a source has no value
--   for is null.
-- Index: none is needed, everything is read.
SELECT
  'target' AS source, person.id AS person_id, t.from_day AS from_day, t.to_day AS to_day, t.amount AS amount,
  t.currency AS currency, NULL AS at, NULL AS ended_at
FROM target AS t
CROSS JOIN person AS person ON person.ref = t.person

UNION ALL
SELECT
  'endorsement', person.id, NULL, NULL, NULL, NULL, e.at, e.ended_at
FROM endorsement AS e
CROSS JOIN person AS person ON person.ref = e.person;

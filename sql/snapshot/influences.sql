-- All recorded influence lines, of all times, as far as they count: without texts.
-- Parameters: none.
-- Columns: id, from_key and to_key (of people, as snapshot/people tells them), level, strength, polarity, observed_at,
--   ended_at, visibility, owner_id.
-- Index: none is needed, everything is read; owners, of whom there are few, by their short keys.
SELECT
  i.id, i.from_person AS from_key, i.to_person AS to_key, i.level, i.strength, i.polarity, i.observed_at, i.ended_at,
  i.visibility, owner.id AS owner_id
FROM influence AS i
LEFT JOIN person AS owner ON owner.ref = i.owner;

-- All recorded influence lines, of all times, as far as they count: without texts.
-- Parameters: none.
-- Columns: id, from_key and to_key (of people, as snapshot/people tells them), level, strength, polarity, observed_at,
--   ended_at, visibility, owner_key (of people, too; an identifier where a store keeps that).
-- Index: none is needed, everything is read.
SELECT
  i.id, i.from_person AS from_key, i.to_person AS to_key, i.level, i.strength, i.polarity, i.observed_at, i.ended_at,
  i.visibility, i.owner AS owner_key
FROM influence AS i;

-- All recorded influence lines, of all times, as far as they count: without texts.
-- Parameters: none.
-- Columns: id, from_id, to_id, level, strength, polarity, observed_at, ended_at, visibility, owner_id.
-- Index: none is needed, everything is read; people by their short keys.
SELECT
  i.id, f.id AS from_id, t.id AS to_id, i.level, i.strength, i.polarity, i.observed_at, i.ended_at, i.visibility,
  owner.id AS owner_id
FROM influence AS i
CROSS JOIN person AS f ON f.ref = i.from_person
CROSS JOIN person AS t ON t.ref = i.to_person
LEFT JOIN person AS owner ON owner.ref = i.owner;

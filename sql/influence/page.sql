-- A page of all influence lines, in the order of their identifiers, byte by byte.
-- Parameters: :after (the last identifier of the page before, or empty), :limit.
-- Columns: id, from_id, to_id, level, strength, polarity, kind, source, evidence, observed_at, ended_at, visibility,
--   owner_id.
-- Index: unique influence(id), read from :after on.
SELECT
  r.id, from_person.id AS from_id, to_person.id AS to_id, r.level, r.strength, r.polarity, r.kind, r.source,
  r.evidence, r.observed_at, r.ended_at, r.visibility, owner.id AS owner_id
FROM influence AS r
JOIN person AS from_person ON from_person.ref = r.from_person
JOIN person AS to_person ON to_person.ref = r.to_person
LEFT JOIN person AS owner ON owner.ref = r.owner
WHERE r.id > :after
ORDER BY r.id
LIMIT :limit;

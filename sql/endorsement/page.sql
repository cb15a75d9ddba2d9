-- A page of all endorsements, in the order of their identifiers, byte by byte.
-- Parameters: :after (the last identifier of the page before, or empty), :limit.
-- Columns: id, person_id, at, by_id, evidence, ended_at.
-- Index: unique endorsement(id), read from :after on.
SELECT
  r.id, person.id AS person_id, r.at, endorser.id AS by_id, r.evidence, r.ended_at
FROM endorsement AS r
JOIN person AS person ON person.ref = r.person
LEFT JOIN person AS endorser ON endorser.ref = r.endorser
WHERE r.id > :after
ORDER BY r.id
LIMIT :limit;

-- Those of the endorsements that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, person_id, at, by_id, evidence, ended_at.
-- Index: unique endorsement(id).
SELECT
  r.id, person.id AS person_id, r.at, endorser.id AS by_id, r.evidence, r.ended_at
FROM endorsement AS r
JOIN person AS person ON person.ref = r.person
LEFT JOIN person AS endorser ON endorser.ref = r.endorser
WHERE r.id IN (SELECT value FROM json_each(:ids));

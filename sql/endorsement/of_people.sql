-- The endorsements of people that hold at an instant.
-- Parameters: :ids (a JSON list of identifiers), :as_of (null: of all times).
-- Columns: id, person_id, at, by_id, evidence, ended_at.
-- Index: unique person(id), endorsement_by_person.
SELECT
  r.id, person.id AS person_id, r.at, endorser.id AS by_id, r.evidence, r.ended_at
FROM endorsement AS r
JOIN person AS person ON person.ref = r.person
LEFT JOIN person AS endorser ON endorser.ref = r.endorser
WHERE r.person IN (SELECT ref FROM person WHERE id IN (SELECT value FROM json_each(:ids)))
  AND (:as_of IS NULL OR (r.at <= :as_of AND (r.ended_at IS NULL OR r.ended_at > :as_of)));

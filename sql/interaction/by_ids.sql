-- Those of the interactions that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, from_id, to_id, at, day, kind, count, explicit_id.
-- Index: unique interaction(id).
SELECT
  r.id, from_person.id AS from_id, to_person.id AS to_id, r.at, r.day, r.kind, r.count,
  r.explicit_id AS "explicit_id:bool"
FROM interaction AS r
JOIN person AS from_person ON from_person.ref = r.from_person
JOIN person AS to_person ON to_person.ref = r.to_person
WHERE r.id IN (SELECT value FROM json_each(:ids));

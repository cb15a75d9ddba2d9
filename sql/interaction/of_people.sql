-- The contacts of people, either way, up to an instant, summed by both people, kind and day.
-- Parameters: :ids (a JSON list of people), :as_of (null: of all times).
-- Columns: from_id, to_id, kind, day, contacts. A contact between two of the people is there once.
-- Index: unique person(id), interaction_by_from, interaction_by_to.
WITH asked (ref) AS MATERIALIZED (
  SELECT ref FROM person WHERE id IN (SELECT value FROM json_each(:ids))
),
contact (from_person, to_person, kind, day, contacts) AS (
  SELECT i.from_person, i.to_person, i.kind, i.day, sum(i.count)
  FROM asked
  CROSS JOIN interaction AS i ON i.from_person = asked.ref
  WHERE :as_of IS NULL OR i.at <= :as_of
  GROUP BY i.from_person, i.to_person, i.kind, i.day
  UNION ALL
  SELECT i.from_person, i.to_person, i.kind, i.day, sum(i.count)
  FROM asked
  CROSS JOIN interaction AS i ON i.to_person = asked.ref
  WHERE (:as_of IS NULL OR i.at <= :as_of) AND i.from_person NOT IN (SELECT ref FROM asked)
  GROUP BY i.from_person, i.to_person, i.kind, i.day
)
SELECT sender.id AS from_id, receiver.id AS to_id, c.kind, c.day, c.contacts
FROM contact AS c
CROSS JOIN person AS sender ON sender.ref = c.from_person
CROSS JOIN person AS receiver ON receiver.ref = c.to_person;

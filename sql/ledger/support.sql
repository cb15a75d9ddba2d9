-- The recorded lines by which one person of whom sales questions ask can move another: support among people with a decision
--   role or an assessment.
-- Parameters: none.
-- Columns: id, from_id, to_id, level, strength, observed_at, ended_at, visibility, owner_id, from_consent (what the person at
--   the line's beginning agreed to).
-- Index: influence_by_to by who is influenced alone (the + keeps it from being sought for each of all others);
--   decision_role_by_person, assessment_by_person to find the people.
WITH counted (ref) AS MATERIALIZED (
  SELECT person FROM decision_role
  UNION
  SELECT person FROM assessment
)
SELECT
  i.id, from_person.id AS from_id, to_person.id AS to_id, i.level, i.strength, i.observed_at, i.ended_at, i.visibility,
  owner.id AS owner_id, from_person.consent AS from_consent
FROM counted AS c
CROSS JOIN influence AS i ON i.to_person = c.ref
CROSS JOIN person AS from_person ON from_person.ref = i.from_person
CROSS JOIN person AS to_person ON to_person.ref = i.to_person
LEFT JOIN person AS owner ON owner.ref = i.owner
WHERE i.polarity = 'support' AND i.from_person <> i.to_person AND +i.from_person IN (SELECT ref FROM counted);

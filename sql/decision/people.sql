-- People with their posts in departments of one organization on a day: one row for each post, one without post where there is none.
-- Parameters: :ids (a JSON list of identifiers), :own (the organization), :day.
-- Columns: id, name, email, phone, aliases, consent, behaviour, social_style, needs, department_id, department_name,
--   department_parent_id, department_kind, post_level.
-- Index: unique person(id), unique organization(id), membership_by_person.
SELECT
  r.id, r.name, r.email, r.phone, r.aliases AS "aliases:list", r.consent, r.behaviour, r.social_style, r.needs,
  d.id AS department_id, d.name AS department_name, parent.id AS department_parent_id, d.kind AS department_kind,
  m.level AS post_level
FROM person AS r
LEFT JOIN membership AS m
  ON m.person = r.ref AND m.organization = (SELECT ref FROM organization WHERE id = :own) AND m.department IS NOT NULL
  AND (m.from_day IS NULL OR m.from_day <= :day) AND (m.to_day IS NULL OR m.to_day > :day)
LEFT JOIN department AS d ON d.ref = m.department
LEFT JOIN department AS parent ON parent.ref = d.parent
WHERE r.id IN (SELECT value FROM json_each(:ids));

// People with their posts in departments of one organization on a day: one row for each post, one without post where
//   there is none.
// Parameters: $ids list of text, $own text (the organization), $day text
// Columns: id, name, email, phone, aliases, consent, behaviour, social_style, needs, department_id, department_name,
//   department_parent_id, department_kind, post_level
// Index: person_id
MATCH (n:Person)
WHERE n.id IN $ids
OPTIONAL MATCH (n)-[m:MEMBER_OF]->(d:Department)
WHERE m.organization_id = $own
  AND (m.from_day IS NULL OR m.from_day <= $day) AND (m.to_day IS NULL OR m.to_day > $day)
RETURN n.id AS id, n.name AS name, n.email AS email, n.phone AS phone, n.aliases AS aliases, n.consent AS consent,
       n.behaviour AS behaviour, n.social_style AS social_style, n.needs AS needs, d.id AS department_id,
       d.name AS department_name, d.parent_id AS department_parent_id, d.kind AS department_kind,
       m.level AS post_level

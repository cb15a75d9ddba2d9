// Memberships in some organizations, in whatever department.
// Parameters: $ids list of text, $day text or null (all times)
// Columns: id, person_id, department_id, organization_id, title, level, from_day, to_day
// Index: organization_id, department_organization
CALL () {
  MATCH (o:Organization)
  WHERE o.id IN $ids
  MATCH (o)<-[r:MEMBER_OF]-()
  RETURN r
  UNION ALL
  MATCH (d:Department)
  WHERE d.organization_id IN $ids
  MATCH (d)<-[r:MEMBER_OF]-()
  RETURN r
}
WITH r
WHERE $day IS NULL
   OR ((r.from_day IS NULL OR r.from_day <= $day) AND (r.to_day IS NULL OR r.to_day > $day))
RETURN r.id AS id, r.person_id AS person_id, r.department_id AS department_id, r.organization_id AS organization_id,
       r.title AS title, r.level AS level, r.from_day AS from_day, r.to_day AS to_day

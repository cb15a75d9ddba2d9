// Those memberships that exist.
// Parameters: $ids list of text
// Columns: id, person_id, department_id, organization_id, title, level, from_day, to_day
// Index: membership_id (relationship uniqueness)
MATCH ()-[r:MEMBER_OF]->()
WHERE r.id IN $ids
RETURN r.id AS id, r.person_id AS person_id, r.department_id AS department_id, r.organization_id AS organization_id,
       r.title AS title, r.level AS level, r.from_day AS from_day, r.to_day AS to_day

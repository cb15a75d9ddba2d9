// All memberships, of all times, with the kind of the department they are in.
// Parameters: none
// Columns: person_id, organization_id, department_id (null: held at the organization), kind (of the department), from_day,
//   to_day, level (of the title, 1 the highest)
// Index: none is needed, everything is read
MATCH (p:Person)
MATCH (p)-[m:MEMBER_OF]->(unit)
RETURN m.person_id AS person_id, m.organization_id AS organization_id, m.department_id AS department_id,
       CASE WHEN m.department_id IS NULL THEN null ELSE unit.kind END AS kind, m.from_day AS from_day,
       m.to_day AS to_day, m.level AS level

// Where everybody works or worked: all memberships.
// Parameters: none
// Columns: person_id, organization_id, department_id (null: held at the organization), level, from_day, to_day
// Index: none is needed, everything is read
MATCH ()-[m:MEMBER_OF]->()
RETURN m.person_id AS person_id, m.organization_id AS organization_id, m.department_id AS department_id,
       m.level AS level, m.from_day AS from_day, m.to_day AS to_day

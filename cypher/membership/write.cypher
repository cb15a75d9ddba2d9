// Adds or replaces memberships. Person and unit are part of the identity, so the ends never move.
// Parameters: $rows list of maps with id, person_id, department_id, organization_id, title, level, from_day, to_day,
//   digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id, organization_id, department_id, membership_id
UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
MATCH (o:Organization {id: row.organization_id})
OPTIONAL MATCH (d:Department {id: row.department_id})
WITH row, p, CASE WHEN row.department_id IS NULL THEN o ELSE d END AS unit
WHERE unit IS NOT NULL
MERGE (p)-[m:MEMBER_OF {id: row.id}]->(unit)
SET m.person_id = row.person_id, m.department_id = row.department_id, m.organization_id = row.organization_id,
    m.title = row.title, m.level = row.level, m.from_day = row.from_day, m.to_day = row.to_day,
    m.digest = row.digest, m.recorded_at = row.recorded_at
RETURN count(m) AS written

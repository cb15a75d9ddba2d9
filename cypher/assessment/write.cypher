// Adds or replaces assessments. Person, vendor and opportunity are part of the identity, so the ties never move.
// Parameters: $rows list of maps with id, person_id, vendor_id, dimension, level, opportunity_id, at, by_id,
//   evidence, coach, visibility, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id, organization_id, opportunity_id, assessment_id
UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
MATCH (v:Organization {id: row.vendor_id})
OPTIONAL MATCH (o:Opportunity {id: row.opportunity_id})
WITH row, p, v, o
WHERE (row.opportunity_id IS NULL OR o IS NOT NULL)
  AND (row.by_id IS NULL OR EXISTS { (:Person {id: row.by_id}) })
MERGE (a:Assessment {id: row.id})
SET a.person_id = row.person_id, a.vendor_id = row.vendor_id, a.dimension = row.dimension, a.level = row.level,
    a.opportunity_id = row.opportunity_id, a.at = row.at, a.by_id = row.by_id, a.evidence = row.evidence,
    a.coach = row.coach, a.visibility = row.visibility, a.digest = row.digest, a.recorded_at = row.recorded_at
MERGE (a)-[:OF]->(p)
MERGE (a)-[:TOWARDS]->(v)
FOREACH (opportunity IN CASE WHEN o IS NULL THEN [] ELSE [o] END | MERGE (a)-[:IN_OPPORTUNITY]->(opportunity))
RETURN count(a) AS written

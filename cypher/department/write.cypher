// Adds or replaces departments and hangs each under its parent, or else under its organization. All exist before the
//   first is hung, so that a parent may come later in the batch.
// Parameters: $rows list of maps with id, name, organization_id, parent_id, kind, search_key, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: organization_id, department_id
UNWIND $rows AS row
MERGE (d:Department {id: row.id})
SET d.name = row.name, d.organization_id = row.organization_id, d.parent_id = row.parent_id, d.kind = row.kind,
    d.search_key = row.search_key, d.digest = row.digest, d.recorded_at = row.recorded_at
WITH collect([d, row]) AS written
UNWIND written AS pair
WITH pair[0] AS d, pair[1] AS row
MATCH (o:Organization {id: row.organization_id})
OPTIONAL MATCH (p:Department {id: row.parent_id})
WITH d, CASE WHEN row.parent_id IS NULL THEN o ELSE p END AS whole
WHERE whole IS NOT NULL
CALL (d, whole) {
  MATCH (d)-[old:PART_OF]->(before)
  WHERE before <> whole
  DELETE old
}
MERGE (d)-[:PART_OF]->(whole)
RETURN count(d) AS written

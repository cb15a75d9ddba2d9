// Reporting and influence lines of people to themselves. Reads all such lines: for examinations only.
// Parameters: none
// Columns: kind, id
// Index: reporting_id, influence_id
CALL () {
  MATCH (p:Person)-[r:REPORTS_TO]->(p)
  RETURN 'reporting' AS kind, r.id AS id
  UNION ALL
  MATCH (p:Person)-[r:INFLUENCES]->(p)
  RETURN 'influence' AS kind, r.id AS id
}
RETURN kind, id

// How many records there are of each kind.
// Parameters: none
// Columns: kind, records
// Index: none: the database keeps these counts
CALL () {
  MATCH (n:Organization)
  WITH count(n) AS records
  RETURN 'organization' AS kind, records
  UNION ALL
  MATCH (n:Department)
  WITH count(n) AS records
  RETURN 'department' AS kind, records
  UNION ALL
  MATCH (n:Person)
  WITH count(n) AS records
  RETURN 'person' AS kind, records
  UNION ALL
  MATCH ()-[n:MEMBER_OF]->()
  WITH count(n) AS records
  RETURN 'membership' AS kind, records
  UNION ALL
  MATCH (n:Opportunity)
  WITH count(n) AS records
  RETURN 'opportunity' AS kind, records
  UNION ALL
  MATCH ()-[n:REPORTS_TO]->()
  WITH count(n) AS records
  RETURN 'reporting' AS kind, records
  UNION ALL
  MATCH ()-[n:INFLUENCES]->()
  WITH count(n) AS records
  RETURN 'influence' AS kind, records
  UNION ALL
  MATCH ()-[n:CONTACTED]->()
  WITH count(n) AS records
  RETURN 'interaction' AS kind, records
  UNION ALL
  MATCH ()-[n:DECIDES]->()
  WITH count(n) AS records
  RETURN 'decision_role' AS kind, records
  UNION ALL
  MATCH (n:Assessment)
  WITH count(n) AS records
  RETURN 'assessment' AS kind, records
  UNION ALL
  MATCH (n:Signal)
  WITH count(n) AS records
  RETURN 'signal' AS kind, records
  UNION ALL
  MATCH (n:Target)
  WITH count(n) AS records
  RETURN 'target' AS kind, records
  UNION ALL
  MATCH (n:Endorsement)
  WITH count(n) AS records
  RETURN 'endorsement' AS kind, records
}
RETURN kind, records

// People, departments, organizations and opportunities one of whose keys has the text in it: first those with a key
//   that equals it, then those with one that begins with it.
// Parameters: $text text in lower case, $kinds list of person, department, organization, opportunity, $skip integer,
//   $limit integer
// Columns: kind, id, rank (0 equal, 1 begins, 2 contains)
// Index: person_search, department_search, organization_search, opportunity_search (text indexes)
CALL () {
  WITH 'person' AS kind
  WHERE kind IN $kinds
  MATCH (n:Person)
  WHERE n.search_key CONTAINS $text
  RETURN kind, n
  UNION ALL
  WITH 'department' AS kind
  WHERE kind IN $kinds
  MATCH (n:Department)
  WHERE n.search_key CONTAINS $text
  RETURN kind, n
  UNION ALL
  WITH 'organization' AS kind
  WHERE kind IN $kinds
  MATCH (n:Organization)
  WHERE n.search_key CONTAINS $text
  RETURN kind, n
  UNION ALL
  WITH 'opportunity' AS kind
  WHERE kind IN $kinds
  MATCH (n:Opportunity)
  WHERE n.search_key CONTAINS $text
  RETURN kind, n
}
WITH kind, n.id AS id, n.name AS name, '\n' + n.search_key + '\n' AS keys
WITH kind, id, name,
     CASE WHEN keys CONTAINS '\n' + $text + '\n' THEN 0 WHEN keys CONTAINS '\n' + $text THEN 1 ELSE 2 END AS rank
RETURN kind, id, rank
ORDER BY rank, name, id, kind
SKIP $skip
LIMIT $limit

// The team of the viewer: the viewer, the members of the viewer's departments, and everybody who reports to the
//   viewer over at most 20 levels of the line organization.
// Parameters: $viewer text, $day text
// Columns: id
// Index: person_id
MATCH (v:Person {id: $viewer})
CALL (v) {
  RETURN v AS p
  UNION
  MATCH (v)-[m:MEMBER_OF]->(d:Department)
  WHERE (m.from_day IS NULL OR m.from_day <= $day) AND (m.to_day IS NULL OR m.to_day > $day)
  WITH DISTINCT d
  MATCH (d)<-[n:MEMBER_OF]-(p:Person)
  WHERE (n.from_day IS NULL OR n.from_day <= $day) AND (n.to_day IS NULL OR n.to_day > $day)
  RETURN p
  UNION
  MATCH (v)<-[lines:REPORTS_TO*1..20]-(p:Person)
  WHERE all(r IN lines WHERE r.scope = 'customer' AND (r.from_day IS NULL OR r.from_day <= $day)
                           AND (r.to_day IS NULL OR r.to_day > $day))
  RETURN DISTINCT p
}
RETURN p.id AS id

// All interactions, of all times, summed by day and kind.
// Parameters: none
// Columns: from_id, to_id, kind, day, contacts
// Index: none is needed, everything is read, person by person
MATCH (p:Person)
CALL (p) {
  MATCH (p)-[r:CONTACTED]->(q:Person)
  WHERE q <> p
  RETURN q.id AS to_id, r.kind AS kind, r.day AS day, sum(r.count) AS contacts
}
RETURN p.id AS from_id, to_id, kind, day, contacts

// What is written beside the influence lines from some people to some others, of all times.
// Parameters: $pairs list of lists, each of two identifiers: who influences, who is influenced; no pair twice
// Columns: id, kind, evidence, source, observed_at
// Index: person_id; the lines are reached from whichever end has fewer
UNWIND $pairs AS pair
MATCH (f:Person {id: pair[0]})
MATCH (t:Person {id: pair[1]})
MATCH (f)-[r:INFLUENCES]->(t)
RETURN r.id AS id, r.kind AS kind, r.evidence AS evidence, r.source AS source, r.observed_at AS observed_at

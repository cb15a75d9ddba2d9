// What is written beside the influence lines from some people to some others, of all times.
// Parameters: $from list of text, $to list of text
// Columns: id, kind, evidence, source, observed_at
// Index: person_id; the lines are reached from who is influenced
MATCH (t:Person)
WHERE t.id IN $to
MATCH (t)<-[r:INFLUENCES]-()
WHERE r.from_id IN $from
RETURN r.id AS id, r.kind AS kind, r.evidence AS evidence, r.source AS source, r.observed_at AS observed_at

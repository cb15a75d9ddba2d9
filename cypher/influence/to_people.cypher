// The influence lines to some people.
// Parameters: $ids list of text, $as_of text or null (all times)
// Columns: id, from_id, to_id, level, strength, polarity, kind, source, evidence, observed_at, ended_at, visibility,
//   owner_id
// Index: person_id
MATCH (p:Person)
WHERE p.id IN $ids
MATCH (p)<-[r:INFLUENCES]-()
WHERE $as_of IS NULL
   OR ((r.observed_at IS NULL OR r.observed_at <= $as_of) AND (r.ended_at IS NULL OR r.ended_at > $as_of))
RETURN r.id AS id, r.from_id AS from_id, r.to_id AS to_id, r.level AS level, r.strength AS strength,
       r.polarity AS polarity, r.kind AS kind, r.source AS source, r.evidence AS evidence,
       r.observed_at AS observed_at, r.ended_at AS ended_at, r.visibility AS visibility, r.owner_id AS owner_id

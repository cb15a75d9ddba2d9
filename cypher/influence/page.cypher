// The next influence lines in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, from_id, to_id, level, strength, polarity, kind, source, evidence, observed_at, ended_at, visibility,
//   owner_id
// Index: influence_id (relationship uniqueness), read in its order
MATCH ()-[r:INFLUENCES]->()
WHERE r.id > $after
RETURN r.id AS id, r.from_id AS from_id, r.to_id AS to_id, r.level AS level, r.strength AS strength,
       r.polarity AS polarity, r.kind AS kind, r.source AS source, r.evidence AS evidence,
       r.observed_at AS observed_at, r.ended_at AS ended_at, r.visibility AS visibility, r.owner_id AS owner_id
ORDER BY r.id
LIMIT $limit

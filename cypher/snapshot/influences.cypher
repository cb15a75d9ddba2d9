// All recorded influence lines, of all times, as far as they count: without texts.
// Parameters: none
// Columns: id, from_id, to_id, level, strength, polarity, observed_at, ended_at, visibility, owner_id
// Index: none is needed, everything is read
MATCH (p:Person)
MATCH (p)<-[r:INFLUENCES]-()
RETURN r.id AS id, r.from_id AS from_id, r.to_id AS to_id, r.level AS level, r.strength AS strength,
       r.polarity AS polarity, r.observed_at AS observed_at, r.ended_at AS ended_at, r.visibility AS visibility,
       r.owner_id AS owner_id

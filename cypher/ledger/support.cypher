// The recorded lines by which one person of whom sales questions ask can move another: support among people with a
//   decision role or an assessment.
// Parameters: none
// Columns: id, from_id, to_id, level, strength, observed_at, ended_at, visibility, owner_id, from_consent (what the person
//   at the line's beginning agreed to)
// Index: none is needed for the people, everybody is looked at; their lines are reached from them
MATCH (p:Person)
WHERE EXISTS { (p)-[:DECIDES]->() } OR EXISTS { (p)<-[:OF]-(:Assessment) }
MATCH (p)<-[r:INFLUENCES]-(q:Person)
WHERE r.polarity = 'support' AND q <> p
  AND (EXISTS { (q)-[:DECIDES]->() } OR EXISTS { (q)<-[:OF]-(:Assessment) })
RETURN r.id AS id, r.from_id AS from_id, r.to_id AS to_id, r.level AS level, r.strength AS strength,
       r.observed_at AS observed_at, r.ended_at AS ended_at, r.visibility AS visibility, r.owner_id AS owner_id,
       q.consent AS from_consent

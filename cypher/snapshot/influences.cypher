// All recorded influence lines, of all times, as far as they count: without texts.
// Parameters: none
// Columns: id, from_key and to_key (of people, as snapshot/people tells them), level, strength, polarity, observed_at,
//   ended_at, visibility, owner_key (of people, too; an identifier where a store keeps that); the lines into one person come in one row, which the store takes apart
// Index: none is needed, everything is read, person by person
MATCH (p:Person)
CALL (p) {
  MATCH (p)<-[r:INFLUENCES]-(f)
  RETURN collect([
    r.id, id(f), r.level, r.strength, r.polarity, r.observed_at, r.ended_at, r.visibility, r.owner_id
  ]) AS lines
}
RETURN id(p) AS to_key,
       lines AS `rows: id, from_key, level, strength, polarity, observed_at, ended_at, visibility, owner_key`

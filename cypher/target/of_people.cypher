// The targets of some people, of all times.
// Parameters: $ids list of text
// Columns: id, person_id, from_day, to_day, amount, currency
// Index: person_id
MATCH (p:Person)
WHERE p.id IN $ids
MATCH (p)<-[:OF]-(n:Target)
RETURN n.id AS id, n.person_id AS person_id, n.from_day AS from_day, n.to_day AS to_day, n.amount AS amount,
       n.currency AS currency

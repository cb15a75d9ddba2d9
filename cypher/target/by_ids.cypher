// Those targets that exist.
// Parameters: $ids list of text
// Columns: id, person_id, from_day, to_day, amount, currency
// Index: target_id (node uniqueness)
MATCH (n:Target)
WHERE n.id IN $ids
RETURN n.id AS id, n.person_id AS person_id, n.from_day AS from_day, n.to_day AS to_day, n.amount AS amount,
       n.currency AS currency

// The next targets in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, person_id, from_day, to_day, amount, currency
// Index: target_id (node uniqueness), read in its order
MATCH (n:Target)
WHERE n.id > $after
RETURN n.id AS id, n.person_id AS person_id, n.from_day AS from_day, n.to_day AS to_day, n.amount AS amount,
       n.currency AS currency
ORDER BY n.id
LIMIT $limit

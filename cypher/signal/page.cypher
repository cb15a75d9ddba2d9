// The next signals in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, opportunity_id, signal, value, at, by_id, evidence
// Index: signal_id (node uniqueness), read in its order
MATCH (n:Signal)
WHERE n.id > $after
RETURN n.id AS id, n.opportunity_id AS opportunity_id, n.signal AS signal, n.value AS value, n.at AS at,
       n.by_id AS by_id, n.evidence AS evidence
ORDER BY n.id
LIMIT $limit

// The contacts of some people, either way, summed by pair, kind and day. Those between two of them count once.
// Parameters: $ids list of text, $as_of text or null (all times)
// Columns: from_id, to_id, kind, day, contacts
// Index: person_id
MATCH (p:Person)
WHERE p.id IN $ids
MATCH (p)-[r:CONTACTED]-()
WHERE $as_of IS NULL OR r.at <= $as_of
WITH DISTINCT r
RETURN r.from_id AS from_id, r.to_id AS to_id, r.kind AS kind, r.day AS day, sum(r.count) AS contacts

// The next endorsements in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, person_id, at, by_id, evidence, ended_at
// Index: endorsement_id (node uniqueness), read in its order
MATCH (n:Endorsement)
WHERE n.id > $after
RETURN n.id AS id, n.person_id AS person_id, n.at AS at, n.by_id AS by_id, n.evidence AS evidence,
       n.ended_at AS ended_at
ORDER BY n.id
LIMIT $limit

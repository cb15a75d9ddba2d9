// The next interactions in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, from_id, to_id, at, day, kind, count, explicit_id
// Index: interaction_id (relationship uniqueness), read in its order
MATCH ()-[r:CONTACTED]->()
WHERE r.id > $after
RETURN r.id AS id, r.from_id AS from_id, r.to_id AS to_id, r.at AS at, r.day AS day, r.kind AS kind,
       r.count AS count, r.explicit_id AS explicit_id
ORDER BY r.id
LIMIT $limit

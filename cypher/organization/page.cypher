// The next organizations in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, name, kind, industry, region, potential, search_key
// Index: organization_id (node uniqueness), read in its order
MATCH (n:Organization)
WHERE n.id > $after
RETURN n.id AS id, n.name AS name, n.kind AS kind, n.industry AS industry, n.region AS region,
       n.potential AS potential, n.search_key AS search_key
ORDER BY n.id
LIMIT $limit

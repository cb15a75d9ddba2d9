// Organizations of one kind, or all, in the order of their ids.
// Parameters: $kind text or null, $after text ('' for the first page), $limit integer
// Columns: id, name, kind, industry, region, potential, search_key
// Index: organization_id, read in its order
MATCH (n:Organization)
WHERE n.id > $after AND ($kind IS NULL OR n.kind = $kind)
RETURN n.id AS id, n.name AS name, n.kind AS kind, n.industry AS industry, n.region AS region,
       n.potential AS potential, n.search_key AS search_key
ORDER BY n.id
LIMIT $limit

// Those organizations that exist.
// Parameters: $ids list of text
// Columns: id, name, kind, industry, region, potential, search_key
// Index: organization_id (node uniqueness)
MATCH (n:Organization)
WHERE n.id IN $ids
RETURN n.id AS id, n.name AS name, n.kind AS kind, n.industry AS industry, n.region AS region,
       n.potential AS potential, n.search_key AS search_key

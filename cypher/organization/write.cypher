// Adds or replaces organizations. The columns are the node's properties.
// Parameters: $rows list of maps with id, name, kind, industry, region, potential, search_key, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: organization_id
UNWIND $rows AS row
MERGE (o:Organization {id: row.id})
SET o.name = row.name, o.kind = row.kind, o.industry = row.industry, o.region = row.region,
    o.potential = row.potential, o.search_key = row.search_key, o.digest = row.digest,
    o.recorded_at = row.recorded_at
RETURN count(o) AS written

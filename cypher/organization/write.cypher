// Adds or replaces organizations. The columns are the node's properties.
// Parameters: $rows list of maps with id, name, kind, industry, region, potential, search_key, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: organization_id
UNWIND $rows AS row
MERGE (o:Organization {id: row.id})
SET o += row
RETURN count(o) AS written

// Notes that somebody asked for routes, or used them; the same note again changes nothing.
// Parameters: $rows list of maps with id, at, by_id, key_person_id, door_id, step ('asked' or 'used'), outcome (of what was used, or null)
// Columns: written (rows written)
// Index: route_use_id
UNWIND $rows AS row
MERGE (u:RouteUse {id: row.id})
ON CREATE SET u = row
RETURN count(u) AS written

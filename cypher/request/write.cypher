// Keeps answers under their idempotency keys. A key that exists is refused by its constraint.
// Parameters: $rows list of maps with id, digest, answer, recorded_at
// Columns: written (rows written)
// Index: request_id
UNWIND $rows AS row
CREATE (r:Request)
SET r = row
RETURN count(r) AS written

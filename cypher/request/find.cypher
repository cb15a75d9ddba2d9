// The answer that was given under an idempotency key.
// Parameters: $id text
// Columns: id, digest, answer
// Index: request_id
MATCH (r:Request {id: $id})
RETURN r.id AS id, r.digest AS digest, r.answer AS answer

-- The answer that was given under a key.
-- Parameters: :id.
-- Columns: id, digest (of the request), answer.
-- Index: primary key of request.
SELECT id, digest, answer
FROM request
WHERE id = :id;

-- Keeps the answer given under a key; a second one under the same key is refused.
-- Parameters: one row: :id, :digest, :answer, :recorded_at.
-- Columns: none.
-- Index: primary key of request.
INSERT INTO request (id, digest, answer, recorded_at)
VALUES (:id, :digest, :answer, :recorded_at);

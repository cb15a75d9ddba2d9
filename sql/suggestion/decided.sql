-- Every suggestion that was decided.
-- Parameters: none.
-- Columns: id, kind, from_id, to_id, decision, probability, decided_by, decided_at, line_id.
-- Index: none; all of them are asked for.
SELECT id, kind, from_id, to_id, decision, probability, decided_by, decided_at, line_id
FROM suggestion;

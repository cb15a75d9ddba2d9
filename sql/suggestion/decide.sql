-- Remembers what became of a suggestion; a later decision takes the place of an earlier one.
-- Parameters: one row: :id, :kind, :from_id, :to_id, :decision, :probability (then), :decided_by, :decided_at, :line_id (of what was
--   recorded, or null).
-- Columns: none.
-- Index: primary key of suggestion.
INSERT INTO suggestion (id, kind, from_id, to_id, decision, probability, decided_by, decided_at, line_id)
VALUES (:id, :kind, :from_id, :to_id, :decision, :probability, :decided_by, :decided_at, :line_id)
ON CONFLICT (id) DO UPDATE SET
  decision = excluded.decision,
  probability = excluded.probability,
  decided_by = excluded.decided_by,
  decided_at = excluded.decided_at,
  line_id = excluded.line_id;

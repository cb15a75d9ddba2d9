// Every suggestion that was decided.
// Parameters: none
// Columns: id, kind, from_id, to_id, decision, probability, decided_by, decided_at, line_id
// Index: none; all of them are asked for
MATCH (s:Suggestion)
RETURN s.id AS id, s.kind AS kind, s.from_id AS from_id, s.to_id AS to_id, s.decision AS decision,
  s.probability AS probability, s.decided_by AS decided_by, s.decided_at AS decided_at, s.line_id AS line_id

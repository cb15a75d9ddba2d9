// Remembers what became of suggestions; a later decision takes the place of an earlier one.
// Parameters: $rows list of maps with id, kind, from_id, to_id, decision, probability (then), decided_by, decided_at, line_id (of
//   what was recorded, or null)
// Columns: written (rows written)
// Index: suggestion_id
UNWIND $rows AS row
MERGE (s:Suggestion {id: row.id})
SET s = row
RETURN count(s) AS written

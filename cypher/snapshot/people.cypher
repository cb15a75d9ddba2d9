// Everybody, and what they agreed to about lines that begin at them.
// Parameters: none
// Columns: id, consent
// Index: none is needed, everything is read
MATCH (p:Person)
RETURN p.id AS id, p.consent AS consent

// The organizations of these names, letter for letter.
// Parameters: $names list of text
// Columns: name, id
// Index: none; the names of all organizations are looked at, of which there are few
MATCH (n:Organization)
WHERE n.name IN $names
RETURN n.name AS name, n.id AS id

// Everybody, and what they agreed to about lines that begin at them.
// Parameters: none
// Columns: key (the store's own number of the person, by which snapshot/influences tells people; it means nothing at another
//   data version or on another store), id, consent
// Index: none is needed, everything is read
MATCH (p:Person)
RETURN id(p) AS key, p.id AS id, p.consent AS consent

// How many people never had a membership. Reads all people: for examinations only.
// Parameters: none
// Columns: count
// Index: none
MATCH (p:Person)
WHERE NOT EXISTS { (p)-[:MEMBER_OF]->() }
RETURN count(p) AS count

// All constraints.
// Parameters: none
// Columns: name
// Index: none
SHOW CONSTRAINTS YIELD name
RETURN name

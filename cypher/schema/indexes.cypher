// All indexes and whether they can be used, those behind constraints included.
// Parameters: none
// Columns: name, state
// Index: none
SHOW INDEXES YIELD name, state
RETURN name, state

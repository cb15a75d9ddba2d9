// Returns once all indexes can be used, after at most 50 seconds.
// Parameters: none
// Columns: none
// Index: none
CALL db.awaitIndexes(50)

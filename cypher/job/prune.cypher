// Removes the jobs that were asked before an instant.
// Parameters: $before text
// Columns: none
// Index: job_asked_at
MATCH (j:Job)
WHERE j.asked_at < $before
DELETE j

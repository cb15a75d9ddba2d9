// Adds or replaces jobs.
// Parameters: $rows list of maps with id, owner, kind, parameters, as_of, state, runner, beat_at, asked_at, ended_at, done,
//   total, data_version, error, result
// Columns: written (rows written)
// Index: job_id
UNWIND $rows AS row
MERGE (j:Job {id: row.id})
SET j.owner = row.owner, j.kind = row.kind, j.parameters = row.parameters, j.as_of = row.as_of, j.state = row.state,
    j.runner = row.runner, j.beat_at = row.beat_at, j.asked_at = row.asked_at, j.ended_at = row.ended_at,
    j.done = row.done, j.total = row.total, j.data_version = row.data_version, j.error = row.error,
    j.result = row.result
RETURN count(j) AS written

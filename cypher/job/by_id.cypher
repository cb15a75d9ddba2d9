// One job.
// Parameters: $id text
// Columns: id, owner, kind, parameters, as_of, state, runner, beat_at, asked_at, ended_at, done, total, data_version, error,
//   result
// Index: job_id
MATCH (j:Job {id: $id})
RETURN j.id AS id, j.owner AS owner, j.kind AS kind, j.parameters AS parameters, j.as_of AS as_of, j.state AS state,
       j.runner AS runner, j.beat_at AS beat_at, j.asked_at AS asked_at, j.ended_at AS ended_at, j.done AS done,
       j.total AS total, j.data_version AS data_version, j.error AS error, j.result AS result

-- One job.
-- Parameters: :id.
-- Columns: id, owner, kind, parameters, as_of, state, runner, beat_at, asked_at, ended_at, done, total, data_version, error,
--   result.
-- Index: the key.
SELECT
  id, owner, kind, parameters, as_of, state, runner, beat_at, asked_at, ended_at, done, total, data_version, error, result
FROM job
WHERE id = :id;

-- The jobs of somebody, the newest first, without what they answered.
-- Parameters: :owner, :before (an identifier: only older ones), :limit.
-- Columns: id, owner, kind, parameters, as_of, state, runner, beat_at, asked_at, ended_at, done, total, data_version, error.
-- Index: job_by_owner.
SELECT
  id, owner, kind, parameters, as_of, state, runner, beat_at, asked_at, ended_at, done, total, data_version, error
FROM job
WHERE owner = :owner AND id < :before
ORDER BY id DESC
LIMIT :limit;

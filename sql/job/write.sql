-- Adds or replaces jobs.
-- Parameters: in each row :id, :owner, :kind, :parameters, :as_of, :state, :runner, :beat_at, :asked_at, :ended_at, :done, :total,
--   :data_version, :error, :result.
-- Columns: none.
-- Index: the key.
INSERT INTO job (
  id, owner, kind, parameters, as_of, state, runner, beat_at, asked_at, ended_at, done, total, data_version, error, result
)
VALUES (
  :id, :owner, :kind, :parameters, :as_of, :state, :runner, :beat_at, :asked_at, :ended_at, :done, :total, :data_version,
  :error, :result
)
ON CONFLICT (id) DO UPDATE SET
  state = excluded.state, beat_at = excluded.beat_at, ended_at = excluded.ended_at, done = excluded.done,
  total = excluded.total, data_version = excluded.data_version, error = excluded.error, result = excluded.result;

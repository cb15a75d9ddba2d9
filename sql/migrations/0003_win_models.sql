-- Models of the win probability that were fitted to closed deals, and which of them was in use since when.

CREATE TABLE win_model (
  id TEXT PRIMARY KEY NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  data_version INTEGER NOT NULL,
  model TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Nothing is replaced: to go back is to use an earlier one again. Without a model, the heuristic is in use.
CREATE TABLE win_model_use (
  number INTEGER PRIMARY KEY,
  used_at TEXT NOT NULL,
  used_by TEXT NOT NULL,
  model TEXT REFERENCES win_model
) STRICT;
CREATE INDEX win_model_use_by_instant ON win_model_use (used_at);

-- Long questions: who asked what, how far it has come, and what it answered.

CREATE TABLE job (
  id TEXT PRIMARY KEY NOT NULL,
  owner TEXT NOT NULL,
  kind TEXT NOT NULL,
  parameters TEXT NOT NULL,
  as_of TEXT NOT NULL,
  state TEXT NOT NULL,
  -- The process that works on it, and when that process last told that it still does.
  runner TEXT NOT NULL,
  beat_at TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  ended_at TEXT,
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  data_version INTEGER,
  error TEXT,
  result TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX job_by_owner ON job (owner, id);
CREATE INDEX job_by_asked_at ON job (asked_at);

-- What became of suggested lines, which routes were asked for and used, and who is on leaderboards.

CREATE TABLE suggestion (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('reporting', 'influence')),
  from_id TEXT NOT NULL,
  to_id TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'refused')),
  probability REAL NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  line_id TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE route_use (
  id TEXT PRIMARY KEY NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT NOT NULL,
  key_person_id TEXT NOT NULL,
  door_id TEXT NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('asked', 'used')),
  outcome TEXT CHECK (outcome IN ('helped', 'no_effect', 'harmed'))
) STRICT, WITHOUT ROWID;
CREATE INDEX route_use_by_instant ON route_use (at);

CREATE TABLE leaderboard (
  person_id TEXT PRIMARY KEY NOT NULL,
  joined_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who may see an assessment; signals of deals, targets of sellers, endorsements.

-- What was recorded before, everybody may see.
ALTER TABLE assessment ADD COLUMN visibility TEXT NOT NULL DEFAULT 'company';

CREATE TABLE signal (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  opportunity INTEGER NOT NULL REFERENCES opportunity,
  signal TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value IN (0, 1)),
  at TEXT NOT NULL,
  observer INTEGER REFERENCES person,
  evidence TEXT,
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX signal_by_opportunity ON signal (opportunity, at);

CREATE TABLE target (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES person,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  amount REAL NOT NULL,
  currency TEXT NOT NULL,
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX target_by_person ON target (person, from_day);

CREATE TABLE endorsement (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES person,
  at TEXT NOT NULL,
  endorser INTEGER REFERENCES person,
  evidence TEXT,
  ended_at TEXT,
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX endorsement_by_person ON endorsement (person, at);

-- Our own organization is looked for by its kind with every decision chain.
CREATE INDEX organization_by_kind ON organization (kind);

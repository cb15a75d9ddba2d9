-- The ten kinds of records, what is kept beside them, and the indexes the statements rely on.
--
-- `id` is the public identifier, compared byte by byte; `ref` is the short key by which tables refer to each other.
-- Days are YYYY-MM-DD, instants RFC 3339 in UTC with three decimals: both sort as text. Periods are half-open, an
-- absent end is null. `digest` is a hash of the record's values, `recorded_at` the instant at which they were
-- learned.

CREATE TABLE meta (
  id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE organization (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  industry TEXT,
  region TEXT,
  potential TEXT,
  search_key TEXT NOT NULL,
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX organization_search ON organization (search_key);

CREATE TABLE department (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  organization INTEGER NOT NULL REFERENCES organization,
  parent INTEGER REFERENCES department,
  kind TEXT NOT NULL,
  search_key TEXT NOT NULL,
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX department_by_organization ON department (organization);
CREATE INDEX department_by_parent ON department (parent);
CREATE INDEX department_search ON department (search_key);

CREATE TABLE person (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  -- A JSON list of text; person_alias holds the same, one row each.
  aliases TEXT NOT NULL CHECK (json_valid(aliases) AND json_type(aliases) = 'array'),
  consent TEXT,
  behaviour TEXT,
  social_style TEXT,
  needs TEXT,
  search_key TEXT NOT NULL,
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
-- NOCASE is of ASCII alone, which is what an e-mail address ignores.
CREATE INDEX person_by_email ON person (email COLLATE NOCASE) WHERE email IS NOT NULL;
CREATE INDEX person_search ON person (search_key);

CREATE TABLE person_alias (
  alias TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (alias, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_alias_by_person ON person_alias (person);

CREATE TRIGGER person_alias_added AFTER INSERT ON person
WHEN NEW.aliases <> '[]' BEGIN
  INSERT OR IGNORE INTO person_alias (alias, person)
  SELECT value, NEW.ref FROM json_each(NEW.aliases);
END;
CREATE TRIGGER person_alias_changed AFTER UPDATE OF aliases ON person
WHEN NEW.aliases <> OLD.aliases BEGIN
  DELETE FROM person_alias WHERE person = NEW.ref;
  INSERT OR IGNORE INTO person_alias (alias, person)
  SELECT value, NEW.ref FROM json_each(NEW.aliases);
END;

CREATE TABLE membership (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES person,
  -- Null: held at the organization as a whole.
  department INTEGER REFERENCES department,
  organization INTEGER NOT NULL REFERENCES organization,
  title TEXT,
  level INTEGER,
  from_day TEXT,
  to_day TEXT,
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX membership_by_person ON membership (person, organization, department, from_day, to_day);
CREATE INDEX membership_by_department ON membership (department, person, from_day, to_day);
CREATE INDEX membership_by_organization ON membership (organization);

CREATE TABLE opportunity (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  customer INTEGER NOT NULL REFERENCES organization,
  amount REAL,
  currency TEXT,
  class TEXT,
  stage TEXT,
  owner INTEGER REFERENCES person,
  opened TEXT,
  closed TEXT,
  outcome TEXT,
  search_key TEXT NOT NULL,
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX opportunity_by_customer ON opportunity (customer);
CREATE INDEX opportunity_by_owner ON opportunity (owner);
CREATE INDEX opportunity_search ON opportunity (search_key);

CREATE TABLE reporting (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES person,
  manager INTEGER NOT NULL REFERENCES person,
  -- The virtual team for which the line holds; null: the customer's line organization (scope 'customer').
  opportunity INTEGER REFERENCES opportunity,
  from_day TEXT,
  to_day TEXT,
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX reporting_by_person ON reporting (person, opportunity, manager, from_day, to_day);
CREATE INDEX reporting_by_manager ON reporting (manager, opportunity, person, from_day, to_day);

-- Influence lines and interactions come by the million, so their references are no foreign keys: with one, SQLite keeps
-- a journal for every row that is written and looks each end up twice. A reference to nothing is refused all the same
-- (it finds null, or -1 for the owner), and an examination looks for broken ones. Whoever removes a person removes these
-- too.
CREATE TABLE influence (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  from_person INTEGER NOT NULL,
  to_person INTEGER NOT NULL,
  level TEXT,
  strength REAL,
  polarity TEXT NOT NULL,
  kind TEXT,
  source TEXT,
  evidence TEXT,
  observed_at TEXT,
  ended_at TEXT,
  visibility TEXT NOT NULL,
  owner INTEGER CHECK (owner > 0),
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CHECK ((level IS NULL) <> (strength IS NULL))
) STRICT;
CREATE INDEX influence_by_to ON influence (to_person, ended_at);
CREATE INDEX influence_by_from ON influence (from_person, ended_at);

CREATE TABLE interaction (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  from_person INTEGER NOT NULL,
  to_person INTEGER NOT NULL,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  explicit_id INTEGER NOT NULL CHECK (explicit_id IN (0, 1)),
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
-- Both hold all that a sum by day needs, in the order in which it is grouped.
CREATE INDEX interaction_by_from ON interaction (from_person, to_person, kind, day, at, count);
CREATE INDEX interaction_by_to ON interaction (to_person, from_person, kind, day, at, count);

CREATE TABLE decision_role (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  opportunity INTEGER NOT NULL REFERENCES opportunity,
  person INTEGER NOT NULL REFERENCES person,
  role TEXT,
  importance INTEGER,
  veto TEXT,
  approve TEXT,
  contact_level TEXT,
  from_day TEXT,
  to_day TEXT,
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX decision_role_by_opportunity ON decision_role (opportunity);
CREATE INDEX decision_role_by_person ON decision_role (person);

CREATE TABLE assessment (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES person,
  vendor INTEGER NOT NULL REFERENCES organization,
  dimension TEXT NOT NULL,
  level INTEGER NOT NULL,
  opportunity INTEGER REFERENCES opportunity,
  at TEXT NOT NULL,
  assessor INTEGER REFERENCES person,
  evidence TEXT,
  coach INTEGER NOT NULL CHECK (coach IN (0, 1)),
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX assessment_by_person ON assessment (person, at);

-- Former values of records that were changed in place.
CREATE TABLE history (
  ref INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  record_id TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  superseded_at TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX history_by_record ON history (kind, record_id, superseded_at, recorded_at);

-- Answers of mutations by the key that makes them safe to send again.
CREATE TABLE request (
  id TEXT PRIMARY KEY NOT NULL,
  digest TEXT NOT NULL,
  answer TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Imports that have begun and not ended.
CREATE TABLE import_run (
  id TEXT PRIMARY KEY NOT NULL,
  started_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which records each data version changed, so that what is kept in memory is brought up to date without reading everything again. Of
-- versions before this nothing is known.

CREATE TABLE change (
  version INTEGER NOT NULL,
  -- A kind of records; `everything`; or `nothing` that is a record.
  kind TEXT NOT NULL,
  record_id TEXT NOT NULL,
  PRIMARY KEY (version, kind, record_id)
) STRICT, WITHOUT ROWID;

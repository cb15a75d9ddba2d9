// Which records each data version changed, so that what is kept in memory is brought up to date without reading everything
// again. Of versions before this nothing is known.
CREATE RANGE INDEX change_version IF NOT EXISTS FOR (n:Change) ON (n.version);

-- Raises the data version by one.
-- Parameters: none.
-- Columns: version (the new one).
-- Index: primary key of meta.
INSERT INTO meta (id, version) VALUES ('data', 1)
ON CONFLICT (id) DO UPDATE SET version = version + 1
RETURNING version;

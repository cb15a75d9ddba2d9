-- The data version.
-- Parameters: none.
-- Columns: version (0: nothing was ever written).
-- Index: primary key of meta.
SELECT coalesce((SELECT version FROM meta WHERE id = 'data'), 0) AS version;

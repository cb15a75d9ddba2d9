-- Makes this transaction the only one that writes, until it ends: it was since it began.
-- Parameters: none.
-- Columns: version.
-- Index: primary key of meta.
SELECT coalesce((SELECT version FROM meta WHERE id = 'data'), 0) AS version;

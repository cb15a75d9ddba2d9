-- Everybody, and what they agreed to about lines that begin at them.
-- Parameters: none.
-- Columns: id, consent.
-- Index: none is needed, everything is read.
SELECT id, consent FROM person;

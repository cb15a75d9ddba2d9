-- Everybody, and what they agreed to about lines that begin at them.
-- Parameters: none.
-- Columns: key (the store's own number of the person, by which snapshot/influences tells people; it means nothing at another
--   data version or on another store), id, consent.
-- Index: none is needed, everything is read.
SELECT ref AS key, id, consent FROM person;

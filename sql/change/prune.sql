-- Forgets the changes of old data versions: of all but the newest rows, whole versions.
-- Parameters: :version (the newest), :keep (how many rows stay at least).
-- Columns: none.
-- Index: primary key of change.
DELETE FROM change
WHERE version > 0
  AND version < (SELECT version FROM change WHERE version <= :version ORDER BY version DESC LIMIT 1 OFFSET :keep - 1);

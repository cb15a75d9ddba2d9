// Forgets the changes of old data versions: of all but the newest rows, whole versions.
// Parameters: $version integer (the newest), $keep integer (how many rows stay at least)
// Columns: none
// Index: change_version
MATCH (kept:Change)
WHERE kept.version <= $version
WITH kept.version AS version
ORDER BY version DESC
SKIP $keep - 1
LIMIT 1
MATCH (old:Change)
WHERE old.version < version
DELETE old

// Puts people on the leaderboards; who is there already stays.
// Parameters: $rows list of maps with person_id, joined_at
// Columns: written (rows written)
// Index: leaderboard_person
UNWIND $rows AS row
MERGE (l:LeaderboardEntry {person_id: row.person_id})
ON CREATE SET l.joined_at = row.joined_at
RETURN count(l) AS written

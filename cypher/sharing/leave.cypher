// Takes people from the leaderboards.
// Parameters: $rows list of maps with person_id
// Columns: written (rows given)
// Index: leaderboard_person
UNWIND $rows AS row
OPTIONAL MATCH (l:LeaderboardEntry {person_id: row.person_id})
DELETE l
RETURN count(row) AS written

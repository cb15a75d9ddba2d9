// Everybody on the leaderboards.
// Parameters: none
// Columns: person_id
// Index: none; all of them are asked for
MATCH (l:LeaderboardEntry)
RETURN l.person_id AS person_id

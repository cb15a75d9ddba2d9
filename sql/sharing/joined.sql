-- Everybody on the leaderboards.
-- Parameters: none.
-- Columns: person_id.
-- Index: none; all of them are asked for.
SELECT person_id
FROM leaderboard;

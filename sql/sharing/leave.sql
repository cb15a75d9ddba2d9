-- Takes somebody from the leaderboards.
-- Parameters: one row: :person_id.
-- Columns: none.
-- Index: primary key of leaderboard.
DELETE FROM leaderboard
WHERE person_id = :person_id;

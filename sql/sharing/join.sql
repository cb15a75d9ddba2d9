-- Puts somebody on the leaderboards; who is there already stays.
-- Parameters: one row: :person_id, :joined_at.
-- Columns: none.
-- Index: primary key of leaderboard.
INSERT INTO leaderboard (person_id, joined_at)
VALUES (:person_id, :joined_at)
ON CONFLICT (person_id) DO NOTHING;

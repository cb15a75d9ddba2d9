// Models of the win probability that were fitted to closed deals, and which of them was in use since when.
CREATE CONSTRAINT win_model_id IF NOT EXISTS FOR (n:WinModel) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT win_model_use_number IF NOT EXISTS FOR (n:WinModelUse) REQUIRE n.number IS UNIQUE;
CREATE RANGE INDEX win_model_use_instant IF NOT EXISTS FOR (n:WinModelUse) ON (n.used_at);

// What became of suggested lines, which routes were asked for and used, and who is on leaderboards.
CREATE CONSTRAINT suggestion_id IF NOT EXISTS FOR (n:Suggestion) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT route_use_id IF NOT EXISTS FOR (n:RouteUse) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX route_use_instant IF NOT EXISTS FOR (n:RouteUse) ON (n.at);
CREATE CONSTRAINT leaderboard_person IF NOT EXISTS FOR (n:LeaderboardEntry) REQUIRE n.person_id IS UNIQUE;

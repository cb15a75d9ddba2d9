-- The lines from one person to another without all others into the second, of which there may be hundreds: what is written beside the lines
-- that an answer shows is asked for by both ends.

DROP INDEX influence_by_to;
CREATE INDEX influence_by_to ON influence (to_person, from_person, ended_at);

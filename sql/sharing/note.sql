-- Notes that somebody asked for a route, or used one; the same note again changes nothing.
-- Parameters: one row: :id, :at, :by_id, :key_person_id, :door_id, :step ('asked' or 'used'), :outcome (of what was used, or null).
-- Columns: none.
-- Index: primary key of route_use.
INSERT INTO route_use (id, at, by_id, key_person_id, door_id, step, outcome)
VALUES (:id, :at, :by_id, :key_person_id, :door_id, :step, :outcome)
ON CONFLICT (id) DO NOTHING;

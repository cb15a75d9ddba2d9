-- Which routes were asked for and used in a time.
-- Parameters: :since, :until (instants; from the first up to the second, both included).
-- Columns: id, at, by_id, key_person_id, door_id, step, outcome.
-- Index: route_use_by_instant.
SELECT id, at, by_id, key_person_id, door_id, step, outcome
FROM route_use
WHERE at >= :since AND at <= :until;

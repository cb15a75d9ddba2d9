// Which routes were asked for and used in a time.
// Parameters: $since, $until instants; from the first up to the second, both included
// Columns: id, at, by_id, key_person_id, door_id, step, outcome
// Index: route_use_instant
MATCH (u:RouteUse)
WHERE u.at >= $since AND u.at <= $until
RETURN u.id AS id, u.at AS at, u.by_id AS by_id, u.key_person_id AS key_person_id, u.door_id AS door_id, u.step AS step,
  u.outcome AS outcome

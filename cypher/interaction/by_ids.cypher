// Those interactions that exist.
// Parameters: $ids list of text
// Columns: id, from_id, to_id, at, day, kind, count, explicit_id
// Index: interaction_id (relationship uniqueness)
MATCH ()-[r:CONTACTED]->()
WHERE r.id IN $ids
RETURN r.id AS id, r.from_id AS from_id, r.to_id AS to_id, r.at AS at, r.day AS day, r.kind AS kind,
       r.count AS count, r.explicit_id AS explicit_id

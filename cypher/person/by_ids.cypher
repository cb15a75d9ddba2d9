// Those people that exist.
// Parameters: $ids list of text
// Columns: id, name, email, phone, aliases, consent, behaviour, social_style, needs, search_key
// Index: person_id (node uniqueness)
MATCH (n:Person)
WHERE n.id IN $ids
RETURN n.id AS id, n.name AS name, n.email AS email, n.phone AS phone, n.aliases AS aliases, n.consent AS consent,
       n.behaviour AS behaviour, n.social_style AS social_style, n.needs AS needs, n.search_key AS search_key

// The next people in the order of their ids, by code point, which is the order of the bytes of UTF-8.
// Parameters: $after text ('' for the first page), $limit integer
// Columns: id, name, email, phone, aliases, consent, behaviour, social_style, needs, search_key
// Index: person_id (node uniqueness), read in its order
MATCH (n:Person)
WHERE n.id > $after
RETURN n.id AS id, n.name AS name, n.email AS email, n.phone AS phone, n.aliases AS aliases, n.consent AS consent,
       n.behaviour AS behaviour, n.social_style AS social_style, n.needs AS needs, n.search_key AS search_key
ORDER BY n.id
LIMIT $limit

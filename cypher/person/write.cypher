// Adds or replaces people. Beside the columns, email_key holds the e-mail with the letters A-Z in lower case, and
//   alias_key the aliases between line breaks, for person/resolve.
// Parameters: $rows list of maps with id, name, email, phone, aliases, consent, behaviour, social_style, needs,
//   search_key, digest, recorded_at
// Columns: written (rows written: fewer than given when one refers to something that does not exist)
// Index: person_id
UNWIND $rows AS row
MERGE (p:Person {id: row.id})
SET p.name = row.name, p.email = row.email, p.phone = row.phone, p.aliases = row.aliases, p.consent = row.consent,
    p.behaviour = row.behaviour, p.social_style = row.social_style, p.needs = row.needs,
    p.search_key = row.search_key, p.digest = row.digest, p.recorded_at = row.recorded_at,
    p.email_key = reduce(key = row.email, letter IN split('ABCDEFGHIJKLMNOPQRSTUVWXYZ', '') |
                         replace(key, letter, toLower(letter))),
    p.alias_key = CASE WHEN size(row.aliases) > 0 THEN reduce(key = '\n', name IN row.aliases | key + name + '\n') END
RETURN count(p) AS written

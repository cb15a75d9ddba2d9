-- A page of all people, in the order of their identifiers, byte by byte.
-- Parameters: :after (the last identifier of the page before, or empty), :limit.
-- Columns: id, name, email, phone, aliases, consent, behaviour, social_style, needs, search_key.
-- Index: unique person(id), read from :after on.
SELECT
  r.id, r.name, r.email, r.phone, r.aliases AS "aliases:list", r.consent, r.behaviour, r.social_style, r.needs,
  r.search_key
FROM person AS r
WHERE r.id > :after
ORDER BY r.id
LIMIT :limit;

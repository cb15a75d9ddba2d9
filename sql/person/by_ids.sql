-- Those of the people that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, name, email, phone, aliases, consent, behaviour, social_style, needs, search_key.
-- Index: unique person(id).
SELECT
  r.id, r.name, r.email, r.phone, r.aliases AS "aliases:list", r.consent, r.behaviour, r.social_style, r.needs,
  r.search_key
FROM person AS r
WHERE r.id IN (SELECT value FROM json_each(:ids));

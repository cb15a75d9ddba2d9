-- Adds one of the people, or replaces it.
-- Parameters: one row: :id, :name, :email, :phone, :aliases, :consent, :behaviour, :social_style, :needs, :search_key,
--   :digest, :recorded_at.
-- Columns: none.
-- Index: unique person(id).
INSERT INTO person (
  id, name, email, phone, aliases, consent, behaviour, social_style, needs, search_key, digest, recorded_at
)
VALUES (
  :id, :name, :email, :phone, :aliases, :consent, :behaviour, :social_style, :needs, :search_key, :digest, :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, email = excluded.email, phone = excluded.phone, aliases = excluded.aliases,
  consent = excluded.consent, behaviour = excluded.behaviour, social_style = excluded.social_style,
  needs = excluded.needs, search_key = excluded.search_key, digest = excluded.digest,
  recorded_at = excluded.recorded_at;

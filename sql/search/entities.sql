-- People, departments, organizations and opportunities by a piece of a name: those of which a key is the text first,
-- then those of which a key begins with it, then those that hold it anywhere.
-- Parameters: :text (in lower case), :kinds (a JSON list of kinds), :skip, :limit.
-- Columns: kind, id, rank (0, 1, 2); ordered by rank, name and id, byte by byte.
-- Index: person_search, department_search, organization_search, opportunity_search: read from end to end, because a
--   piece may begin anywhere (names of two characters are the rule, so no index of three will do); they hold the keys
--   alone.
WITH wanted (kind) AS MATERIALIZED (
  SELECT DISTINCT value FROM json_each(:kinds)
),
found (kind, name, id, search_key) AS (
  SELECT 'person', t.name, t.id, t.search_key
  FROM wanted AS w
  CROSS JOIN person AS s INDEXED BY person_search
  CROSS JOIN person AS t ON t.ref = s.ref
  WHERE w.kind = 'person' AND instr(s.search_key, :text) > 0

  UNION ALL
  SELECT 'department', t.name, t.id, t.search_key
  FROM wanted AS w
  CROSS JOIN department AS s INDEXED BY department_search
  CROSS JOIN department AS t ON t.ref = s.ref
  WHERE w.kind = 'department' AND instr(s.search_key, :text) > 0

  UNION ALL
  SELECT 'organization', t.name, t.id, t.search_key
  FROM wanted AS w
  CROSS JOIN organization AS s INDEXED BY organization_search
  CROSS JOIN organization AS t ON t.ref = s.ref
  WHERE w.kind = 'organization' AND instr(s.search_key, :text) > 0

  UNION ALL
  SELECT 'opportunity', t.name, t.id, t.search_key
  FROM wanted AS w
  CROSS JOIN opportunity AS s INDEXED BY opportunity_search
  CROSS JOIN opportunity AS t ON t.ref = s.ref
  WHERE w.kind = 'opportunity' AND instr(s.search_key, :text) > 0
),
ranked (kind, name, id, rank) AS (
  SELECT
    kind, name, id,
    -- Keys are separated by line feeds.
    iif(
      instr(char(10) || search_key, char(10) || :text) = 0, 2,
      iif(instr(char(10) || search_key || char(10), char(10) || :text || char(10)) > 0, 0, 1)
    )
  FROM found
)
SELECT kind, id, rank
FROM ranked
ORDER BY rank, name, id, kind
LIMIT :limit OFFSET :skip;

-- One step towards a key person: every line, of whatever source, that ends at somebody of the frontier.
-- Parameters: :frontier (a JSON list of people), :as_of (null: of all times), :day, :own (our organization),
--   :department_members_max, :since_day (how far back contacts are read; 0000-01-01: all).
-- Columns: source (influence, reporting, department, board, contact), from_id, to_id, line_id, level, strength,
--   polarity, kind, note, origin, observed_at, visibility, owner_id, from_own, from_consent, contact_kind,
--   contact_day, contacts, overlap_end. What a source has no value for is null.
-- Index: unique person(id), influence_by_to, reporting_by_manager, reporting_by_person, membership_by_person,
--   membership_by_department, interaction_by_from, interaction_by_to. Every part begins at the frontier; CROSS JOIN
--   keeps the order that is written.
WITH
frontier (ref) AS MATERIALIZED (
  SELECT ref FROM person WHERE id IN (SELECT value FROM json_each(:frontier))
),
-- Departments of the line organization in which somebody of the frontier sits at the day.
unit_seat (person, department) AS MATERIALIZED (
  SELECT DISTINCT m.person, m.department
  FROM frontier AS f
  CROSS JOIN membership AS m ON m.person = f.ref
  CROSS JOIN department AS d ON d.ref = m.department
  WHERE d.kind = 'unit'
    AND (m.from_day IS NULL OR m.from_day <= :day) AND (m.to_day IS NULL OR m.to_day > :day)
),
-- Those with few enough people at the day; counting stops one above the limit.
small_unit (department) AS MATERIALIZED (
  SELECT s.department
  FROM (SELECT DISTINCT department FROM unit_seat) AS s
  WHERE (
    SELECT count(*)
    FROM (
      SELECT DISTINCT m.person
      FROM membership AS m
      WHERE m.department = s.department
        AND (m.from_day IS NULL OR m.from_day <= :day) AND (m.to_day IS NULL OR m.to_day > :day)
      LIMIT :department_members_max + 1
    )
  ) <= :department_members_max
),
-- Seats of the frontier on boards and committees, past ones too. An open begin or end sorts before and after every day.
board_seat (person, department, begin_day, end_day) AS MATERIALIZED (
  SELECT m.person, m.department, coalesce(m.from_day, ''), coalesce(m.to_day, '~')
  FROM frontier AS f
  CROSS JOIN membership AS m ON m.person = f.ref
  CROSS JOIN department AS d ON d.ref = m.department
  WHERE d.kind IN ('board', 'committee') AND (m.from_day IS NULL OR m.from_day <= :day)
),
own (ref) AS MATERIALIZED (
  SELECT ref FROM organization WHERE id = :own
),
-- The lines by the short keys of both ends, `near` in the frontier and `far` at the other end.
line (
  source, near, far, line_id, level, strength, polarity, kind, note, origin, observed_at, visibility, owner,
  contact_kind, contact_day, contacts, overlap_end
) AS (
  SELECT
    'influence', f.ref, i.from_person, i.id, i.level, i.strength, i.polarity, i.kind, i.evidence, i.source,
    i.observed_at, i.visibility, i.owner, NULL, NULL, NULL, NULL
  FROM frontier AS f
  CROSS JOIN influence AS i ON i.to_person = f.ref
  WHERE :as_of IS NULL
    OR ((i.observed_at IS NULL OR i.observed_at <= :as_of) AND (i.ended_at IS NULL OR i.ended_at > :as_of))

  UNION ALL
  SELECT
    'reporting', f.ref, r.person, r.id, NULL, NULL, NULL, 'to_manager', NULL, NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL
  FROM frontier AS f
  CROSS JOIN reporting AS r ON r.manager = f.ref
  WHERE r.opportunity IS NULL
    AND (r.from_day IS NULL OR r.from_day <= :day) AND (r.to_day IS NULL OR r.to_day > :day)

  UNION ALL
  SELECT
    'reporting', f.ref, r.manager, r.id, NULL, NULL, NULL, 'to_report', NULL, NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL
  FROM frontier AS f
  CROSS JOIN reporting AS r ON r.person = f.ref
  WHERE r.opportunity IS NULL
    AND (r.from_day IS NULL OR r.from_day <= :day) AND (r.to_day IS NULL OR r.to_day > :day)

  UNION ALL
  SELECT
    'department', u.person, u.colleague, NULL, NULL, NULL, NULL, 'unit', d.name, d.id, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL
  FROM (
    SELECT DISTINCT s.person, s.department, m.person AS colleague
    FROM unit_seat AS s
    CROSS JOIN small_unit AS u ON u.department = s.department
    CROSS JOIN membership AS m ON m.department = s.department
    WHERE m.person <> s.person
      AND (m.from_day IS NULL OR m.from_day <= :day) AND (m.to_day IS NULL OR m.to_day > :day)
  ) AS u
  CROSS JOIN department AS d ON d.ref = u.department

  UNION ALL
  SELECT
    'board', b.person, b.colleague, NULL, NULL, NULL, NULL, d.kind, d.name, d.id, NULL,
    NULL, NULL, NULL, NULL, NULL, nullif(b.overlap_end, '~')
  FROM (
    -- Of several overlaps the latest; one that goes on at the day is later than all that ended.
    SELECT
      s.person, s.department, m.person AS colleague,
      max(iif(
        s.end_day > :day AND coalesce(m.to_day, '~') > :day, '~', min(s.end_day, coalesce(m.to_day, '~'))
      )) AS overlap_end
    FROM board_seat AS s
    CROSS JOIN membership AS m ON m.department = s.department
    WHERE m.person <> s.person
      AND (m.from_day IS NULL OR m.from_day <= :day)
      AND max(s.begin_day, coalesce(m.from_day, '')) < min(s.end_day, coalesce(m.to_day, '~'))
    GROUP BY s.person, s.department, m.person
  ) AS b
  CROSS JOIN department AS d ON d.ref = b.department

  UNION ALL
  SELECT
    'contact', f.ref, c.to_person, NULL, NULL, NULL, NULL, 'out', NULL, NULL, NULL,
    NULL, NULL, c.kind, c.day, sum(c.count), NULL
  FROM frontier AS f
  CROSS JOIN interaction AS c ON c.from_person = f.ref
  WHERE c.to_person <> f.ref AND c.day >= :since_day AND (:as_of IS NULL OR c.at <= :as_of)
  GROUP BY f.ref, c.to_person, c.kind, c.day

  UNION ALL
  SELECT
    'contact', f.ref, c.from_person, NULL, NULL, NULL, NULL, 'in', NULL, NULL, NULL,
    NULL, NULL, c.kind, c.day, sum(c.count), NULL
  FROM frontier AS f
  CROSS JOIN interaction AS c ON c.to_person = f.ref
  WHERE c.from_person <> f.ref AND c.day >= :since_day AND (:as_of IS NULL OR c.at <= :as_of)
  GROUP BY f.ref, c.from_person, c.kind, c.day
)
SELECT
  l.source, far.id AS from_id, near.id AS to_id, l.line_id, l.level, l.strength, l.polarity, l.kind, l.note, l.origin,
  l.observed_at, l.visibility, owner.id AS owner_id,
  EXISTS (
    SELECT 1
    FROM own
    CROSS JOIN membership AS m ON m.person = l.far AND m.organization = own.ref
    WHERE (m.from_day IS NULL OR m.from_day <= :day) AND (m.to_day IS NULL OR m.to_day > :day)
  ) AS "from_own:bool",
  far.consent AS from_consent, l.contact_kind, l.contact_day, l.contacts, l.overlap_end
FROM line AS l
CROSS JOIN person AS near ON near.ref = l.near
CROSS JOIN person AS far ON far.ref = l.far
LEFT JOIN person AS owner ON owner.ref = l.owner;

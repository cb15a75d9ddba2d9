-- Everything recorded of decision chains on a day: opportunities, decision roles, reporting lines among their members, the latest
--   assessments of their members, the vendors those are towards, the deal signals, and the fitted model of the win probability.
-- Parameters: :opportunities (a JSON list of identifiers), :vendors (a JSON list of organizations asked about by name),
--   :as_of (assessments up to this instant), :day.
-- Columns: source (opportunity, role, reporting, assessment, vendor, signal, model), opportunity_id, stage, id, person_id, role, importance,
--   veto, approve, contact_level, gone, manager_id, scope, from_day, to_day, vendor_id, dimension, level, at, by_id, evidence,
--   coach, visibility, recorded_at, standing, name, kind, industry, region, potential, outcome, signal,
--   value. What a source has no value for is null.
--   * role: those that hold on the day; gone: the person was at the customer and is not there on the day
--   * reporting: among the members of any of the chains, of the customer or of one of the opportunities
--   * assessment: of each person, vendor, degree, opportunity and visibility (and assessor, where not everybody may see it) the
--     latest, of equals the one recorded last; standing: how many of them were made at that instant
--   * vendor: our own organization, those asked about, and those a member was assessed towards
--   * opportunity: the outcome once it is closed on the day, or where nobody recorded when
--   * signal: all up to the instant
--   * model: the one in use at the instant, if one is: id, at (when it was made), by_id (by whom), evidence (the model, JSON
--     text), standing (the data version it was made at)
-- Index: primary key of win_model, win_model_use_by_instant, unique opportunity(id), unique organization(id), organization_by_kind, decision_role_by_opportunity, reporting_by_person, assessment_by_person, membership_by_person,
--   signal_by_opportunity.
WITH
chain (ref, id, customer, stage, outcome) AS MATERIALIZED (
  SELECT ref, id, customer, stage, iif(closed > :day, NULL, outcome)
  FROM opportunity
  WHERE id IN (SELECT value FROM json_each(:opportunities))
),
part (ref, chain, chain_id, customer, person) AS MATERIALIZED (
  SELECT r.ref, c.ref, c.id, c.customer, r.person
  FROM chain AS c
  CROSS JOIN decision_role AS r ON r.opportunity = c.ref
  WHERE (r.from_day IS NULL OR r.from_day <= :day) AND (r.to_day IS NULL OR r.to_day > :day)
),
member (ref) AS MATERIALIZED (SELECT DISTINCT person FROM part),
scope (ref) AS (SELECT ref FROM chain UNION ALL SELECT NULL),
made (ref, vendor, place, standing) AS MATERIALIZED (
  SELECT
    a.ref, a.vendor,
    row_number() OVER (
      PARTITION BY a.person, a.vendor, a.dimension, a.opportunity, a.visibility,
        iif(a.visibility = 'company', NULL, a.assessor)
      ORDER BY a.at DESC, a.recorded_at DESC, a.id DESC
    ),
    count(*) OVER (
      PARTITION BY a.person, a.vendor, a.dimension, a.opportunity, a.visibility,
        iif(a.visibility = 'company', NULL, a.assessor), a.at
    )
  FROM member AS m
  CROSS JOIN scope AS s
  CROSS JOIN assessment AS a ON a.person = m.ref AND a.opportunity IS s.ref
  WHERE a.at <= :as_of
)
SELECT
  'opportunity' AS source, c.id AS opportunity_id, c.stage AS stage, NULL AS id, NULL AS person_id, NULL AS role,
  NULL AS importance, NULL AS veto, NULL AS approve, NULL AS contact_level, NULL AS "gone:bool", NULL AS manager_id,
  NULL AS scope, NULL AS from_day, NULL AS to_day, NULL AS vendor_id, NULL AS dimension, NULL AS level, NULL AS at,
  NULL AS by_id, NULL AS evidence, NULL AS "coach:bool", NULL AS visibility, NULL AS recorded_at, NULL AS standing,
  NULL AS name, NULL AS kind, NULL AS industry, NULL AS region, NULL AS potential,
  c.outcome AS outcome, NULL AS signal, NULL AS "value:bool"
FROM chain AS c

UNION ALL
SELECT
  'role', p.chain_id, NULL, r.id, person.id, r.role,
  r.importance, r.veto, r.approve, r.contact_level,
  EXISTS (
    SELECT 1
    FROM membership AS m
    WHERE m.person = p.person AND m.organization = p.customer AND m.to_day <= :day
  ) AND NOT EXISTS (
    SELECT 1
    FROM membership AS m
    WHERE m.person = p.person AND m.organization = p.customer
      AND (m.from_day IS NULL OR m.from_day <= :day) AND (m.to_day IS NULL OR m.to_day > :day)
  ),
  NULL, NULL, r.from_day, r.to_day, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL
FROM part AS p
CROSS JOIN decision_role AS r ON r.ref = p.ref
CROSS JOIN person AS person ON person.ref = p.person

UNION ALL
SELECT
  'reporting', NULL, NULL, r.id, person.id, NULL,
  NULL, NULL, NULL, NULL, NULL, manager.id,
  coalesce(c.id, 'customer'), r.from_day, r.to_day, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM member AS m
CROSS JOIN reporting AS r ON r.person = m.ref
CROSS JOIN person AS person ON person.ref = r.person
CROSS JOIN person AS manager ON manager.ref = r.manager
LEFT JOIN chain AS c ON c.ref = r.opportunity
WHERE r.manager IN (SELECT ref FROM member) AND r.manager <> r.person
  AND (r.opportunity IS NULL OR c.ref IS NOT NULL)
  AND (r.from_day IS NULL OR r.from_day <= :day) AND (r.to_day IS NULL OR r.to_day > :day)

UNION ALL
SELECT
  'assessment', o.id, NULL, a.id, person.id, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL, vendor.id, a.dimension, a.level, a.at, assessor.id, a.evidence, a.coach, a.visibility, a.recorded_at,
  made.standing, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM made
CROSS JOIN assessment AS a ON a.ref = made.ref
CROSS JOIN person AS person ON person.ref = a.person
CROSS JOIN organization AS vendor ON vendor.ref = a.vendor
LEFT JOIN opportunity AS o ON o.ref = a.opportunity
LEFT JOIN person AS assessor ON assessor.ref = a.assessor
WHERE made.place = 1

UNION ALL
SELECT
  'vendor', NULL, NULL, o.id, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  o.name, o.kind, o.industry, o.region, o.potential, NULL, NULL, NULL
FROM organization AS o
WHERE o.ref IN (
  SELECT ref FROM organization WHERE kind = 'own'
  UNION
  SELECT vendor FROM made
  UNION
  SELECT ref FROM organization WHERE id IN (SELECT value FROM json_each(:vendors))
)

UNION ALL
SELECT
  'signal', c.id, NULL, s.id, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL, s.at, observer.id, s.evidence, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL, s.signal, s.value
FROM chain AS c
CROSS JOIN signal AS s ON s.opportunity = c.ref
LEFT JOIN person AS observer ON observer.ref = s.observer
WHERE s.at <= :as_of

UNION ALL
SELECT
  'model', NULL, NULL, w.id, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL, w.made_at, w.made_by, w.model, NULL, NULL, NULL, w.data_version,
  NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM (SELECT model FROM win_model_use WHERE used_at <= :as_of ORDER BY used_at DESC, number DESC LIMIT 1) AS used
CROSS JOIN win_model AS w ON w.id = used.model;

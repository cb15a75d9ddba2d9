-- Adds one of the decision roles, or replaces it.
-- Parameters: one row: :id, :opportunity_id, :person_id, :role, :importance, :veto, :approve, :contact_level,
--   :from_day, :to_day, :digest, :recorded_at.
-- Columns: none.
-- Index: unique decision_role(id), unique opportunity(id), unique person(id).
-- A reference to nothing finds null where there must be a value, or -1, which no row has: both are refused.
INSERT INTO decision_role (
  id, opportunity, person, role, importance, veto, approve, contact_level, from_day, to_day, digest, recorded_at
)
VALUES (
  :id, (SELECT ref FROM opportunity WHERE id = :opportunity_id), (SELECT ref FROM person WHERE id = :person_id), :role,
  :importance, :veto, :approve, :contact_level, :from_day, :to_day, :digest, :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
  opportunity = excluded.opportunity, person = excluded.person, role = excluded.role, importance = excluded.importance,
  veto = excluded.veto, approve = excluded.approve, contact_level = excluded.contact_level,
  from_day = excluded.from_day, to_day = excluded.to_day, digest = excluded.digest, recorded_at = excluded.recorded_at;

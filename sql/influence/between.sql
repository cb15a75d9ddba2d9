-- What is written beside the influence lines from some people to some others, of all times.
-- Parameters: :from, :to (JSON lists of people).
-- Columns: id, kind, evidence, source, observed_at.
-- Index: unique person(id), influence_by_to.
SELECT r.id, r.kind, r.evidence, r.source, r.observed_at
FROM person AS t
CROSS JOIN influence AS r ON r.to_person = t.ref
WHERE t.id IN (SELECT value FROM json_each(:to))
  AND r.from_person IN (SELECT ref FROM person WHERE id IN (SELECT value FROM json_each(:from)));

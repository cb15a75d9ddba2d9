-- What is written beside the influence lines from some people to some others, of all times.
-- Parameters: :pairs (a JSON list of lists, each of two identifiers: who influences, who is influenced; no pair twice).
-- Columns: id, kind, evidence, source, observed_at.
-- Index: unique person(id), influence_by_to.
SELECT r.id, r.kind, r.evidence, r.source, r.observed_at
FROM json_each(:pairs) AS pair
CROSS JOIN person AS f ON f.id = pair.value ->> 0
CROSS JOIN person AS t ON t.id = pair.value ->> 1
CROSS JOIN influence AS r ON r.to_person = t.ref AND r.from_person = f.ref;

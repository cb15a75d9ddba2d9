-- Those of the signals that exist.
-- Parameters: :ids (a JSON list of identifiers).
-- Columns: id, opportunity_id, signal, value, at, by_id, evidence.
-- Index: unique signal(id).
SELECT
  r.id, opportunity.id AS opportunity_id, r.signal, r.value AS "value:bool", r.at, observer.id AS by_id, r.evidence
FROM signal AS r
JOIN opportunity AS opportunity ON opportunity.ref = r.opportunity
LEFT JOIN person AS observer ON observer.ref = r.observer
WHERE r.id IN (SELECT value FROM json_each(:ids));

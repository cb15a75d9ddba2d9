-- A page of all signals, in the order of their identifiers, byte by byte.
-- Parameters: :after (the last identifier of the page before, or empty), :limit.
-- Columns: id, opportunity_id, signal, value, at, by_id, evidence.
-- Index: unique signal(id), read from :after on.
SELECT
  r.id, opportunity.id AS opportunity_id, r.signal, r.value AS "value:bool", r.at, observer.id AS by_id, r.evidence
FROM signal AS r
JOIN opportunity AS opportunity ON opportunity.ref = r.opportunity
LEFT JOIN person AS observer ON observer.ref = r.observer
WHERE r.id > :after
ORDER BY r.id
LIMIT :limit;

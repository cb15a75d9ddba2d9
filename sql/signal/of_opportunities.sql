-- The signals of opportunities seen up to an instant.
-- Parameters: :ids (a JSON list of identifiers), :as_of (null: of all times).
-- Columns: id, opportunity_id, signal, value, at, by_id, evidence.
-- Index: unique opportunity(id), signal_by_opportunity.
SELECT
  r.id, opportunity.id AS opportunity_id, r.signal, r.value AS "value:bool", r.at, observer.id AS by_id, r.evidence
FROM signal AS r
JOIN opportunity AS opportunity ON opportunity.ref = r.opportunity
LEFT JOIN person AS observer ON observer.ref = r.observer
WHERE r.opportunity IN (SELECT ref FROM opportunity WHERE id IN (SELECT value FROM json_each(:ids)))
  AND (:as_of IS NULL OR r.at <= :as_of);

// Those signals that exist.
// Parameters: $ids list of text
// Columns: id, opportunity_id, signal, value, at, by_id, evidence
// Index: signal_id (node uniqueness)
MATCH (n:Signal)
WHERE n.id IN $ids
RETURN n.id AS id, n.opportunity_id AS opportunity_id, n.signal AS signal, n.value AS value, n.at AS at,
       n.by_id AS by_id, n.evidence AS evidence

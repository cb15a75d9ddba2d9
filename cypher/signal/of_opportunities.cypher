// The signals of some opportunities, seen up to an instant.
// Parameters: $ids list of text, $as_of text or null (all times)
// Columns: id, opportunity_id, signal, value, at, by_id, evidence
// Index: opportunity_id
MATCH (o:Opportunity)
WHERE o.id IN $ids
MATCH (o)<-[:OF_OPPORTUNITY]-(n:Signal)
WHERE $as_of IS NULL OR n.at <= $as_of
RETURN n.id AS id, n.opportunity_id AS opportunity_id, n.signal AS signal, n.value AS value, n.at AS at,
       n.by_id AS by_id, n.evidence AS evidence

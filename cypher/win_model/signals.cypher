// The deal signals of opportunities that were won or lost, seen before the day on which they were closed.
// Parameters: none
// Columns: opportunity_id, id, signal, value, at
// Index: none; most opportunities that there are
MATCH (o:Opportunity)
WHERE o.outcome IN ['won', 'lost'] AND o.closed IS NOT NULL
MATCH (o)<-[:OF_OPPORTUNITY]-(s:Signal)
WHERE s.at < o.closed
RETURN o.id AS opportunity_id, s.id AS id, s.signal AS signal, s.value AS value, s.at AS at

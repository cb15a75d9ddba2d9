-- The deal signals of opportunities that were won or lost, seen before the day on which they were closed.
-- Parameters: none.
-- Columns: opportunity_id, id, signal, value, at.
-- Index: none for the opportunities, which are most of those there are; signal_by_opportunity.
SELECT o.id AS opportunity_id, s.id, s.signal, s.value AS "value:bool", s.at
FROM opportunity AS o
CROSS JOIN signal AS s ON s.opportunity = o.ref
WHERE o.outcome IN ('won', 'lost') AND s.at < o.closed;

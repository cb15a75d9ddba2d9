-- How many records of each kind there are.
-- Parameters: none.
-- Columns: kind, records; one row for each kind.
-- Index: the smallest of each table, counted from end to end.
SELECT 'organization' AS kind, count(*) AS records FROM organization
UNION ALL SELECT 'department', count(*) FROM department
UNION ALL SELECT 'person', count(*) FROM person
UNION ALL SELECT 'membership', count(*) FROM membership
UNION ALL SELECT 'opportunity', count(*) FROM opportunity
UNION ALL SELECT 'reporting', count(*) FROM reporting
UNION ALL SELECT 'influence', count(*) FROM influence
UNION ALL SELECT 'interaction', count(*) FROM interaction
UNION ALL SELECT 'decision_role', count(*) FROM decision_role
UNION ALL SELECT 'assessment', count(*) FROM assessment
UNION ALL SELECT 'signal', count(*) FROM signal
UNION ALL SELECT 'target', count(*) FROM target
UNION ALL SELECT 'endorsement', count(*) FROM endorsement;

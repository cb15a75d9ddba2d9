-- Removes the jobs that were asked before an instant.
-- Parameters: :before.
-- Columns: none.
-- Index: job_by_asked_at.
DELETE FROM job WHERE asked_at < :before;

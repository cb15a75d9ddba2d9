-- Keeps the former values of a record.
-- Parameters: one row: :kind, :record_id, :recorded_at, :superseded_at, :record (JSON text).
-- Columns: none.
-- Index: none.
INSERT INTO history (kind, record_id, recorded_at, superseded_at, record)
VALUES (:kind, :record_id, :recorded_at, :superseded_at, :record);

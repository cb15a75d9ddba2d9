-- Notes that a data version changed a record.
-- Parameters: one row: :version, :kind (a kind of records, everything, or nothing), :record_id (empty where it is no kind).
-- Columns: none.
-- Index: primary key of change.
INSERT INTO change (version, kind, record_id)
VALUES (:version, :kind, :record_id);

//! Readers of the import format, the checks that need more than one record, and the writers of the same format.

//! Failures of SQLite, sorted by who must act: by their codes, never by their text.

use rusqlite::{Error, ErrorCode};

use crate::store::StoreError;

/// Sorts a failure of the statement (or step) `name`.
pub(super) fn classify(name: &'static str, error: Error) -> StoreError {
    let Error::SqliteFailure(failure, _) = &error else {
        return StoreError::Statement { name, reason: error.to_string() };
    };
    let reason = format!("{name}: {error} (code {})", failure.extended_code);
    match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Conflict(reason),
        ErrorCode::ConstraintViolation => StoreError::Rejected(reason),
        ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => StoreError::Foreign(reason),
        ErrorCode::CannotOpen
        | ErrorCode::SystemIoFailure
        | ErrorCode::DiskFull
        | ErrorCode::PermissionDenied
        | ErrorCode::FileLockingProtocolFailed
        | ErrorCode::OutOfMemory
        | ErrorCode::OperationInterrupted => StoreError::Unavailable(reason),
        // A reader never writes, so this is our mistake there; a writer was seen to be writable when it was opened.
        ErrorCode::ReadOnly
        | ErrorCode::TypeMismatch
        | ErrorCode::ParameterOutOfRange
        | ErrorCode::TooBig
        | ErrorCode::SchemaChanged
        | ErrorCode::ApiMisuse
        | ErrorCode::AuthorizationForStatementDenied
        | ErrorCode::NoLargeFileSupport
        | ErrorCode::NotFound
        | ErrorCode::InternalMalfunction
        | ErrorCode::OperationAborted
        | ErrorCode::Unknown => StoreError::Statement { name, reason },
        // The library may name further codes; none that exists today ends here.
        _ => StoreError::Statement { name, reason },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[test]
    fn failures_are_sorted_by_their_extended_codes() {
        let sorted = |code| classify("test/code", Error::SqliteFailure(ffi::Error::new(code), None));
        for code in [ffi::SQLITE_BUSY, ffi::SQLITE_BUSY_SNAPSHOT, ffi::SQLITE_LOCKED] {
            assert!(matches!(sorted(code), StoreError::Conflict(_)), "{code}");
        }
        for code in [ffi::SQLITE_CONSTRAINT_UNIQUE, ffi::SQLITE_CONSTRAINT_FOREIGNKEY, ffi::SQLITE_CONSTRAINT_DATATYPE]
        {
            assert!(matches!(sorted(code), StoreError::Rejected(_)), "{code}");
        }
        for code in [ffi::SQLITE_NOTADB, ffi::SQLITE_CORRUPT, ffi::SQLITE_CORRUPT_INDEX] {
            assert!(matches!(sorted(code), StoreError::Foreign(_)), "{code}");
        }
        for code in [ffi::SQLITE_CANTOPEN, ffi::SQLITE_IOERR_READ, ffi::SQLITE_FULL] {
            assert!(matches!(sorted(code), StoreError::Unavailable(_)), "{code}");
        }
        for code in [ffi::SQLITE_ERROR, ffi::SQLITE_RANGE, ffi::SQLITE_READONLY] {
            assert!(matches!(sorted(code), StoreError::Statement { name: "test/code", .. }), "{code}");
        }
    }
}

//! The driver's failures, sorted by who must act. By code only: messages change between versions.

use neo4rs::Error;

use crate::store::{Statement, StoreError};

/// A database that cannot be used now.
pub(super) fn unavailable(reason: impl Into<String>) -> StoreError {
    StoreError::Unavailable(reason.into())
}

/// A failure of the driver while it ran `statement`.
pub(super) fn sorted(error: &Error, statement: &'static Statement) -> StoreError {
    match error {
        Error::Neo4j(failure) => by_code(failure.code(), failure.message(), statement),
        Error::AuthenticationError(reason) => unavailable(format!("the sign-in was refused: {reason}")),
        Error::DeserializationError(_)
        | Error::UnknownType(_)
        | Error::InvalidTypeMarker(_)
        | Error::ConversionError
        | Error::StringTooLong
        | Error::MapTooBig
        | Error::BytesTooBig
        | Error::ListTooLong => StoreError::Statement { name: statement.name, reason: error.to_string() },
        // Everything else is about the connection: refused, cut, timed out, not Bolt, not the version of Bolt we speak.
        _ => unavailable(error.to_string()),
    }
}

/// <https://neo4j.com/docs/status-codes/5/errors/all-errors/>: `Neo.<class>.<group>.<title>`.
fn by_code(code: &str, message: &str, statement: &'static Statement) -> StoreError {
    let mut parts = code.split('.').skip(1);
    let (class, group, title) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let reason = format!("{code}: {message}");
    match (class, group, title) {
        (_, "Schema", "ConstraintValidationFailed") => StoreError::Rejected(reason),
        ("TransientError", "Transaction", "MaximumTransactionLimitReached") => unavailable(reason),
        ("TransientError", "Transaction" | "Cluster", _) => StoreError::Conflict(reason),
        // The driver gives these two, sent as transient errors, the other class.
        ("ClientError", "Transaction", "Terminated" | "LockClientStopped") => StoreError::Conflict(reason),
        // Shutting down, short of memory or threads: not another writer's doing.
        ("TransientError", ..) => unavailable(reason),
        ("ClientError", "Transaction", "TransactionTimedOut" | "TransactionTimedOutClientConfiguration")
        | ("ClientError", "Security" | "Database" | "Cluster", _)
        | ("ClientError", "General", "ForbiddenOnReadOnlyDatabase") => unavailable(reason),
        ("ClientError", ..) | ("DatabaseError", "Statement" | "Schema", _) => {
            StoreError::Statement { name: statement.name, reason }
        }
        _ => unavailable(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static STATEMENT: Statement = Statement { name: "test/failure", cypher: "", sql: "" };

    #[test]
    fn codes_are_sorted_by_who_must_act() {
        let sort = |code| match by_code(code, "", &STATEMENT) {
            StoreError::Unavailable(_) => "unavailable",
            StoreError::Conflict(_) => "conflict",
            StoreError::Rejected(_) => "rejected",
            StoreError::Statement { name: "test/failure", .. } => "statement",
            other => panic!("{other:?}"),
        };
        for (code, expected) in [
            ("Neo.TransientError.Transaction.DeadlockDetected", "conflict"),
            ("Neo.TransientError.Transaction.LockAcquisitionTimeout", "conflict"),
            ("Neo.ClientError.Transaction.LockClientStopped", "conflict"),
            ("Neo.TransientError.Cluster.ReplicationFailure", "conflict"),
            ("Neo.TransientError.General.DatabaseUnavailable", "unavailable"),
            ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "unavailable"),
            ("Neo.ClientError.Security.Unauthorized", "unavailable"),
            ("Neo.ClientError.Database.DatabaseNotFound", "unavailable"),
            ("Neo.ClientError.Transaction.TransactionTimedOut", "unavailable"),
            ("Neo.ClientError.Schema.ConstraintValidationFailed", "rejected"),
            ("Neo.ClientError.Statement.SyntaxError", "statement"),
            ("Neo.ClientError.Statement.ParameterMissing", "statement"),
            ("Neo.DatabaseError.Statement.ExecutionFailed", "statement"),
            ("Neo.DatabaseError.General.UnknownError", "unavailable"),
            ("nonsense", "unavailable"),
        ] {
            assert_eq!(sort(code), expected, "{code}");
        }
    }

    #[test]
    fn what_is_wrong_with_the_connection_is_unavailable() {
        for error in [Error::ConnectionError, Error::ConnectionTimedOut, Error::AuthenticationError("no".into())] {
            assert!(matches!(sorted(&error, &STATEMENT), StoreError::Unavailable(_)), "{error}");
        }
    }
}

//! What a caller learns when a question cannot be answered, sorted by who must act.

use crate::engine::Cancelled;
use crate::store::StoreError;

/// A failure of the service.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ServiceError {
    /// The caller's values break a rule of the method; `place` names the argument.
    #[error("{place}: {message}")]
    BadInput { place: &'static str, message: String },
    /// There is no such entity, or this viewer may not know of it.
    #[error("there is no {what} {id:?}")]
    NotFound { what: &'static str, id: String },
    /// The viewer's role does not allow this.
    #[error("{0}")]
    Forbidden(String),
    /// The caller asked for more than the configuration allows.
    #[error("{limit} is {given}, at most {max} is allowed")]
    LimitExceeded { limit: &'static str, given: u64, max: u64 },
    /// Another writer was in the way, more often than was worth trying again; or an idempotency key was used for other values.
    #[error("{0}")]
    Conflict(String),
    /// The database does not answer.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// Our mistake; the text is for the log only.
    #[error("internal: {0}")]
    Internal(String),
}

impl ServiceError {
    /// A value that breaks a rule.
    pub fn bad_input(place: &'static str, message: impl std::fmt::Display) -> Self {
        Self::BadInput { place, message: message.to_string() }
    }

    /// The stable code clients see.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadInput { .. } => "BAD_INPUT",
            Self::NotFound { .. } => "NOT_FOUND",
            Self::Forbidden(_) => "FORBIDDEN",
            Self::LimitExceeded { .. } => "LIMIT_EXCEEDED",
            Self::Conflict(_) => "CONFLICT",
            Self::Unavailable(_) => "UNAVAILABLE",
            Self::Internal(_) => "INTERNAL",
        }
    }
}

/// Whoever watched a computation has stopped it.
impl From<Cancelled> for ServiceError {
    fn from(cancelled: Cancelled) -> Self {
        Self::Conflict(cancelled.to_string())
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(reason) => Self::Unavailable(reason),
            StoreError::Conflict(reason) => Self::Conflict(reason),
            StoreError::Rejected(reason) => Self::BadInput { place: "values", message: reason },
            error @ (StoreError::Statement { .. } | StoreError::Decode { .. } | StoreError::Foreign(_)) => {
                Self::Internal(error.to_string())
            }
        }
    }
}

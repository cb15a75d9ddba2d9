//! From a failure of the service to what the client is told.

use async_graphql::Error;

use crate::service::ServiceError;

use super::ErrorCode;

/// A failure on its way to the client. It has no text of its own, so that it can become an [`Error`] in one way only: with
/// its code.
#[derive(Debug, Clone)]
pub struct Failure(ServiceError);

/// What a resolver returns.
pub type Answer<T> = Result<T, Failure>;

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        Self(error)
    }
}

impl Failure {
    /// A value that breaks a rule; `place` names the argument or the field of the input.
    pub fn bad_input(place: &'static str, message: impl std::fmt::Display) -> Self {
        Self(ServiceError::bad_input(place, message))
    }
}

impl From<Failure> for Error {
    /// Texts of `UNAVAILABLE` and `INTERNAL` are for the log; the edge replaces them.
    fn from(Failure(error): Failure) -> Self {
        let message = error.to_string();
        match error {
            ServiceError::BadInput { place, message } => {
                let mut error = ErrorCode::BadInput.error(format!("{place}: {message}"));
                error.extensions.get_or_insert_default().set("place", place);
                error
            }
            ServiceError::NotFound { .. } => ErrorCode::NotFound.error(message),
            ServiceError::Forbidden(_) => ErrorCode::Forbidden.error(message),
            ServiceError::LimitExceeded { limit, given: _, max } => {
                let mut error = ErrorCode::LimitExceeded.error(message);
                let extensions = error.extensions.get_or_insert_default();
                extensions.set("limit", limit);
                extensions.set("value", max);
                error
            }
            ServiceError::Conflict(_) => ErrorCode::Conflict.error(message),
            ServiceError::Unavailable(_) => ErrorCode::Unavailable.error(message),
            ServiceError::Internal(_) => ErrorCode::Internal.error(message),
        }
    }
}

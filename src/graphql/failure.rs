//! From a failure of the service to what the client is told.

use async_graphql::{Error, Response, ServerError};

use crate::domain::Coded as _;
use crate::service::ServiceError;

use super::ErrorCode;

/// What a client is told of a mistake of ours.
pub const INTERNAL_TEXT: &str = "the service failed; its log has the rest under this request id";
const UNAVAILABLE_TEXT: &str = "the database does not answer; try again later";

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
    /// Texts of `UNAVAILABLE` and `INTERNAL` are for the log; [`for_client`] replaces them.
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

/// Decides the code of an error that has none, and replaces texts that are not for clients.
///
/// Before execution the library speaks about the query: bad input. During it, an error with a source came through `?` from
/// inside, and nobody decided what a client may know of it: internal. One without a source is the library's, about an
/// argument that does not parse.
pub fn for_client(error: &mut ServerError, executed: bool) -> ErrorCode {
    let code = match ErrorCode::of(error) {
        Some(code) => code,
        None => {
            let code = if executed && error.source.is_some() { ErrorCode::Internal } else { ErrorCode::BadInput };
            error.extensions.get_or_insert_default().set("code", code.code());
            code
        }
    };
    match code {
        ErrorCode::Internal => {
            let said = std::mem::replace(&mut error.message, INTERNAL_TEXT.to_owned());
            if said != INTERNAL_TEXT {
                tracing::error!(error = said, path = path(error), "a resolver failed");
            }
        }
        ErrorCode::Unavailable => {
            let said = std::mem::replace(&mut error.message, UNAVAILABLE_TEXT.to_owned());
            tracing::warn!(error = said, path = path(error), "the store is unavailable");
        }
        ErrorCode::BadInput
        | ErrorCode::NotFound
        | ErrorCode::Unauthenticated
        | ErrorCode::Forbidden
        | ErrorCode::LimitExceeded
        | ErrorCode::Conflict
        | ErrorCode::Timeout => {}
    }
    code
}

/// Where in the answer an error belongs, for the log.
fn path(error: &ServerError) -> String {
    use async_graphql::PathSegment;
    let segments: Vec<String> = error
        .path
        .iter()
        .map(|segment| match segment {
            PathSegment::Field(name) => name.clone(),
            PathSegment::Index(index) => index.to_string(),
        })
        .collect();
    segments.join(".")
}

/// Why there is no answer, as one text: the code and the words of the first error. Nothing of an answer without errors.
pub fn refusal(response: &Response) -> Option<String> {
    response.errors.first().map(|error| match ErrorCode::of(error) {
        Some(code) => format!("{}: {}", code.code(), error.message),
        None => error.message.clone(),
    })
}

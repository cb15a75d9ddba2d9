//! The codes of failures, as clients see them in `extensions.code`.

use async_graphql::{Error, ErrorExtensionValues, ServerError, Value};

use crate::domain::{Coded, coded};

coded! {
    /// Who must act, and how. Stable: clients branch on it.
    pub enum ErrorCode expects "a code of this service" {
        /// The question is wrong: change it.
        BadInput = "BAD_INPUT",
        /// There is no such thing, or the viewer may not know that there is.
        NotFound = "NOT_FOUND",
        /// Nobody is signed in: bring a token that is believed.
        Unauthenticated = "UNAUTHENTICATED",
        /// Signed in, but not allowed.
        Forbidden = "FORBIDDEN",
        /// The request costs more than one request may; the limit and its value are named.
        LimitExceeded = "LIMIT_EXCEEDED",
        /// Somebody else changed the same facts: read again, then decide.
        Conflict = "CONFLICT",
        /// The database does not answer: try again later.
        Unavailable = "UNAVAILABLE",
        /// It took longer than a request may.
        Timeout = "TIMEOUT",
        /// Our mistake; the log has the rest under the request id.
        Internal = "INTERNAL",
    }
}

impl ErrorCode {
    /// An error for a resolver to return, with a text meant for the client.
    pub fn error(self, message: impl Into<String>) -> Error {
        let mut error = Error::new(message);
        error.extensions = Some(self.extensions());
        error
    }

    /// The code as `extensions`.
    pub fn extensions(self) -> ErrorExtensionValues {
        let mut values = ErrorExtensionValues::default();
        values.set("code", self.code());
        values
    }

    /// The code an error carries, if it is one of these.
    pub fn of(error: &ServerError) -> Option<Self> {
        match error.extensions.as_ref()?.get("code")? {
            Value::String(code) => Self::ALL.iter().copied().find(|known| known.code() == code),
            _ => None,
        }
    }
}

/// A limit that a request met: its name as in the configuration file, and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the request exceeds the limit {limit} of {value}")]
pub struct LimitExceeded {
    pub limit: &'static str,
    pub value: u32,
}

impl LimitExceeded {
    /// The code, the limit and its value as `extensions`.
    pub fn extensions(self) -> ErrorExtensionValues {
        let mut values = ErrorCode::LimitExceeded.extensions();
        values.set("limit", self.limit);
        values.set("value", self.value);
        values
    }
}

impl From<LimitExceeded> for ServerError {
    fn from(exceeded: LimitExceeded) -> Self {
        let mut error = Self::new(exceeded.to_string(), None);
        error.extensions = Some(exceeded.extensions());
        error
    }
}

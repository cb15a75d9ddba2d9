//! The key a client gives to a request, so that sending it again changes nothing.

use crate::domain::{Id, Viewer, fact_id};

use super::ServiceError;

/// The key a client gives to a request, unique among the requests of its viewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey(Id);

impl RequestKey {
    /// Takes the client's key.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] when it is empty, too long or holds control characters.
    pub fn new(text: &str) -> Result<Self, ServiceError> {
        Ok(Self(Id::new(text).map_err(|e| ServiceError::bad_input("clientId", e))?))
    }

    /// Under which the request is stored: nobody learns from a collision what another viewer has sent.
    pub(super) fn stored(&self, viewer: &Viewer) -> Id {
        fact_id("request", &[Some(viewer.person.as_str()), Some(self.0.as_str())])
    }
}

//! What a job does, and what it gives.

use std::sync::Arc;

use futures_util::future::BoxFuture;

use crate::domain::AsOf;
use crate::service::Reading;

use super::record::JobKind;

/// Asks a reading about a moment.
pub type Work = Box<dyn FnOnce(Arc<Reading>, AsOf) -> BoxFuture<'static, Result<Answered, TaskFailure>> + Send>;

/// A question that may take long.
pub struct Task {
    pub kind: JobKind,
    /// What is asked beside the moment, as a JSON object.
    pub parameters: String,
    pub work: Work,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// A JSON object.
    pub result: String,
    /// The version of the data it was made from.
    pub data_version: i64,
}

/// Why there is no answer: the code clients know, a colon, and the reason in words.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskFailure(pub String);

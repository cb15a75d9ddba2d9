//! The GraphQL schema over the service.

mod code;
mod guard;
mod limits;

pub use code::{ErrorCode, LimitExceeded};
pub use guard::{Passage, guarded};
pub use limits::{NESTING_MAX, Operation, QueryLimits, measure, scan};

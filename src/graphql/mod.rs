//! The GraphQL schema over the service.

mod code;
mod guard;
mod limits;
mod order;

pub use code::{ErrorCode, LimitExceeded};
pub use guard::{Passage, guarded};
pub use limits::{NESTING_MAX, Operation, QueryLimits, measure, scan};
pub use order::ResponseOrder;

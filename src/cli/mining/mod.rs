//! Questions about the whole company, as a person reads their answers.

mod departure;
mod reach;

pub(super) use departure::{DepartureArgs, departure};
pub(super) use reach::{HiddenArgs, ReachArgs, hidden, reach};

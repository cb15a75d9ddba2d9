//! Questions about the whole company: where influence is, and what is lost when people leave.

mod departure;
mod reach;

pub use departure::{DepartureRanking, DepartureReport};
pub use reach::{HiddenInfluencers, ReachBy, ReachRanking};

//! What is lost when people leave: everybody's loss in one pass, and that of any set of people.

mod count;
mod losses;
mod part;
mod set;

#[cfg(test)]
mod tests;

pub use losses::{
    DepartureLossProblem, DepartureLosses, EmployeeLoss, LostReach, departure_losses, departure_losses_one_by_one,
};
pub use set::{Departure, DepartureProblem, ReachChange, departure};

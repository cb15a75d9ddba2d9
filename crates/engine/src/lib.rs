//! Graph mathematics over an immutable graph (method §7): best routes, reach, redundancy, introductions.
//!
//! Everything here is a function `solve(problem) -> solution` without input, output, clock or names: people are dense numbers,
//! given in the order of their ids, and doors, target and limits come with the problem. `README.md` beside this file states
//! the mathematics and the phases.
//!
//! * [`best_routes`]: the most probable routes from every door to the target; [`RankedDoors`]: the doors alone, and routes of some
//! * [`reach()`]: the chance that at least one door succeeds
//! * [`redundancy()`]: how many routes share nobody, and whose loss cuts us off
//! * [`introductions()`]: the most probable way from the viewer to every door
//! * [`influence_matrix()`]: the best route of every employee to every key person
//! * [`best_routes_to`]: everybody's most probable way to one person; [`PairSearch`] and
//!   [`routes_between`]: the best way, and the best ways, from one person to another
//! * [`centrality`]: who matters by where they stand
//! * [`layout`]: where to draw them
//! * [`departure_losses()`] and [`departure()`]: what is lost when one or several people leave
//! * [`introduction_plan()`]: who of us should meet which key person next
//! * [`influence_maximization()`]: whom to move first, so that most decision power is moved

pub mod centrality;
pub mod layout;

mod cascades;
mod coins;
mod cost;
mod departure;
mod graph;
mod influence_matrix;
mod introduction_plan;
mod introductions;
mod inward;
mod paths;
mod per_thread;
mod progress;
mod reach;
mod redundancy;
mod relevant;
mod routes;
mod weight;

#[cfg(test)]
mod oracle;

pub use cascades::{
    CascadeGraph, Certificate, InfluenceMaximization, InfluenceMaximizationProblem, SeedPerson, influence_maximization,
};
pub use cost::Cost;
pub use departure::{
    Departure, DepartureLossProblem, DepartureLosses, DepartureProblem, EmployeeLoss, LostReach, ReachChange,
    departure, departure_losses, departure_losses_one_by_one,
};
pub use graph::{Edge, Graph};
pub use influence_matrix::{
    Influence, InfluenceMatrix, InfluenceMatrixError, InfluenceMatrixProblem, influence_matrix,
};
pub use introduction_plan::{
    IntroductionCandidate, IntroductionPlan, IntroductionPlanProblem, PlannedIntroduction, introduction_plan,
};
pub use introductions::{IntroductionProblem, introductions};
pub use paths::{PairSearch, RouteTree, best_routes_to, routes_between};
pub use progress::{Cancelled, Progress, Unwatched};
pub use reach::{Reach, ReachMethod, ReachProblem, reach, reach_of_groups, reach_world_by_world};
pub use redundancy::{Redundancy, RedundancyProblem, redundancy};
pub use routes::{DoorRoutes, RankedDoors, Route, RouteProblem, best_routes};
pub use weight::Weight;

//! Betweenness: how often somebody stands between two others.

mod exact;
mod pair;
mod routes;
mod rows;
mod sampled;
mod search;
mod tangle;

#[cfg(test)]
mod tests;

pub use exact::{Betweenness, betweenness, betweenness_memory};
pub use routes::{RouteBetweenness, RouteBetweennessProblem, route_betweenness};
pub use sampled::{BetweennessEstimate, BetweennessEstimateProblem, betweenness_estimate};

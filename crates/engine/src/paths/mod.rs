//! Routes between any two people, without doors and without a limit of edges.

mod distance;
mod tree;

pub use tree::{RouteTree, best_routes_to};

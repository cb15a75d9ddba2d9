//! Who matters by where they stand: PageRank, betweenness, articulation people and bridges, communities (method §7).
//!
//! Every function here is a function of the graph alone, so that a second layer, say contact strength, is just another
//! [`Graph`](crate::Graph). Sums are whole numbers wherever they run over people in no fixed order, so that threads cannot
//! change an answer.

mod betweenness;
mod communities;
mod cuts;
mod pagerank;
mod personal;

pub use betweenness::{
    Betweenness, BetweennessEstimate, BetweennessEstimateProblem, RouteBetweenness, RouteBetweennessProblem,
    betweenness, betweenness_estimate, betweenness_memory, route_betweenness,
};
pub use communities::{Communities, CommunityProblem, communities};
pub use cuts::{Articulation, Bridge, Cuts, cuts};
pub use pagerank::{Direction, LineWeight, PageRank, PageRankProblem, Restart, Stop, page_rank};
pub use personal::{PersonalProblem, PersonalRank, PersonalRanks};

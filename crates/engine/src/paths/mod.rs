//! Routes between any two people, without doors and without a limit of edges.

mod between;
mod distance;
mod pair;
mod steps;
mod tree;

pub use between::routes_between;
pub use pair::PairSearch;
pub use tree::{RouteTree, best_routes_to};

/// Every simple route from one node to another in the total order, enumerated; the empty one from a node to itself.
#[cfg(test)]
fn all_routes(graph: &crate::Graph, from: u32, to: u32) -> Vec<crate::Route> {
    use crate::oracle::{Case, routes};
    if from == to {
        return vec![crate::Route::over(graph, &[from])];
    }
    let case = Case { graph: graph.clone(), target: to, doors: vec![from], max_edges: 255 };
    routes(&case).iter().map(|route| crate::Route::over(graph, &route.nodes)).collect()
}

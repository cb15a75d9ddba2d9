//! Everybody's most probable route to one person.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::distance::Distance;
use crate::{Cost, Graph};

/// Everybody's best route to one person, as a tree: who has a route has it over the next person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteTree {
    target: u32,
    /// Of each node.
    distances: Vec<Distance>,
}

impl RouteTree {
    /// Whom the routes lead to.
    pub fn target(&self) -> u32 {
        self.target
    }

    /// The cost of a node's best route; nothing if it has none, 0 for the target itself.
    pub fn cost(&self, node: u32) -> Option<Cost> {
        self.distances[node as usize].cost()
    }
}

/// The most probable route of everybody to `target`, of any number of edges, through anybody.
///
/// # Arguments
/// * `graph`: the lines
/// * `target`: the person to be moved
///
/// # Returns
/// The tree of the least routes in the order (cost, edges).
///
/// # Complexity
/// O(m·log m) for the m edges on the way to the target.
///
/// # References
/// Dijkstra 1959, from the target backwards.
///
/// # Panics
/// If the target is not in the graph.
pub fn best_routes_to(graph: &Graph, target: u32) -> RouteTree {
    let mut distances = vec![Distance::NONE; graph.nodes() as usize];
    distances[target as usize] = Distance::START;
    let mut waiting = BinaryHeap::from([Reverse((Distance::START, target))]);
    while let Some(Reverse((distance, node))) = waiting.pop() {
        if distance > distances[node as usize] {
            continue;
        }
        for (&edge, &tail) in graph.incoming(node).iter().zip(graph.tails(node)) {
            let longer = distance.plus(Distance::of_edge(graph.cost(edge)));
            if longer < distances[tail as usize] {
                distances[tail as usize] = longer;
                waiting.push(Reverse((longer, tail)));
            }
        }
    }
    RouteTree { target, distances }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::any_case;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_shortest_paths_of_petgraph(case in any_case(30)) {
            let back = (0u32..).zip(case.graph.edges()).map(|(index, e)| (e.to, e.from, case.graph.cost(index).0));
            let mut back = petgraph::graphmap::DiGraphMap::<u32, i64>::from_edges(back);
            back.add_node(case.target);
            let expected = petgraph::algo::dijkstra(&back, case.target, None, |(_, _, cost)| *cost);
            let tree = best_routes_to(&case.graph, case.target);
            for node in 0..case.graph.nodes() {
                prop_assert_eq!(tree.cost(node), expected.get(&node).map(|cost| Cost(*cost)));
            }
        }
    }
}

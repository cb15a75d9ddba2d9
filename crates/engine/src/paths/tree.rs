//! Everybody's most probable route to one person.

use super::distance::Distance;
use super::steps::Steps;
use crate::{Cost, Graph, Route};

/// Everybody's best route to one person, as a tree: who has a route goes on along the next person's.
///
/// It takes 8 bytes a node of the graph.
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

    /// The number of edges of a node's best route; nothing if it has none.
    pub fn edges(&self, node: u32) -> Option<u32> {
        self.distances[node as usize].edges()
    }

    /// A node's best route, empty for the target itself; nothing if it has none. Among routes that are equal in cost and edges it is
    /// the one whose nodes, compared one by one from the beginning on, are the smallest.
    ///
    /// O(d) for the d edges out of the nodes on it.
    ///
    /// # Panics
    /// If this is not the graph from which the tree was made.
    pub fn route(&self, graph: &Graph, node: u32) -> Option<Route> {
        self.distances[node as usize].cost()?;
        let nodes: Vec<u32> = std::iter::successors(Some(node), |&node| self.next(graph, node)).collect();
        Some(Route::over(graph, &nodes))
    }

    /// The next person on a node's best route; nothing if it has none or is the target.
    ///
    /// O(d) for the d edges out of the node.
    pub fn next(&self, graph: &Graph, node: u32) -> Option<u32> {
        let here = self.distances[node as usize];
        let mut onward = graph.outgoing(node).zip(graph.heads(node));
        let is_next = |(edge, head): &(u32, &u32)| {
            let rest = self.distances[**head as usize];
            rest < here && rest.plus(Distance::of_edge(graph.cost(*edge))) == here
        };
        onward.find(is_next).filter(|_| here != Distance::NONE).map(|(_, &head)| head)
    }

    /// What is left of a route from this node at best.
    pub(super) fn rest(&self, node: u32) -> Distance {
        self.distances[node as usize]
    }
}

/// The most probable route of everybody to `target`, of any number of edges, through anybody.
///
/// # Arguments
/// * `graph`: the lines
/// * `target`: the person to be moved
///
/// # Returns
/// The tree of the least routes in the order (cost, edges, nodes compared one by one). Routes are simple: a walk that comes back on
/// itself costs no less and has more edges. A person whose best route has more than 1,048,574 edges or a probability
/// below 2⁻²²⁸⁶ counts as one who has none.
///
/// # Complexity
/// O(m) for the m edges into people who have a route, if no line is more probable than 0.9. Where many are, people are looked at
/// again, at worst once for each edge of a route: O(l·m), l the number of edges of the longest route in the tree.
///
/// # References
/// Δ-stepping (Meyer and Sanders 2003) on one thread: Dijkstra's search from the target backwards, with steps instead of an order.
///
/// # Examples
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{Edge, Graph, best_routes_to};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: 0 });
/// let graph = Graph::new(4, vec![edge(0, 1, 0.5)?, edge(1, 2, 0.5)?, edge(0, 2, 0.2)?, edge(2, 3, 1.0)?]);
/// let tree = best_routes_to(&graph, 2);
/// let route = tree.route(&graph, 0).expect("0 has a route");
/// assert_eq!((route.probability, tree.edges(0)), (0.25, Some(2)));
/// assert_eq!(tree.cost(3), None);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
///
/// # Panics
/// If the target is not in the graph.
pub fn best_routes_to(graph: &Graph, target: u32) -> RouteTree {
    let mut distances = vec![Distance::NONE; graph.nodes() as usize];
    distances[target as usize] = Distance::START;
    let mut waiting = Steps::new();
    waiting.push(Distance::START, target);
    while let Some((distance, node)) = waiting.pop() {
        if distance != distances[node as usize] {
            continue;
        }
        for (&tail, &cost) in graph.tails(node).iter().zip(graph.incoming_costs(node)) {
            let longer = distance.plus(Distance::of_edge(cost));
            if longer < distances[tail as usize] {
                distances[tail as usize] = longer;
                waiting.push(longer, tail);
            }
        }
    }
    RouteTree { target, distances }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::{any_case, edge};
    use proptest::prelude::*;

    #[test]
    fn costs_far_apart_and_certainties_are_in_order() {
        // 0 to 39 stand in a row of certainty; the others are reached by ever less likely lines.
        let row = (0..40).map(|v| edge(v, v + 1, 1.0, 0));
        let rare = (41..80).map(|v| edge(v, v - 41, 0.5f64.powi(20 * (v as i32 - 40)), 0));
        let graph = Graph::new(80, row.chain(rare).collect());
        let tree = best_routes_to(&graph, 40);
        for v in 0..40 {
            assert_eq!((tree.cost(v), tree.edges(v)), (Some(Cost(0)), Some(40 - v)));
        }
        for v in 41..80 {
            let line = graph.cost(graph.edge_between(v, v - 41).unwrap());
            assert_eq!((tree.cost(v), tree.edges(v)), (Some(line), Some(82 - v)));
        }
    }

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

        #[test]
        fn agrees_with_full_enumeration(case in any_case(7)) {
            let tree = best_routes_to(&case.graph, case.target);
            for node in 0..case.graph.nodes() {
                let all = super::super::all_routes(&case.graph, node, case.target);
                prop_assert_eq!(tree.route(&case.graph, node), all.first().cloned());
                prop_assert_eq!(tree.edges(node), all.first().map(|route| route.edges.len() as u32));
            }
        }
    }
}

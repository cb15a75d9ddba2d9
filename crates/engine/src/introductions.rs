//! The most probable way from the viewer to every door.

use std::collections::BTreeMap;

use super::cost::Rank;
use super::{Graph, Route};

/// What [`introductions`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct IntroductionProblem<'a> {
    /// The lines inside the company.
    pub graph: &'a Graph,
    /// Who asks.
    pub viewer: u32,
    /// To whom, in any order.
    pub doors: &'a [u32],
    /// Most edges from the viewer to a door.
    pub max_edges: u8,
}

/// For each door the most probable route from the viewer to it of at most `max_edges` edges.
///
/// # Arguments
/// * `problem`: graph, viewer, doors and limit. Unlike a route to the target, an introduction may lead over other doors: they are
///   colleagues.
///
/// # Returns
/// One entry per door, in the order given: the least route in the order (cost, edges, nodes compared one by one), or nothing if there
/// is none within the limit. The viewer's own entry is the empty route with probability 1. Routes are simple: a walk that comes
/// back on itself costs no less and has more edges.
///
/// # Complexity
/// O(L·m) steps, each comparing routes of up to L nodes, for the m edges within L steps of the viewer.
///
/// # References
/// Bellman 1958, by layers, so that the number of edges is limited.
///
/// # Examples
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{Edge, Graph, IntroductionProblem, introductions};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: 0 });
/// let graph = Graph::new(3, vec![edge(0, 1, 0.5)?, edge(0, 2, 0.2)?, edge(1, 2, 0.5)?]);
/// let found = introductions(&IntroductionProblem { graph: &graph, viewer: 0, doors: &[0, 2], max_edges: 2 });
/// let chances: Vec<_> = found.iter().map(|route| route.as_ref().map(|r| (r.probability, r.edges.len()))).collect();
/// assert_eq!(chances, [Some((1.0, 0)), Some((0.25, 2))]);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
///
/// # Panics
/// If the viewer is not in the graph.
pub fn introductions(problem: &IntroductionProblem<'_>) -> Vec<Option<Route>> {
    let graph = problem.graph;
    // The least route to each node with as many edges as rounds have passed.
    let mut best: BTreeMap<u32, (Rank, Vec<u32>)> = BTreeMap::new();
    best.insert(problem.viewer, (Rank::START, vec![problem.viewer]));
    let mut improved = vec![problem.viewer];
    for _ in 0..problem.max_edges {
        let mut better: BTreeMap<u32, (Rank, Vec<u32>)> = BTreeMap::new();
        for &node in &improved {
            let (rank, path) = &best[&node];
            for edge in graph.outgoing(node) {
                let head = graph.head(edge);
                let rank = rank.plus(Rank::of_edge(graph.cost(edge)));
                let known = better.get(&head).or_else(|| best.get(&head));
                if known.is_some_and(|(known, _)| *known < rank) {
                    continue;
                }
                let mut longer = Vec::with_capacity(path.len() + 1);
                longer.extend_from_slice(path);
                longer.push(head);
                let candidate = (rank, longer);
                if known.is_none_or(|known| candidate < *known) {
                    better.insert(head, candidate);
                }
            }
        }
        improved = better.keys().copied().collect();
        best.append(&mut better);
        if improved.is_empty() {
            break;
        }
    }
    problem.doors.iter().map(|door| best.get(door).map(|(_, nodes)| Route::over(graph, nodes))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::{Case, PlainRoute, any_case};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Every simple path from `viewer` within the limit, enumerated.
    fn enumerated(case: &Case, viewer: u32, door: u32) -> Option<Route> {
        fn extend(case: &Case, door: u32, nodes: &mut Vec<u32>, found: &mut BTreeSet<PlainRoute>) {
            let last = nodes[nodes.len() - 1];
            if last == door {
                let route = Route::over(&case.graph, nodes);
                found.insert(PlainRoute { cost: route.cost, steps: nodes.len(), nodes: nodes.clone() });
            }
            if nodes.len() > usize::from(case.max_edges) {
                return;
            }
            for edge in case.graph.outgoing(last) {
                let head = case.graph.head(edge);
                if !nodes.contains(&head) {
                    nodes.push(head);
                    extend(case, door, nodes, found);
                    nodes.pop();
                }
            }
        }
        let mut found = BTreeSet::new();
        extend(case, door, &mut vec![viewer], &mut found);
        found.first().map(|route| Route::over(&case.graph, &route.nodes))
    }

    proptest! {
        #[test]
        fn agrees_with_full_enumeration(case in any_case(7), limit in 0u8..=4) {
            let case = Case { max_edges: limit, ..case };
            let everybody: Vec<u32> = (0..case.graph.nodes()).collect();
            let Case { graph, target: viewer, max_edges, .. } = &case;
            let problem = IntroductionProblem { graph, viewer: *viewer, doors: &everybody, max_edges: *max_edges };
            let expected: Vec<_> = everybody.iter().map(|&door| enumerated(&case, *viewer, door)).collect();
            prop_assert_eq!(introductions(&problem), expected);
        }
    }
}

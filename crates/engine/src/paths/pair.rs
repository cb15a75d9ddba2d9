//! The most probable route from one person to another.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use super::distance::Distance;
use crate::{Graph, Route};

/// Finds best routes between pairs of people, one after the other, and keeps its memory in between: 16¼ bytes a node.
///
/// # Examples
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{Edge, Graph, PairSearch};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: 0 });
/// let graph = Graph::new(3, vec![edge(0, 1, 0.5)?, edge(1, 2, 0.5)?, edge(0, 2, 0.2)?]);
/// let mut search = PairSearch::new(&graph);
/// assert_eq!(search.best_route(0, 2).map(|route| route.probability), Some(0.25));
/// assert_eq!(search.best_route(2, 0), None);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
#[derive(Debug)]
pub struct PairSearch<'a> {
    graph: &'a Graph,
    sides: [Side; 2],
}

/// What one of the two searches knows.
#[derive(Debug)]
struct Side {
    /// A bit for each node: is anything known of it? Most nodes that are looked at are not known, and bits stay in the cache.
    known: Vec<u64>,
    /// How far each known node is, as far as is known; of the others it means nothing.
    distances: Vec<Distance>,
    /// The nodes that are known.
    touched: Vec<u32>,
    waiting: BinaryHeap<Reverse<(Distance, u32)>>,
}

impl Side {
    fn new(nodes: usize) -> Self {
        let (known, distances) = (vec![0; nodes.div_ceil(64)], vec![Distance::NONE; nodes]);
        Self { known, distances, touched: Vec::new(), waiting: BinaryHeap::new() }
    }

    #[inline]
    fn get(&self, node: u32) -> Distance {
        let is_known = self.known[node as usize / 64] >> (node % 64) & 1 == 1;
        if is_known { self.distances[node as usize] } else { Distance::NONE }
    }

    #[inline]
    fn reach(&mut self, node: u32, distance: Distance) {
        let (word, bit) = (&mut self.known[node as usize / 64], 1 << (node % 64));
        if *word & bit == 0 {
            *word |= bit;
            self.touched.push(node);
        }
        self.distances[node as usize] = distance;
        self.waiting.push(Reverse((distance, node)));
    }

    /// Who is next.
    fn next(&mut self) -> Option<(Distance, u32)> {
        while let Some(Reverse((distance, node))) = self.waiting.peek().copied() {
            if self.distances[node as usize] == distance {
                return Some((distance, node));
            }
            self.waiting.pop();
        }
        None
    }

    /// Forgets everything, at the cost of what was known.
    fn clear(&mut self) {
        for node in self.touched.drain(..) {
            self.known[node as usize / 64] = 0;
        }
        self.waiting.clear();
    }
}

/// The search from the start along the lines, and the one from the end against them.
const ON: usize = 0;
const BACK: usize = 1;

/// What is known of the best routes while the searches go on.
struct Met {
    best: Distance,
    /// The last people of the search from the start on the best routes known, each with an edge to a person of the other search.
    last: Vec<u32>,
}

impl<'a> PairSearch<'a> {
    /// A search without memory of its own yet used: O(nodes).
    pub fn new(graph: &'a Graph) -> Self {
        let nodes = graph.nodes() as usize;
        Self { graph, sides: [Side::new(nodes), Side::new(nodes)] }
    }

    /// The most probable route from one person to another, of any number of edges, through anybody.
    ///
    /// # Returns
    /// The least simple route in the order (cost, edges, nodes compared one by one), the empty one from a person to itself; nothing
    /// if there is none, under the same limits as in [`crate::best_routes_to`].
    ///
    /// # Complexity
    /// O(m log m) for the m edges that the two searches look at; they meet half-way, so that these are few.
    ///
    /// # References
    /// Dijkstra's search from both ends (Pohl 1971). The side whose next person has fewer lines goes on, and no person is let in who
    /// can no longer be on a best route.
    ///
    /// # Panics
    /// If one of the two is not in the graph.
    pub fn best_route(&mut self, from: u32, to: u32) -> Option<Route> {
        if from == to {
            return Some(Route::over(self.graph, &[from]));
        }
        self.sides[ON].reach(from, Distance::START);
        self.sides[BACK].reach(to, Distance::START);
        let mut met = Met { best: Distance::NONE, last: Vec::new() };
        let mut looked_at = [0usize; 2];
        while let [Some(on), Some(back)] = self.sides.each_mut().map(Side::next) {
            // Beyond this sum there is no other route as good.
            if on.0.plus(back.0) > met.best {
                break;
            }
            let rows = [self.graph.heads(on.1).len() * ON_COSTS, self.graph.tails(back.1).len()];
            let side = if looked_at[ON] + rows[ON] < looked_at[BACK] + rows[BACK] { ON } else { BACK };
            looked_at[side] += rows[side];
            self.go_on(side, [on, back], &mut met);
        }
        let route = met.best.cost().map(|_| self.least(from, to, &met));
        self.sides.iter_mut().for_each(Side::clear);
        route
    }

    /// Looks at the lines of whoever is next on a side.
    ///
    /// A line whose end could only be on a longer route, if it is as near to the other end as the next person there, is passed over,
    /// even if the other search has been there: that search looked at the line before, when this end of it was still to come, and has
    /// made this end known if the line is on a best route.
    fn go_on(&mut self, side: usize, next: [(Distance, u32); 2], met: &mut Met) {
        let (graph, (here, node), others) = (self.graph, next[side], next[1 - side].0);
        let [on, back] = &mut self.sides;
        let (own, other) = if side == ON { (on, back) } else { (back, on) };
        own.waiting.pop();
        let mut line = |neighbour: u32, edge: Distance| {
            let longer = here.plus(edge);
            if longer.plus(others) > met.best {
                return;
            }
            let rest = other.get(neighbour);
            if rest != Distance::NONE {
                met.over(longer.plus(rest), if side == ON { node } else { neighbour });
            }
            if longer < own.get(neighbour) {
                own.reach(neighbour, longer);
            }
        };
        if side == ON {
            for (edge, &head) in graph.outgoing(node).zip(graph.heads(node)) {
                line(head, Distance::of_edge(graph.cost(edge)));
            }
        } else {
            for (&tail, &cost) in graph.tails(node).iter().zip(graph.incoming_costs(node)) {
                line(tail, Distance::of_edge(cost));
            }
        }
    }

    /// The least of the best routes. Everybody on one of them was taken by one of the searches, so that whoever can be next is known
    /// either to the search from the end, or to lead to where the searches met.
    fn least(&self, from: u32, to: u32, met: &Met) -> Route {
        let graph = self.graph;
        let mut leads_on: HashSet<u32> = met.last.iter().copied().collect();
        let mut open: Vec<u32> = leads_on.iter().copied().collect();
        while let Some(node) = open.pop() {
            let here = self.sides[ON].get(node);
            for (&tail, &cost) in graph.tails(node).iter().zip(graph.incoming_costs(node)) {
                let before = self.sides[ON].get(tail);
                if before < here && before.plus(Distance::of_edge(cost)) == here && leads_on.insert(tail) {
                    open.push(tail);
                }
            }
        }
        let mut nodes = vec![from];
        let (mut last, mut walked) = (from, Distance::START);
        while last != to {
            let onward = graph.outgoing(last).zip(graph.heads(last)).find_map(|(edge, &head)| {
                let [on, back] = [self.sides[ON].get(head), self.sides[BACK].get(head)];
                if [on, back] == [Distance::NONE; 2] {
                    return None;
                }
                let longer = walked.plus(Distance::of_edge(graph.cost(edge)));
                let is_best = longer.plus(back) == met.best || (longer == on && leads_on.contains(&head));
                is_best.then_some((head, longer))
            });
            (last, walked) = onward.expect("a best route goes on from everybody on it");
            nodes.push(last);
        }
        Route::over(graph, &nodes)
    }
}

/// A line along which a search goes on has to have its cost computed.
const ON_COSTS: usize = 3;

impl Met {
    /// The searches meet in a route of this length, whose last person of the search from the start is given.
    fn over(&mut self, length: Distance, last: u32) {
        if length < self.best {
            self.best = length;
            self.last.clear();
        }
        if length == self.best && length != Distance::NONE {
            self.last.push(last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{all_routes, best_routes_to};
    use super::*;
    use crate::oracle::any_case;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_full_enumeration(case in any_case(7)) {
            let mut search = PairSearch::new(&case.graph);
            for from in 0..case.graph.nodes() {
                for to in 0..case.graph.nodes() {
                    prop_assert_eq!(search.best_route(from, to), all_routes(&case.graph, from, to).first().cloned());
                }
            }
        }

        #[test]
        fn agrees_with_the_tree(case in any_case(40)) {
            let tree = best_routes_to(&case.graph, case.target);
            let mut search = PairSearch::new(&case.graph);
            for from in 0..case.graph.nodes() {
                prop_assert_eq!(search.best_route(from, case.target), tree.route(&case.graph, from));
            }
        }
    }
}

//! How many routes to the target share nobody, and the fewest people whose loss cuts us off.

use std::collections::VecDeque;

use super::Graph;
use super::relevant::Relevant;

/// What [`redundancy`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct RedundancyProblem<'a> {
    pub graph: &'a Graph,
    /// The person to be reached.
    pub target: u32,
    /// Where routes begin, ascending. The target among them is passed over.
    pub doors: &'a [u32],
    /// Most edges of a route.
    pub max_edges: u8,
}

/// How well the target is connected to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redundancy {
    /// The largest number of routes of which no two share a person other than the target.
    pub disjoint_routes: u32,
    /// A smallest set of people, ascending, without whom no route is left: of all such sets the one nearest to the doors. It has
    /// `disjoint_routes` members; doors are people too, the target is not among them.
    pub cut: Vec<u32>,
}

/// The number of person-disjoint routes from the doors to the target, and a smallest cut.
///
/// Counted over the edges that lie on a walk of at most `max_edges` edges from a door to the target. Up to a limit of 3, the
/// default, every one of the disjoint routes can itself be walked within the limit, and the cut is the smallest for that limit.
/// Beyond 3 the edges of several routes may join to a longer one: the number is then an upper bound of what the limit allows (the
/// exact number is NP-hard to find from 5 edges on: Itai, Perl, Shiloach 1982), and the cut still leaves no route.
///
/// # Arguments
/// * `problem`: graph, target, doors and limit
///
/// # Returns
/// [`Redundancy`]: 0 and an empty cut if there is no route. Number and cut depend on the graph alone: of all smallest cuts the one
/// nearest to the doors is unique.
///
/// # Complexity
/// O(m·√n) for the m relevant edges and n people on them.
///
/// # References
/// Menger 1927; maximum flow by blocking flows (Dinitz 1970), each person split into an arc of capacity 1 (Even, Tarjan 1975); the
/// smallest cuts form a lattice, whose least element is what the residual graph reaches from the source (Picard, Queyranne 1980).
///
/// # Examples
/// Doors 0 and 1 both depend on 2: two doors, one route, and 2 is whose loss would cut us off.
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{Edge, Graph, RedundancyProblem, redundancy};
///
/// let edge = |from, to| Edge { from, to, probability: Probability::ONE, coin: 0 };
/// let graph = Graph::new(4, vec![edge(0, 2), edge(1, 2), edge(2, 3)]);
/// let found = redundancy(&RedundancyProblem { graph: &graph, target: 3, doors: &[0, 1], max_edges: 3 });
/// assert_eq!((found.disjoint_routes, found.cut), (1, vec![2]));
/// ```
///
/// # Panics
/// If a node is not in the graph or the doors are not ascending.
pub fn redundancy(problem: &RedundancyProblem<'_>) -> Redundancy {
    let relevant = Relevant::new(problem.graph, problem.target, problem.doors, problem.max_edges);
    let Some(target) = relevant.target else { return Redundancy { disjoint_routes: 0, cut: Vec::new() } };

    let people = relevant.nodes.len() as u32;
    let (arrive, leave) = (|v: u32| 2 * v, |v: u32| 2 * v + 1);
    let (source, sink) = (2 * people, arrive(target));
    let mut arcs = Vec::with_capacity(relevant.edges.len() + relevant.nodes.len() + relevant.doors.len());
    arcs.extend((0..people).filter(|&v| v != target).map(|v| Arc::new(arrive(v), leave(v), 1)));
    arcs.extend(relevant.edges.iter().map(|e| Arc::new(leave(e.from), arrive(e.to), u32::MAX / 2)));
    arcs.extend(relevant.doors.iter().map(|&door| Arc::new(source, arrive(door), u32::MAX / 2)));
    let mut flow = Flow::new(2 * people + 1, arcs);

    let mut disjoint_routes = 0;
    while flow.level(source, sink) {
        disjoint_routes += flow.block(source, sink);
    }
    let reached = |slot: u32| flow.level[slot as usize] != UNREACHED;
    let cut = (0..people).filter(|&v| v != target && reached(arrive(v)) && !reached(leave(v)));
    let cut: Vec<u32> = cut.map(|v| relevant.nodes[v as usize]).collect();
    debug_assert_eq!(cut.len(), disjoint_routes as usize, "a maximum flow is as large as the cut it leaves");
    Redundancy { disjoint_routes, cut }
}

/// An arc of the flow network; its reverse arc is made with it.
#[derive(Debug, Clone, Copy)]
struct Arc {
    from: u32,
    to: u32,
    capacity: u32,
}

impl Arc {
    fn new(from: u32, to: u32, capacity: u32) -> Self {
        Self { from, to, capacity }
    }
}

const UNREACHED: u32 = u32::MAX;

/// A residual network: arc 2i and its reverse 2i + 1 hold what is left in each direction.
struct Flow {
    head: Vec<u32>,
    left: Vec<u32>,
    /// The arcs out of `v` are `around[start[v]..start[v + 1]]`.
    start: Vec<u32>,
    around: Vec<u32>,
    /// Distance from the source in the residual network.
    level: Vec<u32>,
    /// The next arc of each node to try.
    next: Vec<u32>,
}

impl Flow {
    fn new(nodes: u32, arcs: Vec<Arc>) -> Self {
        let mut start = vec![0u32; nodes as usize + 1];
        for arc in &arcs {
            start[arc.from as usize + 1] += 1;
            start[arc.to as usize + 1] += 1;
        }
        for v in 1..start.len() {
            start[v] += start[v - 1];
        }
        let mut slot = start.clone();
        let mut around = vec![0u32; 2 * arcs.len()];
        let (mut head, mut left) = (Vec::with_capacity(around.len()), Vec::with_capacity(around.len()));
        for arc in &arcs {
            for (tail, other, capacity) in [(arc.from, arc.to, arc.capacity), (arc.to, arc.from, 0)] {
                let place = &mut slot[tail as usize];
                around[*place as usize] = head.len() as u32;
                *place += 1;
                head.push(other);
                left.push(capacity);
            }
        }
        let level = vec![UNREACHED; nodes as usize];
        Self { head, left, next: start.clone(), start, around, level }
    }

    /// Sets the distances from the source; whether the sink is within reach.
    fn level(&mut self, source: u32, sink: u32) -> bool {
        self.level.fill(UNREACHED);
        self.level[source as usize] = 0;
        let mut queue = VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            for slot in self.start[node as usize]..self.start[node as usize + 1] {
                let arc = self.around[slot as usize] as usize;
                let head = self.head[arc] as usize;
                if self.left[arc] > 0 && self.level[head] == UNREACHED {
                    self.level[head] = self.level[node as usize] + 1;
                    queue.push_back(self.head[arc]);
                }
            }
        }
        self.level[sink as usize] != UNREACHED
    }

    /// Saturates the shortest paths of the present levels, one unit each (every path passes a person); how many there were.
    fn block(&mut self, source: u32, sink: u32) -> u32 {
        self.next.copy_from_slice(&self.start);
        let mut units = 0;
        let mut path: Vec<usize> = Vec::new();
        loop {
            let node = path.last().map_or(source, |&arc| self.head[arc]);
            if node == sink {
                for arc in path.drain(..) {
                    self.left[arc] -= 1;
                    self.left[arc ^ 1] += 1;
                }
                units += 1;
                continue;
            }
            let slot = self.next[node as usize];
            if slot == self.start[node as usize + 1] {
                // A dead end: the arc that led here is not tried again.
                let Some(arc) = path.pop() else { return units };
                self.next[self.head[arc ^ 1] as usize] += 1;
                continue;
            }
            let arc = self.around[slot as usize] as usize;
            let onward = self.level[node as usize].saturating_add(1) == self.level[self.head[arc] as usize];
            if self.left[arc] > 0 && onward {
                path.push(arc);
            } else {
                self.next[node as usize] += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::{self, Case, any_case, any_renumbering, edge};
    use proptest::prelude::*;

    fn solve(case: &Case) -> Redundancy {
        let Case { graph, target, doors, max_edges } = case;
        redundancy(&RedundancyProblem { graph, target: *target, doors, max_edges: *max_edges })
    }

    /// All smallest sets of people that meet every one of these routes, by trying every set.
    fn smallest_cuts(nodes: u32, target: u32, routes: &[Vec<u32>]) -> Vec<u32> {
        let people = |route: &Vec<u32>| route.iter().filter(|&&v| v != target).fold(0u32, |set, v| set | 1 << v);
        let routes: Vec<u32> = routes.iter().map(people).collect();
        let cuts = (0u32..1 << nodes).filter(|cut| routes.iter().all(|route| route & cut != 0));
        let size = cuts.clone().map(u32::count_ones).min().expect("everybody is a cut");
        cuts.filter(|cut| cut.count_ones() == size).collect()
    }

    fn routes(case: &Case) -> Vec<Vec<u32>> {
        oracle::routes(case).into_iter().map(|route| route.nodes).collect()
    }

    /// Every route over the relevant edges, however long.
    fn unlimited(case: &Case) -> Vec<Vec<u32>> {
        let edges = oracle::edges_of_walks(case).into_iter().map(|e| case.graph.edge(e)).collect();
        routes(&Case { graph: Graph::new(case.graph.nodes(), edges), max_edges: 20, ..case.clone() })
    }

    #[test]
    fn a_door_with_a_direct_line_can_only_be_cut_itself() {
        let graph = Graph::new(4, vec![edge(0, 3, 0.5, 0), edge(0, 2, 0.5, 0), edge(1, 2, 0.5, 0), edge(2, 3, 0.5, 0)]);
        let found = solve(&Case { graph, target: 3, doors: vec![0, 1], max_edges: 3 });
        assert_eq!(found, Redundancy { disjoint_routes: 2, cut: vec![0, 1] });
    }

    proptest! {
        #[test]
        fn within_three_edges_the_cut_is_the_smallest_and_nearest(case in any_case(8)) {
            let case = Case { max_edges: case.max_edges.min(3), ..case };
            let found = solve(&case);
            let cuts = smallest_cuts(case.graph.nodes(), case.target, &routes(&case));
            let cut = found.cut.iter().fold(0u32, |set, v| set | 1 << v);
            prop_assert!(cuts.contains(&cut), "{found:?} of {cuts:?}");
            prop_assert_eq!(found.disjoint_routes, cut.count_ones());
            // Nearest to the doors: nobody of another smallest cut is met before it.
            for route in routes(&case) {
                let first = |cut: u32| route.iter().position(|&v| cut & (1 << v) != 0);
                prop_assert!(cuts.iter().all(|&other| first(other) >= first(cut)));
            }
        }

        #[test]
        fn beyond_it_is_the_cut_of_the_relevant_edges(case in any_case(7)) {
            let found = solve(&case);
            let cuts = smallest_cuts(case.graph.nodes(), case.target, &unlimited(&case));
            let cut = found.cut.iter().fold(0u32, |set, v| set | 1 << v);
            prop_assert!(cuts.contains(&cut));
            prop_assert!(routes(&case).iter().all(|route| route.iter().any(|v| found.cut.contains(v))));
        }

        /// On graphs too large for every set of people.
        #[test]
        fn agrees_with_the_maximum_flow_of_petgraph(case in any_case(30)) {
            let case = Case { max_edges: case.max_edges.min(3), ..case };
            let (arrive, leave) = (|v: u32| 2 * v, |v: u32| 2 * v + 1);
            let mut arcs: Vec<(u32, u32, u32)> = (0..case.graph.nodes()).map(|v| (arrive(v), leave(v), 1)).collect();
            arcs.extend(oracle::edges_of_walks(&case).into_iter().map(|e| {
                let line = case.graph.edge(e);
                (leave(line.from), arrive(line.to), 1000)
            }));
            let source = 2 * case.graph.nodes();
            let doors = case.doors.iter().filter(|&&door| door != case.target);
            arcs.extend(doors.map(|&door| (source, arrive(door), 1000)));
            arcs.push((source, source, 0));
            let network = petgraph::Graph::<(), u32>::from_edges(arcs);
            let (flow, _) = petgraph::algo::ford_fulkerson(&network, source.into(), arrive(case.target).into());
            prop_assert_eq!(solve(&case).disjoint_routes, flow);
        }

        #[test]
        fn numbering_does_not_matter((case, numbers) in any_renumbering(8)) {
            let (here, there) = (solve(&case), solve(&oracle::renumbered(&case, &numbers)));
            let mut cut: Vec<u32> = here.cut.iter().map(|&v| numbers[v as usize]).collect();
            cut.sort_unstable();
            prop_assert_eq!(there, Redundancy { disjoint_routes: here.disjoint_routes, cut });
        }
    }
}

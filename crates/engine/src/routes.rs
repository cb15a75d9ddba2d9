//! The most probable routes from every door to the target.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::cost::Rank;
use super::relevant::Relevant;
use super::{Cost, Graph};

/// What [`best_routes`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct RouteProblem<'a> {
    pub graph: &'a Graph,
    /// The person to be moved.
    pub target: u32,
    /// Where routes begin, ascending. The target among them is passed over.
    pub doors: &'a [u32],
    /// Most edges of a route.
    pub max_edges: u8,
    /// Most routes per door.
    pub k: usize,
}

/// A route: who moves whom, step by step.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// −ln of the probability in fixed point: what routes are ordered by.
    pub cost: Cost,
    /// Indices of its edges in the graph, in walking order.
    pub edges: Vec<u32>,
    /// The product of the edges' probabilities, multiplied in walking order; 1 for the empty route.
    pub probability: f64,
}

/// The routes of one door.
#[derive(Debug, Clone, PartialEq)]
pub struct DoorRoutes {
    pub door: u32,
    /// At least one, best first.
    pub routes: Vec<Route>,
}

impl Route {
    /// The route over these nodes, each of which has an edge to the next.
    pub(super) fn over(graph: &Graph, nodes: &[u32]) -> Self {
        let edges: Vec<u32> = nodes
            .windows(2)
            .map(|step| graph.edge_between(step[0], step[1]).expect("a route goes along edges"))
            .collect();
        let cost = edges.iter().map(|&e| graph.cost(e)).sum();
        let probability = edges.iter().map(|&e| graph.probability(e).get()).product();
        Self { cost, edges, probability }
    }
}

/// For every door the `k` most probable simple routes to the target of at most `max_edges` edges that pass through no other door.
///
/// # Arguments
/// * `problem`: graph, target, doors and limits
///
/// # Returns
/// The doors that have a route, each with its routes. One total order holds for the routes of a door and, by their best routes,
/// for the doors: smaller cost (more probable), then fewer edges, then the nodes from the door on, compared one by one. The
/// answer is exact and complete: a door with fewer than `k` routes has no more.
///
/// # Complexity
/// O(L·m) for the bounds, L the limit and m the relevant edges; then O(b·d·log(b·d)) for each door that looks at b partial routes of
/// out-degree d. Because the bound is exact but for walks that come back on themselves, b is close to k·L.
///
/// # References
/// Bounds by dynamic programming over the number of edges (Bellman 1958); best-first search with an admissible bound (Hart,
/// Nilsson, Raphael, 1968), continued past the first route (k-A*, in the family of Lawler 1972 and Yen 1971).
///
/// # Examples
/// Door 0 can go 0 → 2 → 3 with 0.5 · 0.6, which ties with its direct line of 0.3: fewer edges come first.
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{Edge, Graph, RouteProblem, best_routes};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: 0 });
/// let graph = Graph::new(4, vec![edge(0, 2, 0.5)?, edge(0, 3, 0.3)?, edge(1, 2, 1.0)?, edge(2, 3, 0.6)?]);
/// let found = best_routes(&RouteProblem { graph: &graph, target: 3, doors: &[0, 1], max_edges: 3, k: 2 });
///
/// assert_eq!([found[0].door, found[1].door], [1, 0]);
/// assert_eq!(found[0].routes[0].probability, 0.6);
/// let edges: Vec<_> = found[1].routes.iter().map(|route| route.edges.len()).collect();
/// assert_eq!(edges, [1, 2]);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
///
/// # Panics
/// If a node is not in the graph or the doors are not ascending.
pub fn best_routes(problem: &RouteProblem<'_>) -> Vec<DoorRoutes> {
    let relevant = Relevant::new(problem.graph, problem.target, problem.doors, problem.max_edges);
    let Some(target) = relevant.target else { return Vec::new() };
    let search = Search::new(problem, &relevant, target);
    let mut doors: Vec<(Rank, Vec<u32>, DoorRoutes)> = Vec::new();
    for &door in &relevant.doors {
        let found = search.best_from(door, problem.k);
        let nodes_of =
            |(_, path): &(Rank, Vec<u32>)| -> Vec<u32> { path.iter().map(|&v| relevant.nodes[v as usize]).collect() };
        let routes = found.iter().map(|route| Route::over(problem.graph, &nodes_of(route))).collect();
        if let Some((rank, path)) = found.into_iter().next() {
            doors.push((rank, path, DoorRoutes { door: relevant.nodes[door as usize], routes }));
        }
    }
    doors.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    doors.into_iter().map(|(_, _, routes)| routes).collect()
}

/// The relevant graph with the bounds of the search.
struct Search<'a> {
    relevant: &'a Relevant,
    /// Of each relevant edge.
    ranks: Vec<Rank>,
    /// `rest[h][v]`: the least rank of a walk from v to the target of at most h edges.
    rest: Vec<Vec<Rank>>,
    target: u32,
    max_edges: usize,
}

impl<'a> Search<'a> {
    fn new(problem: &RouteProblem<'_>, relevant: &'a Relevant, target: u32) -> Self {
        // A simple route has fewer edges than there are nodes.
        let max_edges = usize::from(problem.max_edges).min(relevant.nodes.len() - 1);
        let ranks: Vec<Rank> = relevant.edges.iter().map(|e| Rank::of_edge(problem.graph.cost(e.edge))).collect();
        let mut none_left = vec![Rank::NONE; relevant.nodes.len()];
        none_left[target as usize] = Rank::START;
        let mut rest = vec![none_left];
        for h in 1..=max_edges {
            let mut better = rest[h - 1].clone();
            for (edge, &rank) in relevant.edges.iter().zip(&ranks) {
                let through = rank.plus(rest[h - 1][edge.to as usize]);
                let here = &mut better[edge.from as usize];
                *here = through.min(*here);
            }
            rest.push(better);
        }
        Self { relevant, ranks, rest, target, max_edges }
    }

    /// The `k` least simple routes from `door` in the total order.
    ///
    /// Partial routes wait in a heap by (rank they can still reach, nodes so far). A complete route that comes out is the least of
    /// all that are left: any lesser one would have a beginning in the heap, which would order before it, because a beginning
    /// orders before its continuations and its bound is not above their rank.
    fn best_from(&self, door: u32, k: usize) -> Vec<(Rank, Vec<u32>)> {
        let mut found = Vec::new();
        let mut waiting = BinaryHeap::new();
        waiting.push(Reverse((self.rest[self.max_edges][door as usize], vec![door], Rank::START)));
        while let Some(Reverse((bound, path, walked))) = waiting.pop() {
            if found.len() == k {
                break;
            }
            let last = *path.last().expect("a partial route has its door");
            if last == self.target {
                found.push((bound, path));
                continue;
            }
            let left = self.max_edges - path.len();
            let first = self.relevant.out_start[last as usize] as usize;
            for (edge, &rank) in self.relevant.outgoing(last).iter().zip(&self.ranks[first..]) {
                let rest = self.rest[left][edge.to as usize];
                if rest != Rank::NONE && !path.contains(&edge.to) {
                    let walked = walked.plus(rank);
                    let mut longer = Vec::with_capacity(path.len() + 1);
                    longer.extend_from_slice(&path);
                    longer.push(edge.to);
                    waiting.push(Reverse((walked.plus(rest), longer, walked)));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::{self, Case, any_case, edge};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn solve(case: &Case, k: usize) -> Vec<DoorRoutes> {
        let Case { graph, target, doors, max_edges } = case;
        best_routes(&RouteProblem { graph, target: *target, doors, max_edges: *max_edges, k })
    }

    /// Every route enumerated and sorted; the first `k` of each door; doors by their first.
    fn enumerated(case: &Case, k: usize) -> Vec<DoorRoutes> {
        let mut doors: Vec<u32> = Vec::new();
        let mut of_door: BTreeMap<u32, Vec<Route>> = BTreeMap::new();
        for route in oracle::routes(case) {
            let door = route.nodes[0];
            let routes = of_door.entry(door).or_default();
            if routes.is_empty() {
                doors.push(door);
            }
            if routes.len() < k {
                routes.push(Route::over(&case.graph, &route.nodes));
            }
        }
        doors.into_iter().map(|door| DoorRoutes { door, routes: of_door[&door].clone() }).collect()
    }

    #[test]
    fn a_route_never_comes_back_on_itself() {
        // The second best walk is 0 → 1 → 2 → 1 → 3 with certainty; it is no route.
        let edges =
            vec![edge(0, 1, 1.0, 0), edge(1, 2, 1.0, 0), edge(2, 1, 1.0, 0), edge(1, 3, 1.0, 0), edge(2, 3, 0.1, 0)];
        let case = Case { graph: Graph::new(4, edges), target: 3, doors: vec![0], max_edges: 4 };
        let probabilities: Vec<f64> = solve(&case, 5)[0].routes.iter().map(|r| r.probability).collect();
        assert_eq!(probabilities, [1.0, 0.1]);
    }

    #[test]
    fn nothing_comes_of_no_door_no_line_or_the_target_as_its_own_door() {
        let graph = Graph::new(3, vec![edge(0, 1, 0.5, 0)]);
        let ask = |target, doors: &[u32]| {
            solve(&Case { graph: graph.clone(), target, doors: doors.to_vec(), max_edges: 3 }, 3)
        };
        assert!(ask(1, &[]).is_empty() && ask(2, &[0]).is_empty() && ask(1, &[1]).is_empty());
        assert_eq!(ask(1, &[0, 1]).len(), 1);
    }

    #[test]
    fn equally_good_doors_and_routes_go_by_number() {
        let edges = [(1, 2), (0, 3), (0, 2), (2, 4), (3, 4)].map(|(from, to)| edge(from, to, 0.5, 0));
        let case = Case { graph: Graph::new(5, edges.to_vec()), target: 4, doors: vec![0, 1], max_edges: 3 };
        let found = solve(&case, 3);
        assert_eq!([found[0].door, found[1].door], [0, 1]);
        let via: Vec<u32> = found[0].routes.iter().map(|r| case.graph.head(r.edges[0])).collect();
        assert_eq!(via, [2, 3]);
    }

    proptest! {
        #[test]
        fn agrees_with_full_enumeration(case in any_case(7), k in 1usize..6) {
            prop_assert_eq!(solve(&case, k), enumerated(&case, k));
        }

        /// On graphs too large to enumerate: without a limit the first route is the shortest path.
        #[test]
        fn agrees_with_the_shortest_paths_of_petgraph(case in any_case(30)) {
            let case = Case { max_edges: 30, ..case };
            let inner = case.graph.edges().filter(|e| !case.doors.contains(&e.from) || e.from == case.target);
            let back = inner.map(|e| (e.to, e.from, super::Cost::of(e.probability).0));
            let back = petgraph::graphmap::DiGraphMap::<u32, i64>::from_edges(back);
            let distances = petgraph::algo::dijkstra(&back, case.target, None, |(_, _, cost)| *cost);
            let expected: BTreeMap<u32, i64> = case.doors.iter().filter(|&&door| door != case.target).filter_map(|&door| {
                let onward = case.graph.outgoing(door).filter_map(|e| {
                    let head = case.graph.head(e);
                    let enters_door = case.doors.contains(&head) && head != case.target;
                    distances.get(&head).filter(|_| !enters_door).map(|rest| case.graph.cost(e).0 + rest)
                });
                onward.min().map(|cost| (door, cost))
            }).collect();
            let found: BTreeMap<u32, i64> = solve(&case, 1).into_iter().map(|d| (d.door, d.routes[0].cost.0)).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn every_route_of_every_door_is_found(case in any_case(6)) {
            let count: usize = solve(&case, usize::MAX).iter().map(|d| d.routes.len()).sum();
            prop_assert_eq!(count, oracle::routes(&case).len());
        }

        /// Live and snapshot graphs hold different people, in the same order of ids.
        #[test]
        fn other_people_in_the_graph_change_nothing(case in any_case(6), gaps in proptest::collection::vec(0u32..4, 6)) {
            let numbers: Vec<u32> = gaps.iter().scan(0, |at, gap| { *at += gap + 1; Some(*at) }).collect();
            let wide = Case {
                graph: Graph::new(30, case.graph.edges().map(|e| crate::Edge {
                    from: numbers[e.from as usize], to: numbers[e.to as usize], ..e
                }).collect()),
                target: numbers[case.target as usize],
                doors: case.doors.iter().map(|&d| numbers[d as usize]).collect(),
                max_edges: case.max_edges,
            };
            let expected: Vec<DoorRoutes> = solve(&case, 3).into_iter()
                .map(|d| DoorRoutes { door: numbers[d.door as usize], routes: d.routes }).collect();
            prop_assert_eq!(solve(&wide, 3), expected);
        }
    }
}

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
        Self::of(graph, edges)
    }

    /// The route over these edges.
    fn of(graph: &Graph, edges: Vec<u32>) -> Self {
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
    let ranked = RankedDoors::new(problem);
    let of_rank = |rank| DoorRoutes { door: ranked.door(rank), routes: ranked.routes(problem.graph, rank, problem.k) };
    (0..ranked.len()).map(of_rank).collect()
}

/// The doors of a problem in the order of [`best_routes`]; their routes are found when they are asked for.
///
/// It pays where many doors are ranked and few are shown: ranking looks at every relevant edge a few times, and a route is
/// looked for only of the doors that are asked about.
///
/// # Examples
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{Edge, Graph, RankedDoors, RouteProblem};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: 0 });
/// let graph = Graph::new(4, vec![edge(0, 2, 0.5)?, edge(0, 3, 0.3)?, edge(1, 2, 1.0)?, edge(2, 3, 0.6)?]);
/// let ranked = RankedDoors::new(&RouteProblem { graph: &graph, target: 3, doors: &[0, 1], max_edges: 3, k: 2 });
///
/// assert_eq!((ranked.len(), ranked.door(0), ranked.door(1)), (2, 1, 0));
/// assert_eq!(ranked.best(&graph, 1).edges.len(), 1);
/// assert_eq!(ranked.routes(&graph, 1, 2).len(), 2);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
#[derive(Debug)]
pub struct RankedDoors {
    relevant: Relevant,
    /// Of each relevant edge.
    ranks: Vec<Rank>,
    /// `rest[h][v]`: the least rank of a walk from v to the target of at most h edges.
    rest: Vec<Vec<Rank>>,
    target: u32,
    max_edges: usize,
    /// The doors in their order, as the relevant part numbers them.
    order: Vec<u32>,
}

impl RankedDoors {
    /// Ranks the doors that have a route.
    ///
    /// # Arguments
    /// * `problem`: as for [`best_routes`]; `k` does not matter
    ///
    /// # Complexity
    /// O(L·m + d·log d) for the limit L, m relevant edges and d doors, beside finding these edges.
    ///
    /// # Panics
    /// As [`best_routes`].
    pub fn new(problem: &RouteProblem<'_>) -> Self {
        let relevant = Relevant::new(problem.graph, problem.target, problem.doors, problem.max_edges);
        let ranked = Self { ranks: Vec::new(), rest: Vec::new(), target: 0, max_edges: 0, order: Vec::new(), relevant };
        let Some(target) = ranked.relevant.target else { return ranked };
        let relevant = &ranked.relevant;
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
        // A walk that comes back on itself has more edges and costs no less, so that the least of all is a route: the bound of a
        // door is the rank of its best one. Of equals the door itself is the first node that differs.
        let bounds = &rest[max_edges];
        let mut order: Vec<u32> =
            relevant.doors.iter().copied().filter(|&door| bounds[door as usize] != Rank::NONE).collect();
        order.sort_unstable_by_key(|&door| (bounds[door as usize], door));
        Self { ranks, rest, target, max_edges, order, ..ranked }
    }

    /// How many doors have a route.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether no door has a route.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The door at a rank, from 0 on.
    ///
    /// # Panics
    /// If there are not so many doors.
    pub fn door(&self, rank: usize) -> u32 {
        self.relevant.nodes[self.order[rank] as usize]
    }

    /// The best route of the door at a rank, in the graph of the problem: the first of [`RankedDoors::routes`].
    ///
    /// # Complexity
    /// O(L·d) for out-degrees of d.
    ///
    /// # Panics
    /// If there are not so many doors, or the graph is another.
    pub fn best(&self, graph: &Graph, rank: usize) -> Route {
        let mut edges = Vec::with_capacity(self.max_edges);
        let mut at = self.order[rank];
        let mut left = self.max_edges;
        while at != self.target {
            left -= 1;
            let wanted = self.rest[left + 1][at as usize];
            let first = self.relevant.out_start[at as usize] as usize;
            let mut outgoing = self.relevant.outgoing(at).iter().zip(&self.ranks[first..]);
            // Edges stand in the order of their heads: the first that will do leads to the least of equals.
            let (edge, _) = outgoing
                .find(|(edge, rank)| rank.plus(self.rest[left][edge.to as usize]) == wanted)
                .expect("the least walk goes along an edge");
            edges.push(edge.edge);
            at = edge.to;
        }
        Route::of(graph, edges)
    }

    /// At most `k` routes of the door at a rank, best first, in the graph of the problem.
    ///
    /// # Complexity
    /// O(b·d·log(b·d)) for b partial routes of out-degree d that are looked at; b is close to k·L.
    ///
    /// # Panics
    /// As [`RankedDoors::best`].
    pub fn routes(&self, graph: &Graph, rank: usize, k: usize) -> Vec<Route> {
        let nodes_of = |path: Vec<u32>| -> Vec<u32> { path.iter().map(|&v| self.relevant.nodes[v as usize]).collect() };
        self.best_from(self.order[rank], k).into_iter().map(|path| Route::over(graph, &nodes_of(path))).collect()
    }

    /// Which of these nodes are on one of the at most `k` best routes of any door, in the graph of the problem: each with the rank of the first
    /// such door, ascending by node.
    ///
    /// # Complexity
    /// O(walks within the limit), and as [`RankedDoors::routes`] for the doors that have a walk over one of the nodes, as long as one of
    /// these is not found.
    pub fn on_routes(&self, nodes: &[u32], k: usize) -> Vec<(u32, usize)> {
        let relevant = &self.relevant;
        let mut wanted = vec![false; relevant.nodes.len()];
        let here = nodes.iter().filter_map(|node| relevant.nodes.binary_search(node).ok());
        here.for_each(|v| wanted[v] = true);
        let mut n_wanted = wanted.iter().filter(|wanted| **wanted).count();
        let mut found = Vec::new();
        if self.order.is_empty() || k == 0 {
            return found;
        }
        for (rank, &door) in self.order.iter().enumerate() {
            if n_wanted == 0 {
                break;
            }
            if !self.leads_over(door, self.max_edges, &wanted) {
                continue;
            }
            for v in self.best_from(door, k).into_iter().flatten() {
                if std::mem::take(&mut wanted[v as usize]) {
                    n_wanted -= 1;
                    found.push((relevant.nodes[v as usize], rank));
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// Whether a walk of at most `left` edges from a node on leads over one of the wanted nodes, which may be the node itself.
    fn leads_over(&self, node: u32, left: usize, wanted: &[bool]) -> bool {
        wanted[node as usize]
            || (left > 0
                && self.relevant.outgoing(node).iter().any(|edge| {
                    self.rest[left - 1][edge.to as usize] != Rank::NONE && self.leads_over(edge.to, left - 1, wanted)
                }))
    }

    /// The nodes of the `k` least simple routes from `door` in the total order.
    ///
    /// Partial routes wait in a heap by (rank they can still reach, nodes so far). A complete route that comes out is the least of
    /// all that are left: any lesser one would have a beginning in the heap, which would order before it, because a beginning
    /// orders before its continuations and its bound is not above their rank.
    fn best_from(&self, door: u32, k: usize) -> Vec<Vec<u32>> {
        let mut found = Vec::new();
        let mut waiting = BinaryHeap::new();
        waiting.push(Reverse((self.rest[self.max_edges][door as usize], vec![door], Rank::START)));
        while let Some(Reverse((_, path, walked))) = waiting.pop() {
            if found.len() == k {
                break;
            }
            let last = *path.last().expect("a partial route has its door");
            if last == self.target {
                found.push(path);
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

        #[test]
        fn the_best_route_alone_is_the_first_of_all(case in any_case(9)) {
            let Case { graph, target, doors, max_edges } = &case;
            let ranked = RankedDoors::new(&RouteProblem { graph, target: *target, doors, max_edges: *max_edges, k: 1 });
            for rank in 0..ranked.len() {
                prop_assert_eq!(&ranked.best(graph, rank), &ranked.routes(graph, rank, 3)[0]);
            }
        }

        #[test]
        fn people_on_routes_are_those_of_all_routes(case in any_case(9), k in 1usize..4, asked in proptest::collection::vec(0u32..9, 0..6)) {
            let Case { graph, target, doors, max_edges } = &case;
            let ranked = RankedDoors::new(&RouteProblem { graph, target: *target, doors, max_edges: *max_edges, k });
            let mut on = std::collections::BTreeMap::new();
            for rank in 0..ranked.len() {
                for edge in ranked.routes(graph, rank, k).into_iter().flat_map(|route| route.edges) {
                    for node in [graph.edge(edge).from, graph.edge(edge).to] {
                        if asked.contains(&node) {
                            on.entry(node).or_insert(rank);
                        }
                    }
                }
            }
            prop_assert_eq!(ranked.on_routes(&asked, k), on.into_iter().collect::<Vec<_>>());
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

//! The most probable routes from one person to another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};

use super::distance::Distance;
use super::tree::RouteTree;
use crate::{Graph, Route};

/// The `k` most probable simple routes from one person to the target of a tree, of any number of edges, through anybody.
///
/// # Arguments
/// * `graph`: the lines
/// * `tree`: everybody's best routes to the target, from [`crate::best_routes_to`]; it may be kept for the questions to come
/// * `from`: where routes begin
/// * `k`: how many are wanted
///
/// # Returns
/// The routes, least first in the order (cost, edges, nodes compared one by one); exact, and complete if there are fewer than `k`. From the
/// target to itself there is one, the empty one.
///
/// # Complexity
/// With routes of l edges at most k·l deviations are looked at, each a look at the best line that is left at a person, in a row that
/// is sorted as far as it is read. Where the best rest of a deviation comes back on the route, a search with an exact
/// lower bound takes its place, O(m log m) at worst; it is put off until the deviation's bound is the least.
///
/// # References
/// Lawler 1972 (deviations of every route, without repetition); the tree as a lower bound that is exact unless a rest comes back on
/// itself, as in Jiménez and Marzal 2003 and in PeeK (Feng, Chen, Wu 2023).
///
/// # Examples
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{Edge, Graph, best_routes_to, routes_between};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: 0 });
/// let graph = Graph::new(3, vec![edge(0, 1, 0.5)?, edge(1, 0, 1.0)?, edge(1, 2, 0.5)?, edge(0, 2, 0.2)?]);
/// let routes = routes_between(&graph, &best_routes_to(&graph, 2), 0, 3);
/// assert_eq!(routes.iter().map(|route| route.probability).collect::<Vec<_>>(), [0.25, 0.2]);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
///
/// # Panics
/// If `from` is not in the graph, or the tree is of another graph.
pub fn routes_between(graph: &Graph, tree: &RouteTree, from: u32, k: usize) -> Vec<Route> {
    if from == tree.target() {
        return vec![Route::over(graph, &[from]); k.min(1)];
    }
    let mut search = Search { graph, tree, rows: HashMap::new(), next: HashMap::new() };
    let mut found = Vec::new();
    let mut waiting = BinaryHeap::new();
    let whole = Class { beginning: vec![from], walked: Distance::START, not_next: Vec::new() };
    waiting.extend(search.candidate(whole).map(Reverse));
    while found.len() < k
        && let Some(Reverse(candidate)) = waiting.pop()
    {
        if candidate.nodes.is_empty() {
            waiting.extend(search.around(candidate.class).map(Reverse));
            continue;
        }
        let Candidate { class, nodes, .. } = candidate;
        found.push(Route::over(graph, &nodes));
        if found.len() < k {
            for class in class.without(graph, &nodes) {
                waiting.extend(search.candidate(class).map(Reverse));
            }
        }
    }
    found
}

/// The routes that begin alike and do not go on to some people.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Class {
    beginning: Vec<u32>,
    walked: Distance,
    not_next: Vec<u32>,
}

impl Class {
    fn last(&self) -> u32 {
        *self.beginning.last().expect("a beginning has its first person")
    }

    /// The classes of the other routes of this class when one of them is taken out.
    fn without(self, graph: &Graph, nodes: &[u32]) -> Vec<Self> {
        let Self { beginning, mut walked, mut not_next } = self;
        let mut classes = Vec::with_capacity(nodes.len() - beginning.len());
        for fixed in beginning.len()..nodes.len() {
            not_next.push(nodes[fixed]);
            classes.push(Self { beginning: nodes[..fixed].to_vec(), walked, not_next: std::mem::take(&mut not_next) });
            let edge = graph.edge_between(nodes[fixed - 1], nodes[fixed]).expect("a route goes along edges");
            walked = walked.plus(Distance::of_edge(graph.cost(edge)));
        }
        classes
    }
}

/// The least route of a class, or a bound of it: such a one goes first among equals, because its route may be the lesser.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    length: Distance,
    /// Empty as long as only the bound is known.
    nodes: Vec<u32>,
    class: Class,
}

/// The edges out of a node by (length of the best route along them, head), sorted as far as they were asked for.
struct Row {
    sorted: Vec<(Distance, u32)>,
    others: BinaryHeap<Reverse<(Distance, u32)>>,
}

impl Row {
    fn get(&mut self, place: usize) -> Option<(Distance, u32)> {
        while self.sorted.len() <= place {
            let Reverse(next) = self.others.pop()?;
            self.sorted.push(next);
        }
        Some(self.sorted[place])
    }
}

/// What a search around a beginning knows of somebody.
struct Reached {
    walked: Distance,
    /// Over whom, where several are as good.
    over: Vec<u32>,
}

struct Search<'a> {
    graph: &'a Graph,
    tree: &'a RouteTree,
    rows: HashMap<u32, Row>,
    /// The next people on the tree's routes, of those who were asked for.
    next: HashMap<u32, Option<u32>>,
}

impl Search<'_> {
    fn row(&mut self, node: u32) -> &mut Row {
        let Self { graph, tree, rows, .. } = self;
        rows.entry(node).or_insert_with(|| {
            let onward = graph.outgoing(node).zip(graph.heads(node)).filter_map(|(edge, &head)| {
                let rest = tree.rest(head);
                (rest != Distance::NONE).then(|| Reverse((rest.plus(Distance::of_edge(graph.cost(edge))), head)))
            });
            Row { sorted: Vec::new(), others: onward.collect() }
        })
    }

    /// The next person on the tree's route: the first in the row if that was made, and else not worth making it.
    fn next(&mut self, node: u32) -> Option<u32> {
        let Self { graph, tree, rows, next } = self;
        *next.entry(node).or_insert_with(|| match rows.get_mut(&node) {
            Some(row) if node != tree.target() => row.get(0).map(|(_, head)| head),
            _ => tree.next(graph, node),
        })
    }

    /// The least route of a class if the tree knows it, else the bound the tree gives; nothing if no line is left.
    fn candidate(&mut self, class: Class) -> Option<Candidate> {
        let row = self.row(class.last());
        let is_left = |head: &u32| !class.not_next.contains(head) && !class.beginning.contains(head);
        let (along, head) = (0..).map_while(|place| row.get(place)).find(|(_, head)| is_left(head))?;
        let length = class.walked.plus(along);
        if length == Distance::NONE {
            return None;
        }
        let mut nodes = class.beginning.clone();
        let mut next = Some(head);
        while let Some(node) = next {
            if class.beginning.contains(&node) {
                return Some(Candidate { length, nodes: Vec::new(), class });
            }
            nodes.push(node);
            next = self.next(node);
        }
        Some(Candidate { length, nodes, class })
    }

    /// The least route of a class, by a search that goes round its beginning.
    ///
    /// Lines are taken by the length of the best route along them as the tree knows it. It never falls along a route, so that the
    /// first line to a person is the best way there.
    fn around(&mut self, class: Class) -> Option<Candidate> {
        let (start, target) = (class.last(), self.tree.target());
        let closed: HashSet<u32> = class.beginning.iter().copied().collect();
        let mut reached: HashMap<u32, Reached> = HashMap::new();
        reached.insert(start, Reached { walked: class.walked, over: Vec::new() });
        let mut waiting: BinaryHeap<Reverse<(Distance, u32, usize)>> = BinaryHeap::new();
        let first = self.row(start).get(0);
        waiting.extend(first.map(|(along, _)| Reverse((class.walked.plus(along), start, 0))));
        let mut length = Distance::NONE;
        // Beyond its length, too, lines are looked at that are as good.
        while let Some(Reverse((bound, node, place))) = waiting.pop().filter(|line| line.0.0 <= length) {
            if bound == Distance::NONE {
                break;
            }
            let walked = reached[&node].walked;
            let row = self.row(node);
            let (along, head) = row.get(place).expect("a line that waits is in its row");
            waiting.extend(row.get(place + 1).map(|(along, _)| Reverse((walked.plus(along), node, place + 1))));
            if closed.contains(&head) || (node == start && class.not_next.contains(&head)) {
                continue;
            }
            let walked = walked.plus(along.minus(self.tree.rest(head)));
            match reached.get_mut(&head) {
                Some(known) if known.walked == walked => known.over.push(node),
                Some(_) => {}
                None => {
                    reached.insert(head, Reached { walked, over: vec![node] });
                    if head == target {
                        length = walked;
                    } else if let Some((along, _)) = self.row(head).get(0) {
                        waiting.push(Reverse((walked.plus(along), head, 0)));
                    }
                }
            }
        }
        if length == Distance::NONE {
            return None;
        }
        // From the target back: to whom one goes on best, of those who are equally good the smallest number.
        let mut next: BTreeMap<u32, u32> = BTreeMap::new();
        let mut open = vec![target];
        let mut seen = HashSet::from([target]);
        while let Some(node) = open.pop() {
            for &before in &reached[&node].over {
                next.entry(before).and_modify(|known| *known = node.min(*known)).or_insert(node);
                if seen.insert(before) {
                    open.push(before);
                }
            }
        }
        let mut nodes = class.beginning.clone();
        while let Some(&node) = next.get(nodes.last().expect("a beginning has its first person")) {
            nodes.push(node);
        }
        Some(Candidate { length, nodes, class })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{all_routes, best_routes_to};
    use super::*;
    use crate::oracle::{any_case, edge};
    use crate::{Edge, RouteProblem, best_routes};
    use guanxi_domain::Probability;
    use proptest::prelude::*;

    #[test]
    fn people_behind_one_another_do_not_hold_it_up() {
        // 0 → 1 with a weak line; 0 and 2 to 21 all move one another with certainty, but only 0 moves 1: a search that had to look at
        // every beginning without knowing that it leads nowhere would not end.
        let everybody: Vec<u32> = [0].into_iter().chain(2..22).collect();
        let pairs = everybody.iter().flat_map(|&a| everybody.iter().map(move |&b| (a, b))).filter(|(a, b)| a != b);
        let edges = pairs.map(|(a, b)| edge(a, b, 1.0, 0)).chain([edge(0, 1, 0.1, 0)]).collect();
        let graph = Graph::new(22, edges);
        let routes = routes_between(&graph, &best_routes_to(&graph, 1), 0, 5);
        assert_eq!(routes.len(), 1);
    }

    proptest! {
        #[test]
        fn agrees_with_full_enumeration(case in any_case(7), k in 0usize..12) {
            let tree = best_routes_to(&case.graph, case.target);
            for from in 0..case.graph.nodes() {
                let mut expected = all_routes(&case.graph, from, case.target);
                expected.truncate(k);
                prop_assert_eq!(routes_between(&case.graph, &tree, from, k), expected);
            }
        }

        /// Supercritical: everybody certain, so that everything ties.
        #[test]
        fn ties_are_in_order_where_every_line_is_certain(case in any_case(6)) {
            let certain = |e| Edge { probability: Probability::ONE, ..e };
            let graph = Graph::new(case.graph.nodes(), case.graph.edges().map(certain).collect());
            let tree = best_routes_to(&graph, case.target);
            for from in 0..graph.nodes() {
                prop_assert_eq!(routes_between(&graph, &tree, from, 1_000), all_routes(&graph, from, case.target));
            }
        }

        #[test]
        fn agrees_with_the_routes_of_doors(case in any_case(16)) {
            let tree = best_routes_to(&case.graph, case.target);
            for from in (0..case.graph.nodes()).filter(|from| *from != case.target) {
                let problem =
                    RouteProblem { graph: &case.graph, target: case.target, doors: &[from], max_edges: 20, k: 6 };
                let expected = best_routes(&problem).pop().map(|door| door.routes).unwrap_or_default();
                prop_assert_eq!(routes_between(&case.graph, &tree, from, 6), expected);
            }
        }
    }
}

//! Slow, obvious answers for small graphs, and the random cases on which the engine is held to them.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Cost, Edge, Graph};
use guanxi_domain::Probability;

/// A graph with doors, target and limit.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) graph: Graph,
    pub(super) target: u32,
    /// Ascending; may hold the target.
    pub(super) doors: Vec<u32>,
    pub(super) max_edges: u8,
}

/// A route by its nodes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PlainRoute {
    pub(super) cost: Cost,
    pub(super) steps: usize,
    pub(super) nodes: Vec<u32>,
}

/// Random graphs of 1 to `nodes_max` people, from empty to dense, whose strengths are few, so that ties are common; certainty
/// is among them.
pub(super) fn any_case(nodes_max: u32) -> impl Strategy<Value = Case> {
    let strengths = prop_oneof![
        3 => proptest::sample::select(&[1.0, 0.75, 0.6, 0.5, 0.4, 0.3, 0.25, 0.1][..]),
        1 => 0.01f64..=1.0,
    ];
    (1..=nodes_max, 0.0f64..1.0, any::<u64>()).prop_flat_map(move |(nodes, density, salt)| {
        let pairs = (nodes * nodes) as usize;
        let lines = proptest::collection::vec((0.0f64..1.0, strengths.clone()), pairs);
        let doors = proptest::collection::vec(any::<bool>(), nodes as usize);
        (lines, doors, 0..nodes, 1u8..=5).prop_map(move |(lines, doors, target, max_edges)| {
            let pairs = (0..nodes).flat_map(|from| (0..nodes).map(move |to| (from, to)));
            let edges = pairs.zip(lines).filter(|(_, (chance, _))| *chance < density);
            let edges = edges.map(|((from, to), (_, p))| edge(from, to, p, salt)).collect();
            let doors = (0..nodes).filter(|&v| doors[v as usize]).collect();
            Case { graph: Graph::new(nodes, edges), target, doors, max_edges }
        })
    })
}

/// An edge whose coin depends on its ends and a salt.
pub(super) fn edge(from: u32, to: u32, probability: f64, salt: u64) -> Edge {
    let probability = Probability::new(probability).expect("a test gives a probability");
    let pair = (u64::from(from) << 32) | u64::from(to);
    Edge { from, to, probability, coin: (pair ^ salt).wrapping_mul(0x9e37_79b9_7f4a_7c15) }
}

/// Every walk within the limit from a door to the target that passes neither through a door nor through the target, as nodes.
pub(super) fn walks(case: &Case) -> Vec<Vec<u32>> {
    ways(case, false)
}

/// Every route: a walk that visits nobody twice. In the total order.
pub(super) fn routes(case: &Case) -> Vec<PlainRoute> {
    let plain = |nodes: Vec<u32>| {
        let cost = edges_of(case, &nodes).map(|e| case.graph.cost(e)).sum();
        PlainRoute { cost, steps: nodes.len() - 1, nodes }
    };
    let mut found: Vec<PlainRoute> = ways(case, true).into_iter().map(plain).collect();
    found.sort();
    found
}

/// The edges between consecutive nodes.
pub(super) fn edges_of(case: &Case, nodes: &[u32]) -> impl Iterator<Item = u32> {
    nodes.windows(2).map(|step| case.graph.edge_between(step[0], step[1]).expect("a walk goes along edges"))
}

/// The edges that lie on some walk.
pub(super) fn edges_of_walks(case: &Case) -> BTreeSet<u32> {
    walks(case).iter().flat_map(|walk| edges_of(case, walk)).collect()
}

fn ways(case: &Case, simple: bool) -> Vec<Vec<u32>> {
    fn extend(case: &Case, simple: bool, way: &mut Vec<u32>, found: &mut Vec<Vec<u32>>) {
        let last = way[way.len() - 1];
        if last == case.target {
            found.push(way.clone());
            return;
        }
        if way.len() > usize::from(case.max_edges) {
            return;
        }
        for edge in case.graph.outgoing(last) {
            let head = case.graph.head(edge);
            let enters_door = head != case.target && case.doors.contains(&head);
            if head != last && !enters_door && !(simple && way.contains(&head)) {
                way.push(head);
                extend(case, simple, way, found);
                way.pop();
            }
        }
    }
    let mut found = Vec::new();
    for &door in case.doors.iter().filter(|&&door| door != case.target) {
        extend(case, simple, &mut vec![door], &mut found);
    }
    found
}

/// The same case with its nodes renumbered by `numbers` (a permutation).
pub(super) fn renumbered(case: &Case, numbers: &[u32]) -> Case {
    let new = |v: u32| numbers[v as usize];
    let edges = case.graph.edges().map(|e| Edge { from: new(e.from), to: new(e.to), ..e }).collect();
    let mut doors: Vec<u32> = case.doors.iter().map(|&d| new(d)).collect();
    doors.sort_unstable();
    Case { graph: Graph::new(case.graph.nodes(), edges), target: new(case.target), doors, max_edges: case.max_edges }
}

/// A case together with a permutation of its nodes.
pub(super) fn any_renumbering(nodes_max: u32) -> impl Strategy<Value = (Case, Vec<u32>)> {
    any_case(nodes_max).prop_flat_map(|case| {
        let numbers: Vec<u32> = (0..case.graph.nodes()).collect();
        (Just(case), Just(numbers).prop_shuffle())
    })
}

/// A seeded graph of a size at which work is shared among threads: lines run to few people more often than to others.
pub(super) fn large(nodes: u32, lines: usize, seed: u64) -> Graph {
    use rand::{Rng, SeedableRng};
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let mut pairs = BTreeSet::new();
    while pairs.len() < lines {
        let unlike = random.random_range(0.0f64..1.0);
        let (from, to) = (random.random_range(0..nodes), (f64::from(nodes) * unlike * unlike * unlike) as u32);
        pairs.insert((from, to));
    }
    let edges = pairs.into_iter().map(|(from, to)| edge(from, to, random.random_range(0.02..0.6), seed));
    Graph::new(nodes, edges.collect())
}

//! The best route from one person to another.

use guanxi_engine::PairSearch;
use petgraph::graph::NodeIndex;
use rand::Rng;
use serde_json::{Value, json};

use super::everyone_to_key::backwards;
use super::{Answer, Contender, Kernel, Run, node};
use crate::graphs::Input;

pub const KERNEL: Kernel = Kernel { name: "best_route", questions, contenders: &[GUANXI, PETGRAPH] };

fn questions(input: &Input) -> Vec<Value> {
    let mut random = input.random("best_route");
    pairs_with_a_route(input, &mut random, 20)
}

/// Pairs of people drawn at random, of whom one has a route to the other.
pub fn pairs_with_a_route(input: &Input, random: &mut impl Rng, count: usize) -> Vec<Value> {
    let mut search = PairSearch::new(&input.graph);
    let targets = input.targets(random, 4 * count);
    let pairs = targets.into_iter().filter_map(|to| {
        let from = random.random_range(0..input.graph.nodes());
        let found = search.best_route(from, to).filter(|route| !route.edges.is_empty());
        found.map(|_| json!({ "from": from, "target": to }))
    });
    pairs.take(count).collect()
}

const GUANXI: Contender = ("guanxi", |input, questions| -> Run<'_> {
    let mut search = PairSearch::new(&input.graph);
    let pairs: Vec<_> = questions.iter().map(|pair| (node(pair, "from"), node(pair, "target"))).collect();
    Box::new(move |number| {
        let (from, to) = pairs[number];
        let route = search.best_route(from, to);
        Box::new(move || Answer::Small(json!(route.map(|route| route.cost.0))))
    })
});

const PETGRAPH: Contender = ("petgraph", |input, questions| -> Run<'_> {
    let back = backwards(input);
    let index = |value: &Value, name| NodeIndex::new(node(value, name) as usize);
    let pairs: Vec<_> = questions.iter().map(|pair| (index(pair, "from"), index(pair, "target"))).collect();
    Box::new(move |number| {
        let (from, to) = pairs[number];
        let found = petgraph::algo::dijkstra(&back, to, Some(from), |edge| *edge.weight());
        Box::new(move || Answer::Small(json!(found.get(&from))))
    })
});

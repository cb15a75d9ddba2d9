//! Everyone → K: the cost of everybody's best route to one person.

use guanxi_engine::best_routes_to;
use petgraph::graph::NodeIndex;
use serde_json::{Value, json};

use super::{Answer, Contender, Kernel, Run, node};
use crate::graphs::Input;

pub const KERNEL: Kernel =
    Kernel { name: "everyone_to_key", questions, contenders: &[GUANXI, PETGRAPH, RUSTWORKX_CORE] };

fn questions(input: &Input) -> Vec<Value> {
    let mut random = input.random("everyone_to_key");
    input.targets(&mut random, 5).into_iter().map(|target| json!({ "target": target })).collect()
}

fn targets(questions: &[Value]) -> Vec<u32> {
    questions.iter().map(|question| node(question, "target")).collect()
}

const GUANXI: Contender = ("guanxi", |input, questions| -> Run<'_> {
    let targets = targets(questions);
    Box::new(move |number| {
        let tree = best_routes_to(&input.graph, targets[number]);
        Box::new(move || {
            let cost = |v| tree.cost(v).map_or(f64::INFINITY, |cost| cost.0 as f64);
            Answer::Numbers((0..input.graph.nodes()).map(cost).collect())
        })
    })
});

const PETGRAPH: Contender = ("petgraph", |input, questions| -> Run<'_> {
    let targets = targets(questions);
    let nodes = input.graph.nodes();
    let back = backwards(input);
    Box::new(move |number| {
        let found = petgraph::algo::dijkstra(&back, targets[number].into(), None, |edge| *edge.weight());
        Box::new(move || {
            let cost = |v: u32| found.get(&NodeIndex::new(v as usize)).map_or(f64::INFINITY, |&cost| cost as f64);
            Answer::Numbers((0..nodes).map(cost).collect())
        })
    })
});

const RUSTWORKX_CORE: Contender = ("rustworkx-core", |input, questions| -> Run<'_> {
    let targets = targets(questions);
    let back = backwards(input);
    Box::new(move |number| {
        let found: Result<Vec<Option<i64>>, std::convert::Infallible> = rustworkx_core::shortest_path::dijkstra(
            &back,
            targets[number].into(),
            None,
            |edge| Ok(*edge.weight()),
            None,
        );
        Box::new(move || {
            let Ok(found) = found;
            Answer::Numbers(found.iter().map(|cost| cost.map_or(f64::INFINITY, |cost| cost as f64)).collect())
        })
    })
});

/// The graph turned round, with costs.
pub fn backwards(input: &Input) -> petgraph::graph::DiGraph<(), i64, u32> {
    let graph = &input.graph;
    let lines = (0u32..).zip(graph.edges()).map(|(index, e)| (e.to, e.from, graph.cost(index).0));
    let mut back = petgraph::graph::DiGraph::with_capacity(graph.nodes() as usize, graph.edges().len());
    for _ in 0..graph.nodes() {
        back.add_node(());
    }
    back.extend_with_edges(lines);
    back
}

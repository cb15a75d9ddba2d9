//! Betweenness against the enumeration of all simple paths.

use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::oracle::{Case, any_case, edge, large};
use crate::{Cancelled, Graph, Unwatched};

/// All simple paths from one node to another, as nodes.
fn paths(graph: &Graph, from: u32, to: u32) -> Vec<Vec<u32>> {
    fn extend(graph: &Graph, to: u32, path: &mut Vec<u32>, found: &mut Vec<Vec<u32>>) {
        let last = path[path.len() - 1];
        if last == to {
            found.push(path.clone());
            return;
        }
        for &head in graph.heads(last) {
            if !path.contains(&head) {
                path.push(head);
                extend(graph, to, path, found);
                path.pop();
            }
        }
    }
    let mut found = Vec::new();
    extend(graph, to, &mut vec![from], &mut found);
    found
}

/// The best of some paths: the least (cost, edges).
fn best(graph: &Graph, paths: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    let rank = |path: &Vec<u32>| {
        let edges = path.windows(2).map(|step| graph.edge_between(step[0], step[1]).expect("a path goes along edges"));
        (edges.map(|e| graph.cost(e)).sum::<crate::Cost>(), path.len())
    };
    let least = paths.iter().map(rank).min();
    paths.into_iter().filter(|path| Some(rank(path)) == least).collect()
}

/// Adds the part of the paths that lead through each node.
fn count(scores: &mut [f64], paths: &[Vec<u32>], weight: f64) {
    for path in paths {
        for &node in &path[1..path.len() - 1] {
            scores[node as usize] += weight / paths.len() as f64;
        }
    }
}

fn enumerated(graph: &Graph) -> Betweenness {
    let (mut scores, mut pairs) = (vec![0.0; graph.nodes() as usize], 0);
    for from in 0..graph.nodes() {
        for to in (0..graph.nodes()).filter(|&to| to != from) {
            let found = best(graph, paths(graph, from, to));
            pairs += u64::from(!found.is_empty());
            count(&mut scores, &found, 1.0);
        }
    }
    Betweenness { scores, pairs }
}

/// The same lines with other strengths: none of them near 1, so that nobody in a bucket improves anybody in it.
fn weak(graph: &Graph) -> Graph {
    let strength = |p: f64| [0.1, 0.2, 0.25, 0.4, 0.5][(p * 97.0) as usize % 5];
    let weak = |e: crate::Edge| edge(e.from, e.to, strength(e.probability.get()), 0);
    Graph::new(graph.nodes(), graph.edges().map(weak).collect())
}

fn near(found: &[f64], expected: &[f64]) -> bool {
    found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9)
}

/// Dense and sparse graphs, with certainty among the strengths or not.
fn any_graph(nodes: u32) -> impl Strategy<Value = Graph> {
    (any_case(nodes), 1usize..4, any::<bool>()).prop_map(|(case, every, weaken): (Case, usize, bool)| {
        let graph = Graph::new(case.graph.nodes(), case.graph.edges().step_by(every).collect());
        if weaken { weak(&graph) } else { graph }
    })
}

proptest! {
    #[test]
    fn agrees_with_full_enumeration(graph in any_graph(7)) {
        let (found, expected) = (betweenness(&graph, &Unwatched).unwrap(), enumerated(&graph));
        prop_assert!(near(&found.scores, &expected.scores) && found.pairs == expected.pairs, "{found:?} {expected:?}");
    }
}

#[test]
fn certain_and_nearly_impossible_lines_take_part() {
    let (sure, hardly) = (1.0, f64::from_bits(1));
    let graph =
        Graph::new(4, vec![edge(0, 1, sure, 0), edge(1, 2, hardly, 0), edge(2, 3, sure, 0), edge(0, 3, hardly, 0)]);
    assert_eq!(betweenness(&graph, &Unwatched).unwrap(), enumerated(&graph));
}

#[test]
fn threads_do_not_change_the_answer() {
    let graph = weak(&large(600, 5_000, 5));
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| betweenness(&graph, &Unwatched).unwrap())
    };
    let found = with(1);
    assert!(found.scores.iter().any(|score| score.fract() != 0.0), "there are ties");
    assert_eq!(found, with(3));
}

#[test]
fn who_watches_may_stop_it() {
    let at_once = |_, _| ControlFlow::Break(());
    assert_eq!(betweenness(&large(50, 200, 1), &at_once), Err(Cancelled));
}

#[test]
fn an_empty_graph_has_nobody_between() {
    let nobody = |scores| Betweenness { scores, pairs: 0 };
    assert_eq!(betweenness(&Graph::new(0, vec![]), &Unwatched), Ok(nobody(vec![])));
    assert_eq!(betweenness(&Graph::new(2, vec![]), &Unwatched), Ok(nobody(vec![0.0; 2])));
}

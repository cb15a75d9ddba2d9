//! Betweenness against the enumeration of all simple paths.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::oracle::{Case, any_case, edge, large};
use crate::{Cancelled, Graph, Unwatched, Weight};

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

/// The routes of the method, among all simple paths.
fn route_enumerated(problem: &RouteBetweennessProblem<'_>) -> RouteBetweenness {
    let graph = problem.graph;
    let (mut scores, mut pairs) = (vec![0.0; graph.nodes() as usize], 0);
    let ours = |node: &u32| problem.employees.contains(node);
    for (target, weight) in problem.targets {
        for from in problem.employees.iter().filter(|from| *from != target) {
            let allowed = |path: &Vec<u32>| {
                let before = &path[..path.len() - 1];
                let inside = before.iter().take_while(|node| ours(node)).count() - 1;
                let outside = path.len() - 1 - inside;
                inside <= usize::from(problem.max_inside)
                    && outside <= usize::from(problem.max_edges)
                    && !before[inside + 1..].iter().any(ours)
            };
            let found = best(graph, paths(graph, *from, *target).into_iter().filter(allowed).collect());
            pairs += u64::from(!found.is_empty());
            count(&mut scores, &found, weight.get());
        }
    }
    RouteBetweenness { scores, pairs }
}

/// Targets, some of them employees.
fn any_routes() -> impl Strategy<Value = (Case, Vec<(u32, Weight)>, u8)> {
    (any_case(7), proptest::collection::btree_map(0u32..7, 0u32..5, 0..4), 0u8..=2).prop_map(
        |(case, targets, inside)| {
            let weight = |units: u32| Weight::new(f64::from(units) / 2.0).expect("a weight");
            let targets = targets.into_iter().filter(|(node, _)| *node < case.graph.nodes());
            let targets = targets.map(|(node, units)| (node, weight(units))).collect();
            (case, targets, inside)
        },
    )
}

proptest! {
    #[test]
    fn routes_of_the_method_agree_with_full_enumeration((case, targets, max_inside) in any_routes()) {
        let Case { graph, doors, max_edges, .. } = &case;
        let (employees, max_edges) = (&doors[..], *max_edges - 1);
        let problem = RouteBetweennessProblem { graph, targets: &targets, employees, max_inside, max_edges };
        let (found, expected) = (route_betweenness(&problem, &Unwatched).unwrap(), route_enumerated(&problem));
        prop_assert!(near(&found.scores, &expected.scores) && found.pairs == expected.pairs, "{found:?} {expected:?}");
    }
}

#[test]
fn threads_do_not_change_the_bridges() {
    let graph = weak(&large(2_000, 20_000, 6));
    let targets: Vec<_> = (300..340).map(|node| (node, Weight::new(f64::from(node) / 7.0).unwrap())).collect();
    let employees: Vec<u32> = (0..2_000).step_by(4).collect();
    let (max_inside, max_edges) = (2, 3);
    let problem =
        RouteBetweennessProblem { graph: &graph, targets: &targets, employees: &employees, max_inside, max_edges };
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| route_betweenness(&problem, &Unwatched).unwrap())
    };
    let found = with(1);
    assert!(found.scores.iter().filter(|score| **score > 0.0).count() > 100, "there are bridges");
    assert_eq!(found, with(3));
}

/// Those between on the route drawn, sorted.
fn drawn(search: &mut pair::PairSearch<'_>, from: u32, to: u32, coin: u64) -> Vec<u32> {
    let mut between = Vec::new();
    search.between(from, to, coin, |node| between.push(node));
    between.sort_unstable();
    between
}

proptest! {
    #[test]
    fn only_best_routes_are_drawn_and_each_of_them(graph in any_graph(7)) {
        let (forward, backward) = (rows::Rows::new(&graph, true), rows::Rows::new(&graph, false));
        let mut search = pair::PairSearch::new(&forward, &backward, graph.nodes() as usize);
        for from in 0..graph.nodes() {
            for to in (0..graph.nodes()).filter(|&to| to != from) {
                let best = best(&graph, paths(&graph, from, to));
                let expected: BTreeSet<Vec<u32>> = best.iter().map(|path| {
                    let mut between = path[1..path.len() - 1].to_vec();
                    between.sort_unstable();
                    between
                }).collect();
                let coins = if expected.len() > 1 { 200 } else { 2 };
                let found: BTreeSet<Vec<u32>> = (0..coins).map(|coin| drawn(&mut search, from, to, coin)).collect();
                if best.is_empty() {
                    prop_assert_eq!(found, BTreeSet::from([vec![]]));
                } else {
                    prop_assert_eq!(found, expected, "{} to {}", from, to);
                }
            }
        }
    }

    #[test]
    fn estimates_are_within_their_bound(case in any_case(6), seed in any::<u64>()) {
        // A chance of failing of one in a million, so that a failure is an error.
        let (graph, epsilon, delta) = (&case.graph, 0.2, 1e-6);
        let problem = BetweennessEstimateProblem { graph, epsilon, delta, seed, max_samples: 100_000 };
        let found = betweenness_estimate(&problem, &Unwatched).unwrap();
        prop_assert!(found.bound <= epsilon, "{found:?}");
        let pairs = f64::from(graph.nodes() * graph.nodes().saturating_sub(1)).max(1.0);
        for (part, score) in found.parts.iter().zip(enumerated(graph).scores) {
            prop_assert!((part - score / pairs).abs() <= found.bound, "{part} {} {found:?}", score / pairs);
        }
    }
}

/// Five ways of two lines tie with one way of three persons in a row: each route has the same chance, whichever side it ties on.
#[test]
fn tied_routes_are_drawn_alike() {
    let mut lines = vec![edge(0, 1, 0.25, 0), edge(1, 2, 0.5, 0), edge(2, 9, 0.5, 0)];
    for middle in 3..8 {
        lines.extend([edge(1, middle, 0.5, 0), edge(middle, 9, 0.5, 0)]);
    }
    lines.extend([edge(0, 8, 0.25, 0), edge(8, 2, 0.5, 0), edge(8, 3, 0.5, 0)]);
    let graph = Graph::new(10, lines);
    let routes = best(&graph, paths(&graph, 0, 9)).len();
    assert_eq!(routes, 8);
    let (forward, backward) = (rows::Rows::new(&graph, true), rows::Rows::new(&graph, false));
    let mut search = pair::PairSearch::new(&forward, &backward, 10);
    let mut often = std::collections::BTreeMap::new();
    for coin in 0..8_000 {
        *often.entry(drawn(&mut search, 0, 9, crate::coins::mixed(coin))).or_insert(0) += 1;
    }
    // A thousand each, with a standard deviation of 30.
    assert!(often.len() == 8 && often.values().all(|count| (850..1_150).contains(count)), "{often:?}");
}

#[test]
fn estimates_of_a_large_graph_agree_with_the_exact_scores() {
    let graph = weak(&large(500, 2_500, 8));
    let exact = betweenness(&graph, &Unwatched).unwrap();
    let problem =
        BetweennessEstimateProblem { graph: &graph, epsilon: 0.03, delta: 1e-4, seed: 2, max_samples: 1 << 20 };
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| betweenness_estimate(&problem, &Unwatched).unwrap())
    };
    let found = with(1);
    assert_eq!(found, with(3));
    let pairs = 500.0 * 499.0;
    assert!(found.parts.iter().zip(&exact.scores).all(|(part, score)| (part - score / pairs).abs() <= found.bound));
    assert!(found.bound <= 0.03 && found.parts.iter().any(|part| *part > 0.02), "{}", found.bound);
    let few = betweenness_estimate(&BetweennessEstimateProblem { max_samples: 10, ..problem }, &Unwatched).unwrap();
    assert!(few.samples == 10 && few.bound > 0.03);
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
    let graph = large(50, 200, 1);
    assert_eq!(betweenness(&graph, &at_once), Err(Cancelled));
    let problem = BetweennessEstimateProblem { graph: &graph, epsilon: 0.1, delta: 0.1, seed: 1, max_samples: 100 };
    assert_eq!(betweenness_estimate(&problem, &at_once), Err(Cancelled));
    let (targets, employees) = ([(3, Weight::ZERO)], &[0][..]);
    let problem = RouteBetweennessProblem { graph: &graph, targets: &targets, employees, max_inside: 0, max_edges: 3 };
    assert_eq!(route_betweenness(&problem, &at_once), Err(Cancelled));
}

#[test]
fn an_empty_graph_has_nobody_between() {
    let nobody = |scores| Betweenness { scores, pairs: 0 };
    assert_eq!(betweenness(&Graph::new(0, vec![]), &Unwatched), Ok(nobody(vec![])));
    assert_eq!(betweenness(&Graph::new(2, vec![]), &Unwatched), Ok(nobody(vec![0.0; 2])));
}

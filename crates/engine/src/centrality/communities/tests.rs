//! Communities against all partitions, and what they promise.

use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::Unwatched;
use crate::oracle::{any_case, edge, large};

fn problem(graph: &Graph) -> CommunityProblem<'_> {
    CommunityProblem { graph, resolution: 1.0, seed: 3, max_rounds: 50 }
}

fn found(problem: &CommunityProblem<'_>) -> Communities {
    communities(problem, &Unwatched).unwrap()
}

/// The definition, pair by pair.
fn modularity(graph: &Graph, of: &[u32], resolution: f64) -> f64 {
    let nodes = graph.nodes();
    let line = |a, b| graph.edge_between(a, b).map_or(0.0, |e| graph.probability(e).get());
    let tie = |a: u32, b: u32| if a == b { 0.0 } else { line(a, b) + line(b, a) };
    let degree: Vec<f64> = (0..nodes).map(|a| (0..nodes).map(|b| tie(a, b)).sum()).collect();
    let all: f64 = degree.iter().sum();
    if all == 0.0 {
        return 0.0;
    }
    let pairs = (0..nodes).flat_map(|a| (0..nodes).map(move |b| (a, b)));
    let same = pairs.filter(|&(a, b)| of[a as usize] == of[b as usize]);
    same.map(|(a, b)| tie(a, b) / all - resolution * degree[a as usize] * degree[b as usize] / all / all).sum()
}

/// The greatest modularity of any partition.
fn greatest(graph: &Graph, resolution: f64) -> f64 {
    fn extend(graph: &Graph, resolution: f64, of: &mut Vec<u32>, most: &mut f64) {
        if of.len() == graph.nodes() as usize {
            *most = most.max(modularity(graph, of, resolution));
            return;
        }
        for community in 0..=of.iter().max().map_or(0, |c| c + 1) {
            of.push(community);
            extend(graph, resolution, of, most);
            of.pop();
        }
    }
    let mut most = f64::NEG_INFINITY;
    extend(graph, resolution, &mut Vec::new(), &mut most);
    most
}

/// Whether everybody in a community is tied to its first by ties within it.
fn hang_together(graph: &Graph, of: &[u32]) -> bool {
    (0..of.len()).all(|first| {
        let mut piece = vec![first as u32];
        for _ in 0..graph.nodes() {
            for e in graph.edges() {
                for (a, b) in [(e.from, e.to), (e.to, e.from)] {
                    if of[a as usize] == of[first]
                        && of[b as usize] == of[first]
                        && piece.contains(&a)
                        && !piece.contains(&b)
                    {
                        piece.push(b);
                    }
                }
            }
        }
        piece.len() == of.iter().filter(|c| **c == of[first]).count()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn communities_keep_their_promises(case in any_case(7), every in 1usize..4, resolution in 0.3f64..2.5) {
        let graph = Graph::new(case.graph.nodes(), case.graph.edges().step_by(every).collect());
        let found = found(&CommunityProblem { resolution, ..problem(&graph) });
        let own = modularity(&graph, &found.of, resolution);
        prop_assert!((found.modularity - own).abs() < 1e-8, "{found:?} {own}");
        prop_assert!(own <= greatest(&graph, resolution) + 1e-8);
        prop_assert!(found.stable && hang_together(&graph, &found.of), "{found:?}");
        // Nobody alone would raise it, by joining others or by being alone.
        for node in 0..graph.nodes() as usize {
            for to in 0..=found.sizes.len() as u32 {
                let mut moved = found.of.clone();
                moved[node] = to;
                prop_assert!(modularity(&graph, &moved, resolution) <= own + 1e-8, "{node} to {to}: {found:?}");
            }
        }
        let sizes: Vec<u32> = (0..found.sizes.len() as u32).map(|c| found.of.iter().filter(|of| **of == c).count() as u32).collect();
        prop_assert!(sizes == found.sizes && sizes.is_sorted_by(|a, b| a >= b));
    }
}

#[test]
fn small_graphs_mostly_reach_the_greatest() {
    let (mut reached, mut graphs) = (0, 0);
    for seed in 0..60 {
        let graph = large(8, 14, seed);
        let most = greatest(&graph, 1.0);
        graphs += 1;
        reached += u32::from(found(&problem(&graph)).modularity > most - 1e-8);
    }
    assert!(graphs == 60 && reached >= 50, "{reached}");
}

/// Cliques of five in a ring, each tied to the next.
#[test]
fn cliques_in_a_ring_are_communities() {
    let mut lines = Vec::new();
    for clique in 0..20 {
        let member = |i: u32| clique * 5 + i;
        lines.extend((0..5).flat_map(|a| (0..a).map(move |b| edge(member(a), member(b), 0.8, 0))));
        lines.push(edge(member(0), (member(0) + 6) % 100, 0.2, 0));
    }
    let found = found(&problem(&Graph::new(100, lines)));
    assert!(found.sizes == [5; 20] && (0..100).all(|node| found.of[node] == node as u32 / 5), "{found:?}");
}

#[test]
fn large_graphs_hang_together_and_threads_change_nothing() {
    let graph = large(3_000, 9_000, 4);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| found(&problem(&graph)))
    };
    let found = with(1);
    let (rows, few) = (Network::of(&graph), found.sizes.len());
    assert!(found.stable && few < 3_000 && found.modularity > 0.2, "{few} {}", found.modularity);
    assert!((rows.modularity(&found.of, few, 1.0) - found.modularity).abs() < 1e-12);
    assert_eq!(found, with(2));
}

#[test]
fn nobody_and_nobody_tied() {
    let alone = found(&problem(&Graph::new(3, vec![edge(1, 1, 0.5, 0)])));
    assert_eq!((alone.of, alone.sizes, alone.modularity), (vec![0, 1, 2], vec![1; 3], 0.0));
    assert_eq!(found(&problem(&Graph::new(0, vec![]))).of, Vec::<u32>::new());
}

#[test]
fn who_watches_may_stop_it() {
    assert_eq!(communities(&problem(&large(50, 200, 1)), &|_, _| ControlFlow::Break(())), Err(Cancelled));
}

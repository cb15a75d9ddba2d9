//! Ranks against the equation, solved slowly, and against the ranks of a chain.

use super::*;
use crate::oracle::any_case;
use guanxi_scoring::pagerank::{Link, page_rank as by_links};
use proptest::prelude::*;

fn problem(graph: &Graph) -> PageRankProblem<'_> {
    PageRankProblem {
        graph,
        direction: Direction::Forward,
        weight: LineWeight::Probability,
        restart: Restart::Anywhere,
        damping: 0.85,
        stop: Stop::Within(1e-11),
    }
}

/// The ranks by whole matrices: many rounds of the equation of the doc comment.
fn dense(problem: &PageRankProblem<'_>, begins: &[f64]) -> Vec<f64> {
    let nodes = begins.len();
    let weight = |from: usize, to: usize| {
        let (from, to) = if problem.direction == Direction::Forward { (from, to) } else { (to, from) };
        let edge = problem.graph.edge_between(from as u32, to as u32);
        edge.map_or(0.0, |e| match problem.weight {
            LineWeight::Probability => problem.graph.probability(e).get(),
            LineWeight::Alike => 1.0,
        })
    };
    let mut ranks = begins.to_vec();
    for _ in 0..400 {
        let mut next = vec![0.0; nodes];
        for (from, here) in ranks.iter().enumerate() {
            let all: f64 = (0..nodes).map(|to| weight(from, to)).sum();
            for (to, rank) in next.iter_mut().enumerate() {
                let part = if all > 0.0 { weight(from, to) / all } else { begins[to] };
                *rank += here * (problem.damping * part + (1.0 - problem.damping) * begins[to]);
            }
        }
        ranks = next;
    }
    ranks
}

fn near(found: &[f64], expected: &[f64], within: f64) -> bool {
    found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < within)
}

#[test]
fn without_lines_all_are_equal() {
    assert_eq!(page_rank(&problem(&Graph::new(0, vec![]))).ranks, Vec::<f64>::new());
    assert!(near(&page_rank(&problem(&Graph::new(4, vec![]))).ranks, &[0.25; 4], 1e-15));
}

#[test]
#[should_panic(expected = "weights to begin at sum to 0")]
fn somebody_must_begin() {
    page_rank(&PageRankProblem { restart: Restart::At(&[(0, 0.0)]), ..problem(&Graph::new(1, vec![])) });
}

proptest! {
    #[test]
    fn one_meaning_with_the_ranks_of_a_chain(case in any_case(8)) {
        let links: Vec<Link> = case.graph.edges()
            .map(|e| Link { from: e.from as usize, to: e.to as usize, weight: e.probability })
            .collect();
        let found = page_rank(&problem(&case.graph));
        prop_assert!(near(&found.ranks, &by_links(case.graph.nodes() as usize, &links, 0.85), 1e-9), "{found:?}");
        prop_assert!(found.bound <= 1e-11 && found.rounds <= 173, "{found:?}");
    }

    #[test]
    fn ranks_fulfil_the_equation(
        case in any_case(8),
        forward in any::<bool>(),
        alike in any::<bool>(),
        seeds in proptest::collection::vec((0u32..8, 0.1f64..9.0), 0..4),
        damping in 0.0f64..0.9,
    ) {
        let nodes = case.graph.nodes();
        let seeds: Vec<_> = seeds.into_iter().map(|(v, weight)| (v % nodes, weight)).collect();
        let problem = PageRankProblem {
            direction: if forward { Direction::Forward } else { Direction::Reversed },
            weight: if alike { LineWeight::Alike } else { LineWeight::Probability },
            restart: if seeds.is_empty() { Restart::Anywhere } else { Restart::At(&seeds) },
            damping,
            ..problem(&case.graph)
        };
        let mut begins = vec![if seeds.is_empty() { 1.0 / f64::from(nodes) } else { 0.0 }; nodes as usize];
        let total: f64 = seeds.iter().map(|s| s.1).sum();
        seeds.iter().for_each(|(v, weight)| begins[*v as usize] += weight / total);
        let found = page_rank(&problem);
        prop_assert!(near(&found.ranks, &dense(&problem, &begins), 1e-9), "{found:?}");
        prop_assert!((found.ranks.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_few_rounds_are_within_their_bound(case in any_case(8), rounds in 0u32..9) {
        let few = page_rank(&PageRankProblem { stop: Stop::Rounds(rounds), ..problem(&case.graph) });
        let all = page_rank(&problem(&case.graph));
        let away: f64 = few.ranks.iter().zip(&all.ranks).map(|(a, b)| (a - b).abs()).sum();
        prop_assert!(few.rounds == rounds && away <= few.bound + 1e-10, "{away} {few:?}");
    }
}

#[test]
fn threads_do_not_change_the_answer() {
    let graph = crate::oracle::large(20_000, 90_000, 7);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| page_rank(&problem(&graph)))
    };
    assert_eq!(with(1), with(3));
}

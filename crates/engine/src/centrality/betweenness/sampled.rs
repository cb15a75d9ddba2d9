//! Betweenness, estimated by drawing pairs.

use rayon::prelude::*;

use super::pair::PairSearch;
use super::rows::Rows;
use crate::coins::mixed;
use crate::per_thread::PerThread;
use crate::{Cancelled, Graph, Progress};

/// What [`betweenness_estimate`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct BetweennessEstimateProblem<'a> {
    pub graph: &'a Graph,
    /// ε: how far a part may be from the truth. Positive.
    pub epsilon: f64,
    /// δ: the chance that any of them is further, in (0, 1).
    pub delta: f64,
    /// What is drawn depends on it.
    pub seed: u64,
    /// Most pairs to draw.
    pub max_samples: u64,
}

/// How often everybody stands between two others, estimated.
#[derive(Debug, Clone, PartialEq)]
pub struct BetweennessEstimate {
    /// Of each node: the part of all ordered pairs of two people that it stands between, by the part of their best routes. The score
    /// of [`betweenness`](super::betweenness) divided by n (n − 1).
    pub parts: Vec<f64>,
    /// With probability 1 − δ, no part is further from the truth than this. At most ε, unless `max_samples` were too few.
    pub bound: f64,
    /// δ.
    pub delta: f64,
    /// Pairs drawn for the estimate.
    pub samples: u64,
}

/// Pairs drawn first, to see who often stands between; they do not count.
const PILOT: u64 = 128;
/// Pairs a thread takes at a time.
const TOGETHER: u64 = 32;
/// Nodes a thread looks at in a row.
const PART: usize = 4_096;

/// The betweenness of every node as a part of all pairs, within ε with probability 1 − δ for all of them together.
///
/// Pairs of somebody with lines out and somebody with lines in are drawn, and one of their best routes; a node's part is how often
/// it stood on them, times the part of all pairs that these are. How far that can be from the truth follows for each node from
/// the tail of the binomial distribution (Chernoff's bound with the relative entropy). A pilot sample decides how δ is
/// spread over the nodes: half of it over those who stood between there, half over all others, who have little to lose.
///
/// # Arguments
/// * `problem`: graph, ε, δ, seed and the most pairs to draw
/// * `progress`: told the pairs drawn; may stop
///
/// # Returns
/// Estimates with the bound that was reached. The same for any number of threads.
///
/// # Errors
/// [`Cancelled`] when `progress` says so.
///
/// # Complexity
/// O((p + ε') · ln(1/δ) / ε'²) searches from both ends, where ε' is ε over the part of pairs that can have a route and p how often
/// the most central node stands between those.
///
/// # References
/// Riondato, Kornaropoulos: Fast approximation of betweenness centrality through sampling, 2014; Borassi, Natale: KADABRA is an
/// adaptive algorithm for betweenness via random approximation, 2016, for the pilot and search from both ends.
///
/// # Examples
/// Everybody in the first half reaches everybody in the second over one person:
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::centrality::{BetweennessEstimateProblem, betweenness_estimate};
/// use guanxi_engine::{Edge, Graph, Unwatched};
///
/// let edge = |from, to| Edge { from, to, probability: Probability::ONE, coin: 0 };
/// let lines = (0..50).map(|v| edge(v, 50)).chain((51..101).map(|v| edge(50, v)));
/// let graph = Graph::new(101, lines.collect());
/// let problem = BetweennessEstimateProblem { graph: &graph, epsilon: 0.02, delta: 0.1, seed: 1, max_samples: 100_000 };
/// let found = betweenness_estimate(&problem, &Unwatched)?;
/// assert!((found.parts[50] - 2_500.0 / 10_100.0).abs() <= found.bound && found.bound <= 0.02);
/// # Ok::<(), guanxi_engine::Cancelled>(())
/// ```
///
/// # Panics
/// If ε is not positive or δ not in (0, 1).
pub fn betweenness_estimate(
    problem: &BetweennessEstimateProblem<'_>,
    progress: &dyn Progress,
) -> Result<BetweennessEstimate, Cancelled> {
    let &BetweennessEstimateProblem { graph, epsilon, delta, seed, max_samples } = problem;
    assert!(epsilon > 0.0, "epsilon {epsilon}");
    assert!(delta > 0.0 && delta < 1.0, "delta {delta}");
    let nodes = graph.nodes();
    let other_than = |node: u32| move |other: &u32| *other != node;
    let those_with = |rows: fn(&Graph, u32) -> &[u32]| {
        let some = (0..nodes).into_par_iter().with_min_len(PART);
        some.filter(|&v| rows(graph, v).iter().any(other_than(v))).collect::<Vec<u32>>()
    };
    let (starts, ends) = (those_with(Graph::heads), those_with(Graph::tails));
    let mut estimate = BetweennessEstimate { parts: vec![0.0; nodes as usize], bound: 0.0, delta, samples: 0 };
    if starts.is_empty() {
        return Ok(estimate);
    }
    // Of all pairs, those that are drawn from; some of them are somebody with themselves.
    let drawn_from = starts.len() as f64 * ends.len() as f64 / (f64::from(nodes) * f64::from(nodes - 1));
    let within = epsilon / drawn_from;
    let (forward, backward) = (Rows::new(graph, true), Rows::new(graph, false));
    let (rows, threads) = ([&forward, &backward], PerThread::new());
    let mut draws = Draws { starts, ends, seed, rows, threads, progress, of: max_samples };

    let mut pilot = vec![0; nodes as usize];
    draws.add(u64::MAX - PILOT..u64::MAX, &mut pilot)?;
    let seen = pilot.iter().filter(|count| **count > 0).count().max(1) as f64;
    let chances = |count: u32, check: u32| {
        let delta = delta / 2f64.powi(check as i32);
        if count > 0 { delta / 2.0 / seen } else { delta / 2.0 / f64::from(nodes) }
    };
    let most = f64::from(pilot.iter().copied().max().unwrap_or(0)) / PILOT as f64;
    let mut next = samples_for(most, within, (2.0 / chances(1, 1)).ln()).min(max_samples);
    let mut counts = vec![0; nodes as usize];
    for check in 1.. {
        draws.add(estimate.samples..next, &mut counts)?;
        estimate.samples = next;
        // Nodes of one count and one share of δ have the same radius.
        let mut kinds = vec![[false; 2]; counts.iter().max().map_or(0, |most| *most as usize + 1)];
        for (&count, &pilot) in counts.iter().zip(&pilot) {
            kinds[count as usize][usize::from(pilot > 0)] = true;
        }
        let kinds = (0u32..).zip(kinds).flat_map(|(count, seen)| {
            [false, true].into_iter().filter(move |kind| seen[usize::from(*kind)]).map(move |kind| (count, kind))
        });
        let radii = kinds.map(|(count, seen)| {
            let logarithm = (2.0 / chances(u32::from(seen), check)).ln();
            radius(f64::from(count) / next as f64, logarithm / next as f64)
        });
        let radius = radii.fold(0.0, f64::max);
        estimate.bound = radius * drawn_from;
        if radius <= within || next == max_samples {
            break;
        }
        next = (next + next / 8 + 1).min(max_samples);
    }
    for (part, count) in estimate.parts.iter_mut().zip(counts) {
        *part = f64::from(count) / estimate.samples.max(1) as f64 * drawn_from;
    }
    drop(draws);
    rayon::join(|| forward.free(), || backward.free());
    Ok(estimate)
}

/// How many draws tell a chance to some precision, if it happens as often as expected.
fn samples_for(chance: f64, within: f64, logarithm: f64) -> u64 {
    let enough = |samples: u64| radius(chance, logarithm / samples as f64) <= within;
    let (mut few, mut many) = (0, 1);
    while !enough(many) && many < 1 << 60 {
        (few, many) = (many, 2 * many);
    }
    while many - few > 1 + many / 256 {
        let middle = u64::midpoint(few, many);
        if enough(middle) { many = middle } else { few = middle }
    }
    many
}

/// How far a chance can be from how often something happened: for no chance within this, the relative entropy exceeds `most`.
fn radius(happened: f64, most: f64) -> f64 {
    let entropy = |chance: f64| {
        let part = |a: f64, b: f64| if a == 0.0 { 0.0 } else { a * (a / b).ln() };
        part(happened, chance) + part(1.0 - happened, 1.0 - chance)
    };
    let furthest = |limit: f64| {
        let (mut inside, mut outside) = (happened, limit);
        for _ in 0..60 {
            let middle = f64::midpoint(inside, outside);
            if entropy(middle) <= most { inside = middle } else { outside = middle }
        }
        (outside - happened).abs()
    };
    furthest(0.0).max(furthest(1.0))
}

/// Where pairs are drawn from.
struct Draws<'a> {
    starts: Vec<u32>,
    ends: Vec<u32>,
    seed: u64,
    /// Forward and backward.
    rows: [&'a Rows<'a>; 2],
    /// For each thread a search, and how often it found everybody since they were last added up.
    threads: PerThread<(PairSearch<'a>, Vec<u32>)>,
    progress: &'a dyn Progress,
    of: u64,
}

impl Draws<'_> {
    /// Adds to the counts of who stands between the pairs of some numbers.
    fn add(&mut self, numbers: std::ops::Range<u64>, counts: &mut [u32]) -> Result<(), Cancelled> {
        let nodes = counts.len();
        let [forward, backward] = self.rows;
        let first = numbers.start;
        let blocks = (numbers.end - first).div_ceil(TOGETHER);
        (0..blocks).into_par_iter().try_for_each(|block| {
            let block = first + block * TOGETHER;
            if self.progress.step(block.min(self.of), self.of).is_break() {
                return Err(Cancelled);
            }
            let fresh = || (PairSearch::new(forward, backward, nodes), vec![0u32; nodes]);
            self.threads.with(fresh, |(search, counts)| {
                for number in block..(block + TOGETHER).min(numbers.end) {
                    let coin = mixed(mixed(self.seed).wrapping_add(number));
                    let (from, to) = (one_of(&self.starts, mixed(coin ^ 4)), one_of(&self.ends, mixed(coin ^ 5)));
                    if from != to {
                        search.between(from, to, coin, |node| counts[node as usize] += 1);
                    }
                }
            });
            Ok(())
        })?;
        for (_, found) in self.threads.each() {
            counts.iter_mut().zip(found).for_each(|(count, found)| *count += std::mem::take(found));
        }
        Ok(())
    }
}

/// One of some, by a uniform number.
fn one_of(some: &[u32], number: u64) -> u32 {
    some[((u128::from(number) * some.len() as u128) >> 64) as usize]
}

//! PageRank of everybody, in fixed point.

mod flow;
mod round;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::Graph;
use flow::{Alike, Flow, Receivers, Weighted};
use round::Round;

/// Which way rank flows along a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From who moves to who is moved: whom much influence reaches ranks high.
    Forward,
    /// From who is moved to who moves: whoever moves people who matter ranks high (method §6).
    Reversed,
}

/// What a node divides its rank by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineWeight {
    /// In proportion to the lines' probabilities.
    Probability,
    /// Every line alike.
    Alike,
}

/// When the iteration ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stop {
    /// After this many rounds.
    Rounds(u32),
    /// As soon as no rank can be further from its limit than this, all ranks together (at least 10⁻¹², what the fixed point
    /// can tell).
    Within(f64),
}

/// Where the walk begins anew, and where it goes from nodes without lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Restart<'a> {
    /// At any node alike.
    Anywhere,
    /// At these nodes, in proportion to their weights: personalised PageRank.
    At(&'a [(u32, f64)]),
}

/// What [`page_rank`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct PageRankProblem<'a> {
    pub graph: &'a Graph,
    pub direction: Direction,
    pub weight: LineWeight,
    pub restart: Restart<'a>,
    /// The chance to go on along a line, in [0, 1); 0.85 in the paper.
    pub damping: f64,
    pub stop: Stop,
}

/// The ranks, and how far they can be from their limit.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRank {
    /// Of each node; they sum to 1.
    pub ranks: Vec<f64>,
    /// Rounds made.
    pub rounds: u32,
    /// Σ |rank − limit| over all nodes is at most this: what the last round moved, times d / (1 − d).
    pub bound: f64,
}

/// All rank there is, in the units ranks are counted in.
const WHOLE: u64 = 1 << 62;
/// Nodes whose shares are computed together.
const CHUNK: usize = 8_192;
/// What the fixed point can tell of Σ |rank − limit|.
const FINEST: f64 = 1e-12;

/// The PageRank of every node, or the personalised one.
///
/// ```text
/// r(v) = (1 − d) · b(v) + d · ( Σ over lines u→v of r(u) · w(u,v) / Σ w(u,·)  +  b(v) · Σ over u without lines of r(u) )
/// ```
///
/// b is where the walk begins anew: 1/n, or a weight for some. Nodes without lines out (dangling) give there too, as in
/// `guanxi_scoring::pagerank`, which solves the same equations for the few people of a decision chain. A self loop gives to
/// oneself. For the first ranks of a personalised PageRank, [`PersonalRanks`](super::PersonalRanks) is much faster.
///
/// # Arguments
/// * `problem`: graph, direction, weights, where to begin anew, damping and when to stop
///
/// # Returns
/// One rank per node, summing to 1, with the number of rounds and a bound of the error. Ranks are counted in units of 2⁻⁶², so that
/// the answer is the same for any number of threads and for any order of the lines.
///
/// # Complexity
/// O(rounds · (n + m)). `Stop::Within(ε)` makes at most ln(ε · (1 − d) / 2) / ln d rounds, rounded up: 158 for 10⁻¹⁰ at the
/// damping of 0.85. Memory: 8 bytes a line and 40 a node beside the graph.
///
/// # References
/// Brin, Page: The anatomy of a large-scale hypertextual web search engine, 1998.
///
/// # Examples
/// Two people move a third; the third moves nobody:
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::centrality::{Direction, LineWeight, PageRankProblem, Restart, Stop, page_rank};
/// use guanxi_engine::{Edge, Graph};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: 0 });
/// let graph = Graph::new(3, vec![edge(0, 2, 0.5)?, edge(1, 2, 0.5)?]);
/// let problem = PageRankProblem {
///     graph: &graph,
///     direction: Direction::Forward,
///     weight: LineWeight::Probability,
///     restart: Restart::Anywhere,
///     damping: 0.85,
///     stop: Stop::Within(1e-10),
/// };
/// let found = page_rank(&problem);
/// assert!((found.ranks[2] - 0.574468).abs() < 1e-6 && found.ranks[0] == found.ranks[1]);
/// // From the first on: a third of all steps end where there are no lines, and begin anew.
/// let found = page_rank(&PageRankProblem { restart: Restart::At(&[(0, 1.0)]), ..problem });
/// assert!((found.ranks[2] - 0.85 / 1.85).abs() < 1e-9 && found.ranks[1] == 0.0);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
///
/// # Panics
/// If the damping is not in [0, 1), or a node to begin at is not in the graph, or their weights are not finite, not negative and
/// positive altogether.
pub fn page_rank(problem: &PageRankProblem<'_>) -> PageRank {
    let damping = problem.damping;
    assert!((0.0..1.0).contains(&damping), "damping {damping} is not in [0, 1)");
    let nodes = problem.graph.nodes() as usize;
    if nodes == 0 {
        return PageRank { ranks: Vec::new(), rounds: 0, bound: 0.0 };
    }
    // On a thread of the pool: who asks from outside waits to be woken in every round.
    let ranks = || match problem.weight {
        LineWeight::Alike => restarted(problem, &Alike::new(problem)),
        LineWeight::Probability => restarted(problem, &Weighted::new(problem)),
    };
    rayon::scope(|_| ranks())
}

fn restarted<F: Flow>(problem: &PageRankProblem<'_>, flow: &F) -> PageRank {
    let Receivers { order, position, linked, .. } = flow.receivers();
    let nodes = order.len();
    match problem.restart {
        // Who has no line has the rank of every node that receives nothing.
        Restart::Anywhere => iterated(problem, flow, *linked, |all, _| all / nodes as u64),
        Restart::At(seeds) => {
            let mut parts = vec![0u64; nodes];
            for (node, part) in seed_parts(seeds) {
                parts[position[node as usize] as usize] += scaled(part);
            }
            iterated(problem, flow, nodes, move |all, position| fraction(all, parts[position]))
        }
    }
}

/// The nodes to begin at, ascending, each once, with their parts of the whole.
///
/// # Panics
/// If the weights are not finite, not negative and positive altogether.
pub(super) fn seed_parts(seeds: &[(u32, f64)]) -> Vec<(u32, f64)> {
    assert!(
        seeds.iter().all(|(_, weight)| weight.is_finite() && *weight >= 0.0),
        "a weight to begin at is not a weight"
    );
    let mut seeds = seeds.to_vec();
    seeds.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let total: f64 = seeds.iter().map(|(_, weight)| weight).sum();
    assert!(total > 0.0 && total.is_finite(), "weights to begin at sum to {total}");
    seeds.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            kept.1 += later.1;
        }
        same
    });
    // A little less than the whole, for parts not to sum to more when they are rounded.
    seeds.into_iter().map(|(node, weight)| (node, weight / total * (1.0 - 1e-15))).collect()
}

/// The iteration over the first `kept` positions; those after them have neither lines nor a part of their own in `base`, which
/// shares out what begins anew.
fn iterated<F: Flow>(
    problem: &PageRankProblem<'_>,
    flow: &F,
    kept: usize,
    base: impl Fn(u64, usize) -> u64 + Sync,
) -> PageRank {
    let order = &flow.receivers().order;
    let nodes = order.len();
    let left = (nodes - kept) as u64;
    let damping = problem.damping;
    // What a node gives per unit of line weight, times 2⁶⁴; 0 for nodes that begin anew.
    let rates: Vec<u64> = (0..kept)
        .map(|position| match flow.divisor(position) {
            0.0 => 0,
            divisor => scaled(damping / divisor),
        })
        .collect();
    let dangling_rate = scaled(damping);
    let by_chance = WHOLE - fraction(WHOLE, dangling_rate);
    let mut ranks: Vec<u64> = (0..kept).map(|position| base(WHOLE, position)).collect();
    let mut rank_left = if left > 0 { base(WHOLE, kept) } else { 0 };
    let mut shares = vec![0u64; kept];
    let (mut rounds, mut bound) = (0, 2.0);
    let (most, within) = match problem.stop {
        Stop::Rounds(rounds) => (rounds, None),
        Stop::Within(bound) => (u32::MAX, Some(bound.max(FINEST))),
    };
    while rounds < most && within.is_none_or(|within| bound > within) {
        let dangling: u64 = shares
            .par_chunks_mut(CHUNK)
            .zip(ranks.par_chunks(CHUNK))
            .zip(rates.par_chunks(CHUNK))
            .map(|((shares, ranks), rates)| {
                let mut dangling = 0;
                for ((share, &rank), &rate) in shares.iter_mut().zip(ranks).zip(rates) {
                    *share = fraction(rank, rate);
                    dangling += if rate == 0 { rank } else { 0 };
                }
                dangling
            })
            .sum();
        let anew = by_chance + fraction(dangling + left * rank_left, dangling_rate);
        let mut moved = Round { flow, shares: &shares, base: &base, anew }.moved(0, &mut ranks);
        if left > 0 {
            let next = base(anew, kept);
            moved += left * next.abs_diff(rank_left);
            rank_left = next;
        }
        rounds += 1;
        bound = moved as f64 / WHOLE as f64 * damping / (1.0 - damping);
    }
    // What rounding lost is given back, so that the ranks sum to 1.
    let total = ranks.iter().sum::<u64>() + left * rank_left;
    let mut by_node = vec![rank_left as f64 / total as f64; nodes];
    for (&node, rank) in order.iter().zip(ranks) {
        by_node[node as usize] = rank as f64 / total as f64;
    }
    PageRank { ranks: by_node, rounds, bound }
}

/// A number up to 1, times 2⁶⁴ and rounded down.
fn scaled(number: f64) -> u64 {
    (number * 2f64.powi(64)) as u64
}

/// A part of a number; the part in units of 2⁻⁶⁴.
#[inline(always)]
fn fraction(number: u64, part: u64) -> u64 {
    ((u128::from(number) * u128::from(part)) >> 64) as u64
}

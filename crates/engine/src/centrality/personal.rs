//! The first ranks of a personalised PageRank, by local push and a correction.

use std::collections::VecDeque;

use rayon::prelude::*;

use super::pagerank::{Direction, LineWeight, PageRankProblem, Restart, Stop, page_rank, seed_parts};
use crate::Graph;

/// Everything about a graph that the personalised PageRank around anybody needs, computed once.
#[derive(Debug, Clone)]
pub struct PersonalRanks {
    damping: f64,
    start: Vec<u32>,
    /// Who is given to, and which part of what the giver gives.
    given: Vec<(u32, f32)>,
    /// Where walks usually are: the distribution after one step from anywhere along a line.
    usual: Vec<f64>,
    /// What walks that begin at `usual` bring to each node beyond what begins there.
    usual_brings: Vec<f64>,
    /// Σ `usual_brings`.
    usual_brings_total: f64,
    /// The nodes by `usual_brings`, the most first, then by number.
    order: Vec<u32>,
}

/// What [`PersonalRanks::around`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct PersonalProblem<'a> {
    /// Where the walk begins, with weights in any unit.
    pub seeds: &'a [(u32, f64)],
    /// A node passes its rest on when that is more than this for each of its lines; about 1/`threshold` lines are looked at
    /// at most. 10⁻⁵ finds 98 of the first 100 among 131,072 people.
    pub threshold: f64,
    /// How many of the first nodes are wanted.
    pub top: usize,
}

/// The first nodes of a personalised PageRank.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonalRank {
    /// Nodes with their estimated ranks, the greatest first, then by number.
    pub top: Vec<(u32, f64)>,
    /// Σ |estimate − rank| over all nodes, shown or not, is at most this.
    pub bound: f64,
    /// How often a node passed on its rest.
    pub pushes: u64,
}

impl PersonalRanks {
    /// Prepares a graph.
    ///
    /// # Arguments
    /// * `graph`, `direction`, `weight`: as in [`PageRankProblem`]
    /// * `damping`: the chance to go on along a line, in [0, 1)
    ///
    /// # Panics
    /// If the damping is not in [0, 1).
    ///
    /// # Complexity
    /// O(rounds · (n + m)) for one PageRank to 10⁻⁹. Memory that stays: 8 bytes a line and 24 a node.
    pub fn new(graph: &Graph, direction: Direction, weight: LineWeight, damping: f64) -> Self {
        assert!((0.0..1.0).contains(&damping), "damping {damping} is not in [0, 1)");
        let nodes = graph.nodes() as usize;
        let mut start = Vec::with_capacity(nodes + 1);
        let mut given = Vec::with_capacity(graph.edges().len());
        start.push(0);
        for node in 0..graph.nodes() {
            let weight_of = |edge: u32| match weight {
                LineWeight::Probability => graph.probability(edge).get(),
                LineWeight::Alike => 1.0,
            };
            let first = given.len();
            match direction {
                Direction::Forward => {
                    given.extend(graph.outgoing(node).map(|e| (graph.head(e), weight_of(e) as f32)));
                }
                Direction::Reversed => {
                    let row = graph.incoming(node).zip(graph.tails(node));
                    given.extend(row.map(|(e, &tail)| (tail, weight_of(e) as f32)));
                }
            }
            let sum: f64 = given[first..].iter().map(|(_, weight)| f64::from(*weight)).sum();
            given[first..].iter_mut().for_each(|(_, weight)| *weight = (f64::from(*weight) / sum) as f32);
            start.push(given.len() as u32);
        }
        let mut usual = vec![0.0; nodes];
        let lines = given.len().max(1) as f64;
        given.iter().for_each(|&(to, _)| usual[to as usize] += 1.0 / lines);
        let mut ranks = Self {
            damping,
            start,
            given,
            usual_brings: vec![0.0; nodes],
            usual_brings_total: 0.0,
            order: (0..graph.nodes()).collect(),
            usual,
        };
        if !ranks.given.is_empty() {
            ranks.walk_from_usual(graph, direction, weight);
        }
        let brings = &ranks.usual_brings;
        let most_first = |a: &u32, b: &u32| brings[*b as usize].total_cmp(&brings[*a as usize]).then(a.cmp(b));
        ranks.order.par_sort_unstable_by(most_first);
        ranks
    }

    /// Fills `usual_brings`, from a PageRank that begins anew at `usual`, where nodes without lines do so too: as many times too
    /// large as walks that end there would have gone on.
    fn walk_from_usual(&mut self, graph: &Graph, direction: Direction, weight: LineWeight) {
        let damping = self.damping;
        let seeds: Vec<(u32, f64)> = (0u32..).zip(&self.usual).map(|(node, part)| (node, *part)).collect();
        let (restart, stop) = (Restart::At(&seeds), Stop::Within(1e-9));
        let found = page_rank(&PageRankProblem { graph, direction, weight, restart, damping, stop });
        let dangling: f64 = (0..seeds.len()).filter(|&u| self.row(u).is_empty()).map(|u| found.ranks[u]).sum();
        let begun = 1.0 - damping + damping * dangling;
        for (brings, (rank, usual)) in self.usual_brings.iter_mut().zip(found.ranks.iter().zip(&self.usual)) {
            *brings = (rank * (1.0 - damping) / begun - (1.0 - damping) * usual).max(0.0);
        }
        self.usual_brings_total = self.usual_brings.iter().sum();
    }

    fn row(&self, node: usize) -> &[(u32, f32)] {
        &self.given[self.start[node] as usize..self.start[node + 1] as usize]
    }

    /// The first nodes of the PageRank of walks that begin, and begin anew, at the seeds.
    ///
    /// The walk from the seeds is followed as long as more than a threshold is under way anywhere. What is left by then is spread
    /// over the graph nearly as walks usually are, so that it is taken to go on as they do, which was computed before: in a
    /// graph that mixes fast this is an error of a few percent of what local push alone leaves out.
    ///
    /// # Arguments
    /// * `problem`: seeds, threshold and how many are wanted
    ///
    /// # Returns
    /// The nodes with the greatest estimates, and a bound of the error: 2·d·Σ |left − usual| relative to what was estimated. It is
    /// certain and large; the error itself was 10 to 20 times smaller where it was measured.
    ///
    /// # Complexity
    /// O(1/threshold) lines for a damping held fixed, whatever the size of the graph; then a sort of the nodes seen.
    ///
    /// # References
    /// Local push: Andersen, Chung, Lang: Local graph partitioning using PageRank vectors, 2006. The correction is our own.
    ///
    /// # Examples
    /// ```
    /// use guanxi_domain::Probability;
    /// use guanxi_engine::centrality::{Direction, LineWeight, PersonalProblem, PersonalRanks};
    /// use guanxi_engine::{Edge, Graph};
    ///
    /// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: 0 });
    /// let graph = Graph::new(4, vec![edge(0, 1, 0.6)?, edge(0, 2, 0.2)?, edge(1, 3, 0.5)?]);
    /// let ranks = PersonalRanks::new(&graph, Direction::Forward, LineWeight::Probability, 0.85);
    /// let found = ranks.around(&PersonalProblem { seeds: &[(0, 1.0)], threshold: 1e-6, top: 2 });
    /// assert_eq!([found.top[0].0, found.top[1].0], [0, 1]);
    /// assert!((found.top[1].1 / found.top[0].1 - 0.85 * 0.75).abs() < 1e-6 && found.bound < 1e-4);
    /// # Ok::<(), guanxi_domain::InvalidValue>(())
    /// ```
    ///
    /// # Panics
    /// If a seed is not in the graph, their weights are not finite, not negative and positive altogether, or the threshold is not
    /// positive.
    pub fn around(&self, problem: &PersonalProblem<'_>) -> PersonalRank {
        assert!(problem.threshold > 0.0, "threshold {}", problem.threshold);
        let walk = Walk::from_seeds(self, problem);
        let stays = 1.0 - self.damping;
        let left: f64 = walk.seen.iter().map(|&v| walk.at[v as usize].left).sum();
        let (mut total, mut unlike, mut usual_seen, mut brings_seen) = (0.0, 0.0, 0.0, 0.0);
        let mut top = Vec::with_capacity(walk.seen.len() + problem.top);
        for &node in &walk.seen {
            let At { settled, left: here, .. } = walk.at[node as usize];
            let (usual, brings) = (self.usual[node as usize], self.usual_brings[node as usize]);
            let estimate = settled + stays * here + left * brings;
            unlike += (here - left * usual).abs();
            usual_seen += usual;
            brings_seen += brings;
            total += estimate;
            top.push((node, estimate));
        }
        unlike += left * (1.0 - usual_seen).max(0.0);
        total += left * (self.usual_brings_total - brings_seen).max(0.0);
        let unseen = self.order.iter().filter(|&&node| !walk.at[node as usize].seen);
        top.extend(unseen.take(problem.top).map(|&node| (node, left * self.usual_brings[node as usize])));
        let most_first = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if top.len() > problem.top {
            if problem.top > 0 {
                top.select_nth_unstable_by(problem.top - 1, most_first);
            }
            top.truncate(problem.top);
        }
        top.sort_unstable_by(most_first);
        top.iter_mut().for_each(|(_, estimate)| *estimate /= total);
        // Both are whole again after dividing, hence twice; parts of lines are rounded to 24 digits.
        let bound = (2.0 * self.damping * unlike / total + f64::from(f32::EPSILON) / stays + 1e-9).min(2.0);
        PersonalRank { top, bound, pushes: walk.pushes }
    }
}

/// A node as the walk has left it.
#[derive(Debug, Clone, Copy, Default)]
struct At {
    /// What stays here for good.
    settled: f64,
    /// What has come here and not been passed on.
    left: f64,
    seen: bool,
    waiting: bool,
}

struct Walk {
    at: Vec<At>,
    /// Every node that anything has come to, in the order in which it did.
    seen: Vec<u32>,
    pushes: u64,
}

impl Walk {
    fn from_seeds(ranks: &PersonalRanks, problem: &PersonalProblem<'_>) -> Self {
        let mut walk = Self { at: vec![At::default(); ranks.usual.len()], seen: Vec::new(), pushes: 0 };
        let mut waiting = VecDeque::new();
        let stays = 1.0 - ranks.damping;
        for (node, part) in seed_parts(problem.seeds) {
            walk.arrive(ranks, problem.threshold, node, part, &mut waiting);
        }
        while let Some(node) = waiting.pop_front() {
            let at = &mut walk.at[node as usize];
            let here = std::mem::take(&mut at.left);
            at.waiting = false;
            at.settled += stays * here;
            walk.pushes += 1;
            let goes_on = ranks.damping * here;
            for &(to, part) in ranks.row(node as usize) {
                walk.arrive(ranks, problem.threshold, to, goes_on * f64::from(part), &mut waiting);
            }
        }
        walk
    }

    #[inline(always)]
    fn arrive(&mut self, ranks: &PersonalRanks, threshold: f64, node: u32, part: f64, waiting: &mut VecDeque<u32>) {
        let at = &mut self.at[node as usize];
        at.left += part;
        if !at.seen {
            at.seen = true;
            self.seen.push(node);
        }
        if !at.waiting && at.left > threshold * ranks.row(node as usize).len().max(1) as f64 {
            at.waiting = true;
            waiting.push_back(node);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::{any_case, large};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn exact(graph: &Graph, direction: Direction, weight: LineWeight, seeds: &[(u32, f64)]) -> Vec<f64> {
        let (restart, damping, stop) = (Restart::At(seeds), 0.85, Stop::Within(1e-11));
        page_rank(&PageRankProblem { graph, direction, weight, restart, damping, stop }).ranks
    }

    fn away(found: &PersonalRank, exact: &[f64]) -> f64 {
        found.top.iter().map(|&(node, rank)| (rank - exact[node as usize]).abs()).sum()
    }

    proptest! {
        #[test]
        fn estimates_are_within_their_bound(
            case in any_case(9),
            forward in any::<bool>(),
            alike in any::<bool>(),
            seed in 0u32..9,
            threshold in prop_oneof![Just(1e-9), 1e-4f64..2.0],
        ) {
            let seeds = [(case.graph.nodes() - 1, 2.0), (seed % case.graph.nodes(), 1.0)];
            let direction = if forward { Direction::Forward } else { Direction::Reversed };
            let weight = if alike { LineWeight::Alike } else { LineWeight::Probability };
            let ranks = PersonalRanks::new(&case.graph, direction, weight, 0.85);
            let found = ranks.around(&PersonalProblem { seeds: &seeds, threshold, top: 9 });
            let exact = exact(&case.graph, direction, weight, &seeds);
            prop_assert_eq!(found.top.len(), exact.len());
            prop_assert!(away(&found, &exact) <= found.bound, "{:?} {:?}", found, exact);
            prop_assert!(threshold > 1e-8 || found.bound < 1e-5, "{:?}", found);
            prop_assert!((found.top.iter().map(|t| t.1).sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(found.top.windows(2).all(|w| w[0].1 > w[1].1 || w[0].1 == w[1].1 && w[0].0 < w[1].0));
        }
    }

    #[test]
    fn the_correction_finds_the_first_hundred_with_little_work() {
        let graph = large(20_000, 180_000, 3);
        let ranks = PersonalRanks::new(&graph, Direction::Forward, LineWeight::Probability, 0.85);
        let found = ranks.around(&PersonalProblem { seeds: &[(17, 1.0)], threshold: 1e-5, top: 100 });
        let exact = exact(&graph, Direction::Forward, LineWeight::Probability, &[(17, 1.0)]);
        let mut order: Vec<u32> = (0..20_000).collect();
        order.sort_by(|a, b| exact[*b as usize].total_cmp(&exact[*a as usize]));
        let first: BTreeSet<u32> = order.into_iter().take(100).collect();
        let shared = found.top.iter().filter(|(node, _)| first.contains(node)).count();
        assert!(shared >= 95, "{shared}");
        assert!(away(&found, &exact) <= found.bound.min(0.02), "{} {}", away(&found, &exact), found.bound);
    }

    #[test]
    fn an_empty_graph_is_prepared_and_nobody_is_wanted() {
        PersonalRanks::new(&Graph::new(0, vec![]), Direction::Forward, LineWeight::Alike, 0.85);
        let alone = PersonalRanks::new(&Graph::new(2, vec![]), Direction::Forward, LineWeight::Alike, 0.85);
        let around = |top| alone.around(&PersonalProblem { seeds: &[(1, 1.0)], threshold: 0.1, top }).top;
        assert_eq!((around(0), around(1)), (vec![], vec![(1, 1.0)]));
    }
}

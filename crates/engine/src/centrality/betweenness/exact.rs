//! Betweenness, exact.

use rayon::prelude::*;

use super::search::Search;
use super::tangle::{NO_ROUTE, Tangle};
use crate::progress::Meter;
use crate::{Cancelled, Graph, Progress};

/// How often everybody stands between two others.
#[derive(Debug, Clone, PartialEq)]
pub struct Betweenness {
    /// Of each node: Σ over ordered pairs of two others of the part of their best routes that lead through it.
    pub scores: Vec<f64>,
    /// Ordered pairs of different people with a route.
    pub pairs: u64,
}

/// Sources a thread takes at a time.
const TOGETHER: usize = 16;

/// The betweenness of every node, exactly.
///
/// ```text
/// b(v) = Σ over ordered pairs (s, t), s ≠ v ≠ t, of  σ(s,t through v) / σ(s,t)
/// ```
///
/// σ counts the best routes: those of the greatest probability, and of these with the fewest edges. Costs are whole numbers, so
/// that ties are ties. Routes have any number of edges and may lead through anybody; for the routes of the method see
/// [`route_betweenness`](super::route_betweenness).
///
/// # Arguments
/// * `graph`: directed, with probabilities
/// * `progress`: told the sources done; may stop
///
/// # Returns
/// The exact scores; where routes tie, each source's part of a score is rounded to 2⁻⁴⁰.
///
/// # Errors
/// [`Cancelled`] when `progress` says so.
///
/// # Complexity
/// O(n · (m' + n)) for strengths that are not near 1, O(n · (m' + n log n)) otherwise; m' ≤ m are the lines that are not dominated
/// by a way over one other person, found in O(Σ in-degree · out-degree). Memory: [`betweenness_memory`].
///
/// # References
/// Brandes: A faster algorithm for betweenness centrality, 2001. Without ties the accumulation counts the people behind each, in
/// whole numbers. People with one line are not searched from: their routes are those of whom that line leads to (as in Baglioni,
/// Geraci, Pellegrini, Lastres: Fast exact computation of betweenness centrality in social networks, 2012).
///
/// # Examples
/// Two ways of the same probability, each with somebody between:
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::centrality::betweenness;
/// use guanxi_engine::{Edge, Graph, Unwatched};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: 0 });
/// let graph = Graph::new(4, vec![edge(0, 1, 0.5)?, edge(0, 2, 0.25)?, edge(1, 3, 0.3)?, edge(2, 3, 0.6)?]);
/// let found = betweenness(&graph, &Unwatched)?;
/// assert_eq!((found.scores, found.pairs), (vec![0.0, 0.5, 0.5, 0.0], 5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn betweenness(graph: &Graph, progress: &dyn Progress) -> Result<Betweenness, Cancelled> {
    let tangle = Tangle::new(graph);
    let nodes = graph.nodes();
    // Who has one line is served with the one it leads to, unless that one is served so too.
    let served_with = |node: u32| tangle.only[node as usize].filter(|&head| tangle.only[head as usize].is_none());
    let mut guests: Vec<(u32, u32)> = (0..nodes).filter_map(|v| served_with(v).map(|head| (head, v))).collect();
    guests.sort_unstable();
    let sources: Vec<u32> = (0..nodes).filter(|&v| served_with(v).is_none()).collect();
    let meter = Meter::new(progress, u64::from(nodes));
    let counts = sources
        .par_chunks(TOGETHER)
        .try_fold(
            || None,
            |counts: Option<Counts<'_>>, sources| {
                let mut counts = counts.unwrap_or_else(|| Counts::new(&tangle));
                for &source in sources {
                    let first = guests.partition_point(|guest| guest.0 < source);
                    let own = guests[first..].partition_point(|guest| guest.0 == source);
                    let guests = &guests[first..first + own];
                    counts.serve(source, guests);
                    meter.advance(1 + guests.len() as u64)?;
                }
                Ok(Some(counts))
            },
        )
        .try_reduce(|| None, |a, b| Ok(Counts::added(a, b)))?;
    let Some(counts) = counts else { return Ok(Betweenness { scores: vec![0.0; nodes as usize], pairs: 0 }) };
    let scores = counts.whole.iter().zip(&counts.parts).map(|(whole, parts)| *whole as f64 + *parts as f64 / PARTS);
    Ok(Betweenness { scores: scores.collect(), pairs: counts.pairs })
}

/// The memory [`betweenness`] takes beside the graph, in bytes.
pub fn betweenness_memory(graph: &Graph, threads: usize) -> usize {
    let (nodes, lines) = (graph.nodes() as usize, graph.edges().len());
    // Rows twice while the dominated lines are left out; then for each thread the search and the counts.
    nodes * (2 * 24 + 16) + lines * 2 * 16 + threads * nodes * 64
}

/// Parts of one, for the fractions that ties bring.
const PARTS: f64 = (1u64 << 40) as f64;

/// What one thread has counted. Whole numbers, so that it does not matter which thread counted what.
struct Counts<'a> {
    tangle: &'a Tangle,
    search: Search<'a>,
    whole: Vec<u64>,
    parts: Vec<u64>,
    pairs: u64,
    /// How many people are reached through each node.
    behind: Vec<u32>,
    /// For sources with ties: how many best routes there are to each node, and the dependency on it.
    routes: Vec<f64>,
    dependency: Vec<f64>,
}

impl<'a> Counts<'a> {
    fn new(tangle: &'a Tangle) -> Self {
        let nodes = tangle.nodes();
        Self {
            tangle,
            search: Search::new(tangle),
            whole: vec![0; nodes],
            parts: vec![0; nodes],
            pairs: 0,
            behind: vec![0; nodes],
            routes: Vec::new(),
            dependency: Vec::new(),
        }
    }

    /// Both together; the search of one of them is kept.
    fn added(a: Option<Self>, b: Option<Self>) -> Option<Self> {
        let (mut a, b) = match (a, b) {
            (Some(a), Some(b)) => (a, b),
            (one, other) => return one.or(other),
        };
        a.whole.iter_mut().zip(b.whole).for_each(|(a, b)| *a += b);
        a.parts.iter_mut().zip(b.parts).for_each(|(a, b)| *a += b);
        a.pairs += b.pairs;
        Some(a)
    }

    /// Counts everybody between a source and others, and between its guests and others.
    fn serve(&mut self, source: u32, guests: &[(u32, u32)]) {
        self.search.from(source);
        if self.search.ties().next().is_some() {
            self.count_parts(source);
            for &(_, guest) in guests {
                self.search.from(guest);
                self.count_parts(guest);
            }
            return;
        }
        let times = 1 + guests.len() as u64;
        for &node in self.search.order[1..].iter().rev() {
            let behind = self.behind[node as usize] + self.tangle.hanging[node as usize];
            self.behind[node as usize] = 0;
            self.whole[node as usize] += u64::from(behind) * times;
            self.behind[self.search.before[node as usize] as usize] += behind + 1;
        }
        let reached = std::mem::take(&mut self.behind[source as usize]) + self.tangle.hanging[source as usize];
        let reached = u64::from(reached);
        self.pairs += reached;
        for &(_, guest) in guests {
            // From the guest everybody is reached whom the source reaches, and the source, but not the guest.
            let itself = u64::from(self.search.distance[guest as usize] != NO_ROUTE);
            self.whole[source as usize] += reached - itself;
            self.pairs += reached + 1 - itself;
            let mut node = guest;
            while itself == 1 && self.search.before[node as usize] != source {
                node = self.search.before[node as usize];
                self.whole[node as usize] -= 1;
            }
        }
    }

    /// Counts everybody between a source and others where best routes tie.
    fn count_parts(&mut self, source: u32) {
        let Self { search, tangle, routes, dependency, .. } = self;
        routes.resize(tangle.nodes(), 0.0);
        dependency.resize(tangle.nodes(), 0.0);
        let mut ties: Vec<(u32, u32)> = search.ties().collect();
        ties.sort_unstable();
        let others = |node: u32| {
            let first = ties.partition_point(|tie| tie.0 < node);
            ties[first..].iter().take_while(move |tie| tie.0 == node).map(|tie| tie.1)
        };
        routes[source as usize] = 1.0;
        dependency[source as usize] = 0.0;
        for &node in &search.order[1..] {
            let first = routes[search.before[node as usize] as usize];
            routes[node as usize] = first + others(node).map(|other| routes[other as usize]).sum::<f64>();
            dependency[node as usize] = 0.0;
        }
        self.pairs += u64::from(tangle.hanging[source as usize]);
        for &node in search.order[1..].iter().rev() {
            let hanging = tangle.hanging[node as usize];
            self.pairs += u64::from(1 + hanging);
            let depends = dependency[node as usize] + f64::from(hanging);
            self.whole[node as usize] += depends as u64;
            self.parts[node as usize] += ((depends - depends.trunc()) * PARTS).round() as u64;
            let for_one = (depends + 1.0) / routes[node as usize];
            for before in std::iter::once(search.before[node as usize]).chain(others(node)) {
                dependency[before as usize] += for_one * routes[before as usize];
            }
        }
    }
}

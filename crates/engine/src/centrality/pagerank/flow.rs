//! The lines as the iteration of ranks walks over them.

use std::ops::Range;

use super::{Direction, PageRankProblem};

/// Lines that a thread lays out at once. Few in tests, for small graphs to be divided too.
const PIECE: usize = if cfg!(test) { 4 } else { 1 << 14 };

/// The lines as the iteration sees them: nodes in an order of its own.
pub(super) trait Flow: Sync {
    fn receivers(&self) -> &Receivers;
    /// By what the rank at a position is divided before lines carry it on; 0 if it has no lines.
    fn divisor(&self, position: usize) -> f64;
    /// What a row of lines brings.
    fn brought(&self, row: Range<usize>, shares: &[u64]) -> u64;
}

/// Who receives, those with most lines first, and of these who gives by most lines: rows of equal length side by side end when
/// the processor expects them to, which takes half the time of the order of the nodes.
pub(super) struct Receivers {
    /// The node at each position.
    pub(super) order: Vec<u32>,
    /// The position of each node.
    pub(super) position: Vec<u32>,
    /// The lines of a position begin here; one more at the end.
    pub(super) start: Vec<u32>,
    /// Positions from here on receive nothing.
    pub(super) receiving: usize,
    /// Positions from here on have no line at all.
    pub(super) linked: usize,
}

impl Receivers {
    pub(super) fn new(problem: &PageRankProblem<'_>) -> Self {
        let lines = |node| received(problem, node);
        let by_giving = most_first((0..problem.graph.nodes()).collect(), |node| given(problem, node));
        let order = most_first(by_giving, lines);
        let mut position = vec![0; order.len()];
        for (place, &node) in (0u32..).zip(&order) {
            position[node as usize] = place;
        }
        let mut start = Vec::with_capacity(order.len() + 1);
        start.push(0);
        let mut end = 0;
        start.extend(order.iter().map(|&node| {
            end += lines(node) as u32;
            end
        }));
        let receiving = order.partition_point(|&node| lines(node) > 0);
        let linked = receiving + order[receiving..].partition_point(|&node| given(problem, node) > 0);
        Self { order, position, start, receiving, linked }
    }

    /// How much there is to do from one position to another: a line each, and as much as four for each position.
    pub(super) fn work(&self, first: usize, last: usize) -> usize {
        (self.start[last] - self.start[first]) as usize + 4 * (last - first)
    }

    /// The position before which half of the work is, at least one from either end if there are two.
    pub(super) fn middle(&self, first: usize, last: usize) -> usize {
        let half = self.work(first, last) / 2;
        let (mut before, mut after) = (first, last);
        while after - before > 1 {
            let middle = usize::midpoint(before, after);
            if self.work(first, middle) <= half { before = middle } else { after = middle }
        }
        before.max(first + 1)
    }

    /// Fills the rows from one position to another, on all threads.
    fn rows<T: Send>(&self, first: usize, last: usize, lines: &mut [T], fill: &(impl Fn(u32, &mut [T]) + Sync)) {
        if last - first <= 1 || self.work(first, last) <= PIECE {
            let mut rest = lines;
            for position in first..last {
                let (row, after) = rest.split_at_mut((self.start[position + 1] - self.start[position]) as usize);
                fill(self.order[position], row);
                rest = after;
            }
            return;
        }
        let middle = self.middle(first, last);
        let (one, other) = lines.split_at_mut((self.start[middle] - self.start[first]) as usize);
        rayon::join(|| self.rows(first, middle, one, fill), || self.rows(middle, last, other, fill));
    }

    /// Where the row of a node begins.
    fn row(&self, node: u32) -> usize {
        self.start[self.position[node as usize] as usize] as usize
    }
}

/// Nodes sorted by a small number, the greatest first; those alike stay as they were.
fn most_first(nodes: Vec<u32>, number: impl Fn(u32) -> usize) -> Vec<u32> {
    let most = nodes.iter().map(|&node| number(node)).max().unwrap_or(0);
    let mut next = vec![0u32; most + 2];
    nodes.iter().for_each(|&node| next[most - number(node) + 1] += 1);
    for fewer in 1..next.len() {
        next[fewer] += next[fewer - 1];
    }
    let mut sorted = vec![0; nodes.len()];
    for node in nodes {
        let slot = &mut next[most - number(node)];
        sorted[*slot as usize] = node;
        *slot += 1;
    }
    sorted
}

/// How many lines bring something to a node.
fn received(problem: &PageRankProblem<'_>, node: u32) -> usize {
    match problem.direction {
        Direction::Forward => problem.graph.tails(node).len(),
        Direction::Reversed => problem.graph.outgoing(node).len(),
    }
}

/// How many lines a node gives by.
fn given(problem: &PageRankProblem<'_>, node: u32) -> usize {
    match problem.direction {
        Direction::Forward => problem.graph.outgoing(node).len(),
        Direction::Reversed => problem.graph.tails(node).len(),
    }
}

/// Every line alike.
pub(super) struct Alike {
    receivers: Receivers,
    /// The positions of those who give.
    givers: Vec<u32>,
    /// How many lines each position gives by.
    given: Vec<u32>,
}

impl Alike {
    pub(super) fn new(problem: &PageRankProblem<'_>) -> Self {
        let graph = problem.graph;
        let receivers = Receivers::new(problem);
        let mut givers = vec![0; graph.edges().len()];
        receivers.rows(0, receivers.receiving, &mut givers, &|node, row: &mut [u32]| {
            let others = match problem.direction {
                Direction::Forward => graph.tails(node),
                Direction::Reversed => graph.heads(node),
            };
            for (giver, &other) in row.iter_mut().zip(others) {
                *giver = receivers.position[other as usize];
            }
        });
        let given = receivers.order.iter().map(|&node| given(problem, node) as u32).collect();
        Self { receivers, givers, given }
    }
}

impl Flow for Alike {
    fn receivers(&self) -> &Receivers {
        &self.receivers
    }

    fn divisor(&self, position: usize) -> f64 {
        f64::from(self.given[position])
    }

    #[inline(always)]
    fn brought(&self, row: Range<usize>, shares: &[u64]) -> u64 {
        self.givers[row].iter().map(|&giver| shares[giver as usize]).sum()
    }
}

/// Lines by their part of what the giver gives, in units of 2⁻³².
pub(super) struct Weighted {
    receivers: Receivers,
    /// The positions of those who give, and which part of it.
    givers: Vec<(u32, u32)>,
    /// The parts that each position gives, summed: about 1.
    given: Vec<f64>,
}

/// A whole, in the units of parts.
const PARTS: f64 = (1u64 << 32) as f64;

impl Weighted {
    pub(super) fn new(problem: &PageRankProblem<'_>) -> Self {
        let graph = problem.graph;
        let receivers = Receivers::new(problem);
        let forward = problem.direction == Direction::Forward;
        // Whole numbers, so that the sum has no order.
        let mut weight = vec![0u128; receivers.order.len()];
        for edge in graph.edges() {
            let giver = if forward { edge.from } else { edge.to };
            weight[giver as usize] += u128::from(units(edge.probability.get()));
        }
        let per_unit: Vec<f64> = weight.into_iter().map(|sum| PARTS / sum as f64).collect();
        let mut next: Vec<u32> = (0..graph.nodes()).map(|node| receivers.row(node) as u32).collect();
        let mut givers = vec![(0, 0); graph.edges().len()];
        let mut given = vec![0u64; receivers.order.len()];
        for edge in graph.edges() {
            let (giver, receiver) = if forward { (edge.from, edge.to) } else { (edge.to, edge.from) };
            let position = receivers.position[giver as usize];
            // `as` keeps the whole of a single line within 32 bits.
            let part = (units(edge.probability.get()) as f64 * per_unit[giver as usize]).round() as u32;
            given[position as usize] += u64::from(part);
            let slot = &mut next[receiver as usize];
            givers[*slot as usize] = (position, part);
            *slot += 1;
        }
        Self { receivers, givers, given: given.into_iter().map(|parts| parts as f64 / PARTS).collect() }
    }
}

/// A probability in units of 2⁻⁵², so that sums of them are exact; what is less likely counts as one unit.
fn units(probability: f64) -> u64 {
    ((probability * 2f64.powi(52)) as u64).max(1)
}

impl Flow for Weighted {
    fn receivers(&self) -> &Receivers {
        &self.receivers
    }

    fn divisor(&self, position: usize) -> f64 {
        self.given[position]
    }

    #[inline(always)]
    fn brought(&self, row: Range<usize>, shares: &[u64]) -> u64 {
        let parts = self.givers[row].iter().map(|&(giver, part)| u128::from(shares[giver as usize]) * u128::from(part));
        (parts.sum::<u128>() >> 32) as u64
    }
}

//! Ties with weights in whole numbers, and their aggregation by groups.

use crate::Graph;

/// Units of a weight: 2³⁰ for certainty, so that the weights of a billion lines add up to a whole number that a 64-bit float holds.
const UNITS: f64 = (1u64 << 30) as f64;

/// An undirected network; every tie stands in the rows of both its ends.
pub(super) struct Network {
    start: Vec<u32>,
    others: Vec<u32>,
    weights: Vec<u64>,
    /// Of each node: all weights of its ties, those within a group it stands for twice.
    pub(super) degree: Vec<u64>,
    /// Of each node: the ties within the group it stands for, twice.
    inner: Vec<u64>,
    /// All degrees.
    pub(super) total: f64,
}

impl Network {
    /// The ties of a graph.
    pub(super) fn of(graph: &Graph) -> Self {
        let units: Vec<u32> = (0..graph.edges().len() as u32)
            .map(|e| ((graph.probability(e).get() * UNITS).round() as u32).max(1))
            .collect();
        let of_rows = |node: u32| &units[graph.outgoing(node).start as usize..graph.outgoing(node).end as usize];
        // The same by head, in the order of the tails.
        let mut by_head = vec![0u32; units.len()];
        let mut start = 0;
        let mut next: Vec<usize> = (0..graph.nodes())
            .map(|node| {
                start += graph.tails(node).len();
                start - graph.tails(node).len()
            })
            .collect();
        let starts = next.clone();
        for node in 0..graph.nodes() {
            for (&head, &unit) in graph.heads(node).iter().zip(of_rows(node)) {
                by_head[next[head as usize]] = unit;
                next[head as usize] += 1;
            }
        }
        let mut rows = Rows::default();
        for node in 0..graph.nodes() {
            let mut out = of_rows(node).iter().zip(graph.heads(node)).peekable();
            let mut into = by_head[starts[node as usize]..].iter().zip(graph.tails(node)).peekable();
            // Both rows are in the order of the others: merged, both ways of a pair meet.
            loop {
                let other = match (out.peek(), into.peek()) {
                    (Some((_, head)), Some((_, tail))) => **head.min(tail),
                    (Some((_, head)), None) => **head,
                    (None, Some((_, tail))) => **tail,
                    (None, None) => break,
                };
                let there = out.next_if(|(_, head)| **head == other).map_or(0, |(unit, _)| u64::from(*unit));
                let back = into.next_if(|(_, tail)| **tail == other).map_or(0, |(unit, _)| u64::from(*unit));
                if other != node {
                    rows.push(other, there + back);
                }
            }
            rows.end();
        }
        rows.into_network(vec![0; graph.nodes() as usize])
    }

    pub(super) fn nodes(&self) -> usize {
        self.degree.len()
    }

    /// The ties of a node to others.
    #[inline(always)]
    pub(super) fn row(&self, node: u32) -> impl Iterator<Item = (u32, u64)> {
        let row = self.start[node as usize] as usize..self.start[node as usize + 1] as usize;
        self.others[row.clone()].iter().copied().zip(self.weights[row].iter().copied())
    }

    /// The network of groups: `group` of each node, numbered without gaps.
    pub(super) fn aggregated(&self, group: &[u32], groups: usize) -> Self {
        let mut start = vec![0u32; groups + 1];
        group.iter().for_each(|&g| start[g as usize + 1] += 1);
        (0..groups).for_each(|g| start[g + 1] += start[g]);
        let mut next = start.clone();
        let mut members = vec![0u32; group.len()];
        for (node, &g) in (0u32..).zip(group) {
            let slot = &mut next[g as usize];
            members[*slot as usize] = node;
            *slot += 1;
        }
        let mut rows = Rows::default();
        let mut inner = vec![0u64; groups];
        let mut weight_to = vec![0u64; groups];
        let mut met = Vec::new();
        for g in 0..groups {
            for &node in &members[start[g] as usize..start[g + 1] as usize] {
                inner[g] += self.inner[node as usize];
                for (other, weight) in self.row(node) {
                    let to = group[other as usize];
                    if to as usize == g {
                        inner[g] += weight;
                        continue;
                    }
                    if weight_to[to as usize] == 0 {
                        met.push(to);
                    }
                    weight_to[to as usize] += weight;
                }
            }
            for to in met.drain(..) {
                rows.push(to, std::mem::take(&mut weight_to[to as usize]));
            }
            rows.end();
        }
        rows.into_network(inner)
    }

    /// Σ over communities of inner ties / all ties − γ · (ends / all ends)².
    pub(super) fn modularity(&self, of: &[u32], communities: usize, resolution: f64) -> f64 {
        if self.total == 0.0 {
            return 0.0;
        }
        let (mut inner, mut degree) = (0u64, vec![0u64; communities]);
        for (node, &community) in (0u32..).zip(of) {
            degree[community as usize] += self.degree[node as usize];
            inner += self.inner[node as usize];
            inner += self.row(node).filter(|(other, _)| of[*other as usize] == community).map(|(_, w)| w).sum::<u64>();
        }
        let by_chance: f64 = degree.into_iter().map(|d| (d as f64 / self.total).powi(2)).sum();
        inner as f64 / self.total - resolution * by_chance
    }
}

/// Rows as they are written.
struct Rows {
    start: Vec<u32>,
    others: Vec<u32>,
    weights: Vec<u64>,
}

impl Default for Rows {
    fn default() -> Self {
        Self { start: vec![0], others: Vec::new(), weights: Vec::new() }
    }
}

impl Rows {
    fn push(&mut self, other: u32, weight: u64) {
        self.others.push(other);
        self.weights.push(weight);
    }

    fn end(&mut self) {
        self.start.push(self.others.len() as u32);
    }

    fn into_network(self, inner: Vec<u64>) -> Network {
        let Self { start, others, weights } = self;
        let row = |node: usize| &weights[start[node] as usize..start[node + 1] as usize];
        let degree: Vec<u64> =
            inner.iter().enumerate().map(|(node, inner)| inner + row(node).iter().sum::<u64>()).collect();
        let total = degree.iter().sum::<u64>() as f64;
        Network { start, others, weights, degree, inner, total }
    }
}

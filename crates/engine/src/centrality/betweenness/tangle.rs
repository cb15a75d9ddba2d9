//! The lines that best routes can use, with what hangs on a single line taken off.

use rayon::prelude::*;

use crate::{Cost, Graph};

/// The length of no route.
pub(super) const NO_ROUTE: u64 = u64::MAX;

/// Cost and number of edges in one number, as [`Rank`](crate::cost::Rank) has it: the cost in the upper 56 bits, the edges in
/// the lower 8. Sums saturate at [`NO_ROUTE`], a probability below 2⁻⁹⁰⁰⁰⁰⁰⁰; a route of more than 255 edges counts every 256 as
/// one unit of cost.
pub(super) fn length(cost: Cost) -> u64 {
    (cost.0.cast_unsigned() << 8) | 1
}

/// Lines in rows by their start, those that no best route uses left out.
///
/// A line u→v is on no best route if u→w→v is better. People without lines out who are moved by one person alone are always
/// reached through that person: they are counted there and left out.
pub(super) struct Tangle {
    start: Vec<u32>,
    heads: Vec<u32>,
    lengths: Vec<u64>,
    /// How many people hang on each node alone.
    pub(super) hanging: Vec<u32>,
    /// Where a node's only line leads, for nodes of one line on which nobody hangs.
    pub(super) only: Vec<Option<u32>>,
    pub(super) shortest: u64,
    pub(super) longest: u64,
}

impl Tangle {
    pub(super) fn new(graph: &Graph) -> Self {
        let nodes = graph.nodes();
        let sorted = |node: u32| {
            let row = graph.outgoing(node).zip(graph.heads(node)).filter(|(_, head)| **head != node);
            let mut row: Vec<(u64, u32)> = row.map(|(edge, &head)| (length(graph.cost(edge)), head)).collect();
            row.sort_unstable();
            row
        };
        let rows: Vec<Vec<(u64, u32)>> = (0..nodes).into_par_iter().map(sorted).collect();
        let rows: Vec<Vec<(u64, u32)>> = rows
            .par_iter()
            .map_init(|| vec![NO_ROUTE; nodes as usize], |over_one, row| undominated(&rows, row, over_one))
            .collect();
        let mut moved_by = vec![0u32; nodes as usize];
        rows.iter().flatten().for_each(|&(_, head)| moved_by[head as usize] += 1);
        let hangs = |head: u32| rows[head as usize].is_empty() && moved_by[head as usize] == 1;
        let mut tangle = Self {
            start: vec![0],
            heads: Vec::new(),
            lengths: Vec::new(),
            hanging: Vec::new(),
            only: Vec::new(),
            shortest: NO_ROUTE,
            longest: 0,
        };
        for row in &rows {
            let left: Vec<(u64, u32)> = row.iter().copied().filter(|line| !hangs(line.1)).collect();
            tangle.hanging.push((row.len() - left.len()) as u32);
            tangle.only.push(match (&*left, row.len()) {
                ([line], 1) => Some(line.1),
                _ => None,
            });
            for (length, head) in left {
                tangle.heads.push(head);
                tangle.lengths.push(length);
                tangle.shortest = tangle.shortest.min(length);
                tangle.longest = tangle.longest.max(length);
            }
            tangle.start.push(tangle.heads.len() as u32);
        }
        tangle
    }

    pub(super) fn nodes(&self) -> usize {
        self.hanging.len()
    }

    /// The lines from a node: where they lead, and their lengths.
    #[inline(always)]
    pub(super) fn row(&self, node: u32) -> impl Iterator<Item = (u32, u64)> {
        let row = self.start[node as usize] as usize..self.start[node as usize + 1] as usize;
        self.heads[row.clone()].iter().copied().zip(self.lengths[row].iter().copied())
    }
}

/// The lines of a row that are no longer than any way over one other person. `over_one` is as it was afterwards.
fn undominated(rows: &[Vec<(u64, u32)>], row: &[(u64, u32)], over_one: &mut [u64]) -> Vec<(u64, u32)> {
    let Some(&(longest, _)) = row.last() else { return Vec::new() };
    let mut seen = Vec::new();
    for &(first, between) in row {
        for &(second, head) in &rows[between as usize] {
            let both = first.saturating_add(second);
            if both >= longest {
                break;
            }
            let best = &mut over_one[head as usize];
            if *best == NO_ROUTE {
                seen.push(head);
            }
            *best = both.min(*best);
        }
    }
    let kept = row.iter().copied().filter(|&(length, head)| over_one[head as usize] >= length).collect();
    seen.into_iter().for_each(|node| over_one[node as usize] = NO_ROUTE);
    kept
}

//! One round of the iteration, on all threads.

use super::flow::Flow;

/// What a round needs to know; everybody's new rank follows from it.
pub(super) struct Round<'a, F, B> {
    pub(super) flow: &'a F,
    /// What the node at each position gives to one unit of line weight.
    pub(super) shares: &'a [u64],
    /// Shares out what begins anew.
    pub(super) base: &'a B,
    /// How much begins anew.
    pub(super) anew: u64,
}

/// Work that a thread does at once, in lines: some 50 µs. Little in tests, for small graphs to be divided too.
const PIECE: usize = if cfg!(test) { 4 } else { 1 << 15 };

impl<F: Flow, B: Fn(u64, usize) -> u64 + Sync> Round<'_, F, B> {
    /// Computes the ranks from position `first` on; Σ |new rank − old rank|. Divided by lines, not by nodes: the first twentieth of the
    /// nodes can have most of the lines.
    pub(super) fn moved(&self, first: usize, ranks: &mut [u64]) -> u64 {
        let receivers = self.flow.receivers();
        let last = first + ranks.len();
        if ranks.len() <= 1 || receivers.work(first, last) <= PIECE {
            return self.moved_alone(first, ranks);
        }
        let middle = receivers.middle(first, last);
        let (ranks, later) = ranks.split_at_mut(middle - first);
        let (one, other) = rayon::join(|| self.moved(first, ranks), || self.moved(middle, later));
        one + other
    }

    fn moved_alone(&self, first: usize, ranks: &mut [u64]) -> u64 {
        let &Self { flow, shares, base, anew } = self;
        let start = &flow.receivers().start;
        let mut row = start[first] as usize;
        let mut moved = 0;
        for ((position, rank), &end) in (first..).zip(ranks).zip(&start[first + 1..]) {
            let next = base(anew, position) + flow.brought(row..end as usize, shares);
            row = end as usize;
            moved += next.abs_diff(*rank);
            *rank = next;
        }
        moved
    }
}

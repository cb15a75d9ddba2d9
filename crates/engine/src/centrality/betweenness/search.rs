//! Best routes from one source to everybody, with every tie.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::tangle::{NO_ROUTE, Tangle};

/// Most buckets of a [`Search`].
const BUCKETS: u64 = 4_096;

/// Dijkstra's search with nodes in buckets by their distance.
///
/// Where a bucket is no wider than the shortest line, everybody in it has their final distance as soon as its turn comes, in whatever
/// order they stand: no line leads from a bucket into itself (Dinitz 1978). Strengths are seldom near 1 and never near 0, so that a
/// few buckets are enough. Otherwise the bucket whose turn it is is a heap.
pub(super) struct Search<'a> {
    tangle: &'a Tangle,
    /// A ring: a distance d is in the bucket d >> shift, modulo their number.
    buckets: Vec<Vec<(u64, u32)>>,
    shift: u32,
    ordered: bool,
    heap: BinaryHeap<Reverse<(u64, u32)>>,
    pub(super) distance: Vec<u64>,
    /// On a best route, who comes before; of several, the one found first. The source is before itself.
    pub(super) before: Vec<u32>,
    /// Everybody reached, everybody after all that come before them.
    pub(super) order: Vec<u32>,
    /// Others who come before: (node, the other), found at that distance.
    ties: Vec<(u32, u32, u64)>,
}

impl<'a> Search<'a> {
    pub(super) fn new(tangle: &'a Tangle) -> Self {
        let (shortest, longest) = (tangle.shortest.max(1), tangle.longest);
        let mut shift = shortest.ilog2();
        let ordered = (longest >> shift) + 2 > BUCKETS;
        while (longest >> shift) + 2 > BUCKETS {
            shift += 1;
        }
        let buckets = ((longest >> shift) + 2).next_power_of_two() as usize;
        Self {
            tangle,
            buckets: vec![Vec::new(); buckets],
            shift,
            ordered,
            heap: BinaryHeap::new(),
            distance: vec![NO_ROUTE; tangle.nodes()],
            before: vec![0; tangle.nodes()],
            order: Vec::new(),
            ties: Vec::new(),
        }
    }

    /// Fills `distance`, `before` and `order`.
    pub(super) fn from(&mut self, source: u32) {
        self.order.drain(..).for_each(|node| self.distance[node as usize] = NO_ROUTE);
        self.ties.clear();
        self.distance[source as usize] = 0;
        self.before[source as usize] = source;
        let mask = self.buckets.len() - 1;
        self.buckets[0].push((0, source));
        let (mut turn, mut waiting) = (0usize, 1usize);
        while waiting > 0 {
            let mut bucket = std::mem::take(&mut self.buckets[turn & mask]);
            waiting -= bucket.len();
            if self.ordered {
                self.heap.extend(bucket.drain(..).map(Reverse));
                while let Some(Reverse((distance, node))) = self.heap.pop() {
                    waiting += self.settle(node, distance, mask);
                    let bucket = &mut self.buckets[turn & mask];
                    waiting -= bucket.len();
                    self.heap.extend(bucket.drain(..).map(Reverse));
                }
            } else {
                for &(distance, node) in &bucket {
                    waiting += self.settle(node, distance, mask);
                }
                bucket.clear();
            }
            self.buckets[turn & mask] = bucket;
            turn += 1;
        }
        self.ties.retain(|&(node, _, distance)| self.distance[node as usize] == distance);
    }

    /// Looks at the lines of a node, unless its place was taken by a shorter distance. Returns how many nodes wait because of it.
    #[inline(always)]
    fn settle(&mut self, node: u32, distance: u64, mask: usize) -> usize {
        if self.distance[node as usize] != distance {
            return 0;
        }
        self.order.push(node);
        let mut waiting = 0;
        for (head, length) in self.tangle.row(node) {
            let there = distance.saturating_add(length);
            let best = &mut self.distance[head as usize];
            if there <= *best {
                if there == *best {
                    if there != NO_ROUTE {
                        self.ties.push((head, node, there));
                    }
                    continue;
                }
                *best = there;
                self.before[head as usize] = node;
                self.buckets[(there >> self.shift) as usize & mask].push((there, head));
                waiting += 1;
            }
        }
        waiting
    }

    /// Others who come before somebody: (node, the other).
    pub(super) fn ties(&self) -> impl Iterator<Item = (u32, u32)> {
        self.ties.iter().map(|&(node, other, _)| (node, other))
    }
}

//! A queue of distances that is taken from in steps.

use super::distance::Distance;

/// Nodes that wait at a distance, taken out in the order of the step their distance falls into.
///
/// Within a step they come as they went in: whoever takes nodes out has to take a node again when its distance falls later. Where no
/// edge is cheaper than a step that does not happen, and a queue without an order is many times as fast as a heap.
#[derive(Debug)]
pub(super) struct Steps {
    /// The step of the first bucket.
    first: u64,
    /// The bucket that is taken from, and how many of it were taken.
    at: usize,
    taken: usize,
    buckets: Vec<Vec<(Distance, u32)>>,
    /// What falls behind the last bucket.
    far: Vec<(Distance, u32)>,
    waiting: usize,
}

/// A step is 2³⁰ units of cost, a factor of 1.1 in probability.
const STEP_BITS: u32 = 30;
/// Together a factor of 2³⁵ in probability: beyond that nodes wait unsorted.
const BUCKETS: usize = 256;

impl Steps {
    pub(super) fn new() -> Self {
        Self { first: 0, at: 0, taken: 0, buckets: vec![Vec::new(); BUCKETS], far: Vec::new(), waiting: 0 }
    }

    /// Lets a node wait. Its distance is not below the step that was taken from last.
    pub(super) fn push(&mut self, distance: Distance, node: u32) {
        let place = distance.step(STEP_BITS) - self.first;
        match self.buckets.get_mut(place as usize) {
            Some(bucket) => bucket.push((distance, node)),
            None => self.far.push((distance, node)),
        }
        self.waiting += 1;
    }

    /// Takes out the node of the nearest step that waits longest.
    pub(super) fn pop(&mut self) -> Option<(Distance, u32)> {
        if self.waiting == 0 {
            return None;
        }
        loop {
            let bucket = &mut self.buckets[self.at];
            if let Some(next) = bucket.get(self.taken) {
                self.taken += 1;
                self.waiting -= 1;
                return Some(*next);
            }
            bucket.clear();
            self.taken = 0;
            self.at += 1;
            if self.at == BUCKETS {
                self.move_on();
            }
        }
    }

    /// Begins again at the nearest of those that are far.
    fn move_on(&mut self) {
        let far = std::mem::take(&mut self.far);
        let nearest = far.iter().map(|(distance, _)| distance.step(STEP_BITS)).min();
        self.first = nearest.expect("somebody waits, and in no bucket");
        self.at = 0;
        self.waiting -= far.len();
        for (distance, node) in far {
            self.push(distance, node);
        }
    }
}

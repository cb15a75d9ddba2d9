//! Working memory that a thread keeps from one piece of work to the next.

use std::sync::{Mutex, PoisonError};

/// A place for each thread of the pool this is made in. `map_init` and `fold` make theirs anew for every piece that one thread takes
/// over from another, which costs more than many a piece where it is as large as the graph.
#[derive(Debug)]
pub(crate) struct PerThread<T> {
    slots: Vec<Mutex<Option<T>>>,
}

impl<T> PerThread<T> {
    pub(crate) fn new() -> Self {
        Self { slots: (0..rayon::current_num_threads()).map(|_| Mutex::new(None)).collect() }
    }

    /// Works with what is this thread's, which is `fresh` at first. The work must not ask the pool for anything: what this thread then
    /// did while it waits might need the same.
    pub(crate) fn with<R>(&self, fresh: impl FnOnce() -> T, work: impl FnOnce(&mut T) -> R) -> R {
        let slot = rayon::current_thread_index().unwrap_or(0) % self.slots.len();
        let mut slot = self.slots[slot].lock().unwrap_or_else(PoisonError::into_inner);
        work(slot.get_or_insert_with(fresh))
    }

    /// What the threads have.
    pub(crate) fn each(&mut self) -> impl Iterator<Item = &mut T> {
        self.slots.iter_mut().filter_map(|slot| slot.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn what_a_thread_keeps_is_all_there_at_the_end() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let mut kept: PerThread<u64> = pool.install(PerThread::new);
        pool.install(|| (1..=1000u64).into_par_iter().for_each(|n| kept.with(|| 0, |sum| *sum += n)));
        assert!((1..=3).contains(&kept.each().count()));
        assert_eq!(kept.each().map(|sum| *sum).sum::<u64>(), 500_500);
    }
}

//! How far a long computation has come, and how it is stopped.

use std::fmt;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Somebody who watches a long computation and may stop it.
///
/// Every closure `Fn(done, of) -> ControlFlow<()>` is one; [`Unwatched`] is for those who only want the answer.
///
/// # Examples
/// ```
/// use std::ops::ControlFlow;
/// use guanxi_engine::{Progress, Unwatched};
///
/// let until_half = |done: u64, of: u64| if 2 * done < of { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
/// assert!(until_half.step(4, 10).is_continue() && until_half.step(5, 10).is_break());
/// assert!(Unwatched.step(10, 10).is_continue());
/// ```
pub trait Progress: Sync {
    /// Told from time to time, from any of the threads that compute.
    ///
    /// # Arguments
    /// * `done`: how much is done; may be less than what another thread told a moment ago
    /// * `of`: how much there is to do; may grow where the work is not known in advance
    ///
    /// # Returns
    /// `Break` to stop: the computation then returns [`Cancelled`] as soon as its threads notice.
    fn step(&self, done: u64, of: u64) -> ControlFlow<()>;
}

impl<F: Fn(u64, u64) -> ControlFlow<()> + Sync> Progress for F {
    fn step(&self, done: u64, of: u64) -> ControlFlow<()> {
        self(done, of)
    }
}

/// Nobody watches, nobody stops.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn step(&self, _: u64, _: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// The computation was stopped by who watched it: there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cancelled;

impl fmt::Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the computation was cancelled")
    }
}

impl std::error::Error for Cancelled {}

/// Adds up what the threads of one computation have done and tells it on.
pub(crate) struct Meter<'a> {
    progress: &'a dyn Progress,
    done: AtomicU64,
    of: AtomicU64,
    cancelled: AtomicBool,
}

impl<'a> Meter<'a> {
    pub(crate) fn new(progress: &'a dyn Progress, of: u64) -> Self {
        Self { progress, done: AtomicU64::new(0), of: AtomicU64::new(of), cancelled: AtomicBool::new(false) }
    }

    /// There turned out to be so much to do.
    pub(crate) fn plan(&self, of: u64) {
        self.of.store(of, Ordering::Relaxed);
    }

    /// So much more is done. Once one thread has been stopped, all are.
    pub(crate) fn advance(&self, by: u64) -> Result<(), Cancelled> {
        let done = self.done.fetch_add(by, Ordering::Relaxed) + by;
        if self.cancelled.load(Ordering::Relaxed)
            || self.progress.step(done, self.of.load(Ordering::Relaxed)).is_break()
        {
            self.cancelled.store(true, Ordering::Relaxed);
            return Err(Cancelled);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn a_meter_tells_the_sum_and_stops_for_good() {
        let told = Mutex::new(Vec::new());
        let until_five = |done, of| {
            told.lock().unwrap().push((done, of));
            if done < 5 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let meter = Meter::new(&until_five, 9);
        meter.plan(8);
        let answers = [2, 2, 2, 2].map(|by| meter.advance(by));
        assert_eq!(answers, [Ok(()), Ok(()), Err(Cancelled), Err(Cancelled)]);
        assert_eq!(*told.lock().unwrap(), [(2, 8), (4, 8), (6, 8)]);
    }
}

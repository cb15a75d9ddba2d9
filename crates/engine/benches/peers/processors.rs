//! A processor for each thread, so that a short answer of two threads is not that of two threads who share one.

use rayon::ThreadPoolBuilder;

/// Keeps each thread of a pool on a processor of its own, as far as there are so many.
pub fn on_processors(pool: ThreadPoolBuilder) -> ThreadPoolBuilder {
    pool.start_handler(keep_on)
}

#[cfg(target_os = "linux")]
fn keep_on(number: usize) {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

    let ours = sched_getaffinity(None).expect("the processors of this process");
    let ours: Vec<usize> = (0..CpuSet::MAX_CPU).filter(|&processor| ours.is_set(processor)).collect();
    let mut one = CpuSet::new();
    one.set(ours[number % ours.len()]);
    sched_setaffinity(None, &one).expect("one of the processors of this process");
}

#[cfg(not(target_os = "linux"))]
fn keep_on(_: usize) {}

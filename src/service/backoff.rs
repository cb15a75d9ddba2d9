//! How a write waits for another one that is in its way, before it is tried again.

use std::time::Duration;

use backon::ExponentialBuilder;

/// From 10 milliseconds to a second, twice as long each time, not all at the same moment; so many times.
pub(super) fn behind_other_writers(times: usize) -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(10))
        .with_max_delay(Duration::from_secs(1))
        .with_max_times(times)
        .with_jitter()
}

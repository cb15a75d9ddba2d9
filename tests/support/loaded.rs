//! Stores that are filled, and services over them, for figures.

use std::sync::Arc;
use std::time::{Duration, Instant};

use guanxi::domain::{Coded, Policy, Record, RecordKind};
use guanxi::service::{ComputePool, Limits, Service, WriteMode};
use guanxi::store::Store;
use jiff::Timestamp;

/// Rows in one call, about as many as an import gives.
const BATCH: usize = 10_000;

/// A service over a store that has not read anything yet.
pub fn just_started(store: &Arc<dyn Store>) -> Service {
    let compute = ComputePool::new(2).expect("threads");
    Service::new(Arc::clone(store), Policy::default(), Limits::default(), compute)
}

/// Records everything of every kind in a store that is empty, and prints how fast.
pub async fn loaded(
    store: Arc<dyn Store>,
    name: &str,
    now: Timestamp,
    records_of: &dyn Fn(RecordKind) -> Box<dyn Iterator<Item = Record> + Send>,
) -> Arc<dyn Store> {
    store.migrate().await.expect("a schema");
    let service = just_started(&store);
    let mut recorder = service.record(now, WriteMode::Bulk).await.expect("a recording");
    let began = Instant::now();
    for kind in RecordKind::ALL {
        let (mut records, mut rows, kind_began) = (records_of(*kind).peekable(), 0, Instant::now());
        while records.peek().is_some() {
            let batch: Vec<Record> = records.by_ref().take(BATCH).collect();
            rows += batch.len();
            recorder.apply(&batch).await.expect("written");
        }
        let seconds = kind_began.elapsed().as_secs_f64();
        println!("{name}: {rows} of {kind:?} in {seconds:.1} s, {:.0} a second", rows as f64 / seconds);
    }
    recorder.finish().await.expect("finished");
    println!("{name}: loaded in {:.1} s", began.elapsed().as_secs_f64());
    store
}

/// The median of some times, in milliseconds.
pub fn median_of(mut times: Vec<Duration>) -> f64 {
    times.sort();
    millis(times[times.len() / 2])
}

/// A time in milliseconds.
pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

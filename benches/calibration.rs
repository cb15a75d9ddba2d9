//! Calibration of the win probability on 5,000 closed opportunities, 10 × repeated 5-fold, with one thread and with two.
//!
//! Input: the demonstration generator, seed 1, 200 customers, 20,000 contacts and `GUANXI_BENCH_OPPORTUNITIES` opportunities (10,000
//! by default, of which more than 5,000 were won or lost; the first 5,000 count), in an embedded store. Measured: the features of all
//! closed opportunities when nothing was read yet and again, and the fit with its cross-validation and intervals. Run with `cargo
//! bench --bench calibration`; figures go into `docs/performance.md`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use guanxi::demo::{Demo, DemoSize};
use guanxi::domain::{Coded as _, Id, Policy, Record, RecordKind, Role, Viewer};
use guanxi::service::{Calibration, Cases, ComputePool, Limits, Service, WriteMode, calibrate};
use guanxi::store::{SqliteOptions, SqliteStore, Store};

const SEED: u64 = 1;
const NOW: &str = "2026-06-30T12:00:00Z";
const DEALS: usize = 5_000;
const ROUNDS: usize = 5;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("calibration: built; cargo bench measures");
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    let cases = runtime.block_on(cases());
    let policy = Policy::default().calibration;
    println!(
        "{} deals, {} × {} folds, {} draws for intervals; median of {ROUNDS} rounds",
        cases.deals.len(),
        policy.repeats,
        policy.folds,
        policy.draws
    );
    println!("| threads | fit, cross-validation and intervals, seconds | Brier score | AUC |");
    println!("|---|---|---|---|");
    let mut found: Option<Calibration> = None;
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let began = Instant::now();
            let calibration = pool.install(|| calibrate(&cases, &policy)).expect("deals enough");
            times.push(began.elapsed());
            match &found {
                None => found = Some(calibration),
                Some(first) => assert_eq!(*first, calibration, "the same answer whatever the number of threads"),
            }
        }
        let quality = &found.as_ref().expect("a calibration").quality;
        let area = quality.model.auc.expect("won and lost deals").value;
        println!("| {threads} | {:.2} | {:.4} | {area:.4} |", median(times).as_secs_f64(), quality.model.brier.value);
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The closed opportunities of a demonstration company.
async fn cases() -> Cases {
    let opportunities =
        std::env::var("GUANXI_BENCH_OPPORTUNITIES").map_or(10_000, |text| text.parse().expect("a number"));
    let size = DemoSize { customers: 200, contacts: 20_000, opportunities, ..DemoSize::default() };
    let demo = Demo::new(size, SEED, "2026-06-30".parse().expect("a day"));
    let folder = tempfile::tempdir().expect("a folder");
    let store = SqliteStore::open(&folder.path().join("bench.db"), SqliteOptions::default()).await.expect("a store");
    store.migrate().await.expect("a schema");
    let store: Arc<dyn Store> = Arc::new(store);
    let service = Service::new(store, Policy::default(), Limits::default(), ComputePool::new(2).expect("threads"));
    let now = NOW.parse().expect("an instant");
    let mut recorder = service.record(now, WriteMode::Bulk).await.expect("a recording");
    for kind in RecordKind::ALL {
        let mut records = demo.records(*kind).peekable();
        while records.peek().is_some() {
            let batch: Vec<Record> = records.by_ref().take(10_000).collect();
            recorder.apply(&batch).await.expect("good records");
        }
    }
    recorder.finish().await.expect("the store takes it");
    let viewer = Viewer { person: Id::new("bench").expect("an identifier"), role: Role::Executive };
    let mut times = Vec::new();
    let mut cases = Cases::default();
    for _ in 0..=ROUNDS {
        let began = Instant::now();
        let (closed, _) = service.reading(viewer.clone(), now).closed_deals().await.expect("an answer");
        times.push(began.elapsed());
        cases = Cases::clone(&closed.cases);
    }
    println!(
        "features of {} closed opportunities: {:.2} s when nothing was read yet, {:.2} s again",
        cases.deals.len(),
        times.remove(0).as_secs_f64(),
        median(times).as_secs_f64()
    );
    assert!(cases.deals.len() >= DEALS, "{} deals", cases.deals.len());
    cases.deals.truncate(DEALS);
    cases
}

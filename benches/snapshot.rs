//! The snapshot of a large company: reading it, what it holds, and questions answered from it, beside the obvious single Cypher
//! statement on the same Neo4j in the same run.
//!
//! Input: the demonstration generator, seed 1, with `--lines` influence lines (1,000,000 by default) among a tenth as many people, without
//! interactions: recorded lines are what is measured. `--store` is `embedded` (default) or `neo4j`. Every round reads everything
//! from the store once without using it, and then as the snapshot; the best of `--rounds` counts, because other work on the machine
//! only adds. Then questions are asked, each the first time of its key person, one after the other, inside the service (no GraphQL, no HTTP):
//! (a) the whole answer, of which the first page of 20 doors is put together (three routes each, every step with its evidence, the
//! viewer's way): every department with its reach and its best door's name, reach of the company, redundancy, conflicts, reporting
//! lines; (b) the same with all doors put together; (c) what the screen asks: (a) without departments and redundancy; (d) the doors of (c)
//! without conflicts and reporting lines; (e) no door at all, but their number and the reach of the company. Each with `--keys` contacts of its own,
//! drawn at random, and a service that has answered nothing before. The single statement, which finds the best path of each employee and
//! nothing else, is asked about the first `--beside` of (a), on Neo4j, and stopped after 60 seconds. `--drains FOLDER` reads other statements for
//! the same lines to their ends, with the driver alone. `--file PATH` keeps the embedded store there, for what is measured next: it is filled where
//! no file is. `--part LETTER` asks only these questions. Run with `cargo bench --bench snapshot -- --store neo4j --lines 3000000`; figures
//! go into `docs/performance.md`.
//!
//! Not a criterion benchmark: filling a store takes minutes.

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use guanxi::demo::{self, Demo, DemoSize};
use guanxi::domain::{AsOf, Id, Record, RecordKind, Role, Viewer};
use guanxi::service::{AnswerSource, Question, RouteLimits, Service, Telling, Viewpoint, Wanted};
use guanxi::store::{Params, SqliteOptions, SqliteStore, Store, statements as st};
use guanxi::telemetry::Metrics;
use support::loaded::{just_started, loaded, median_of, millis};

const SEED: u64 = 1;
const NOW: &str = "2026-06-30T12:00:00Z";
const PATIENCE: Duration = Duration::from_secs(60);
/// Lines for each person.
const LINES_EACH: u32 = 10;

/// As `benches/question.rs` has it: the best path of influence lines for each employee and nothing else.
const SINGLE_STATEMENT: &str = "
MATCH path = (e:Person)-[:INFLUENCES*1..3]->(k:Person {id: $key})
WHERE (e)-[:MEMBER_OF]->(:Department)-[:PART_OF*]->(:Organization {kind: 'own'})
WITH e, reduce(p = 1.0, r IN relationships(path) | p * CASE
  WHEN r.strength IS NOT NULL THEN r.strength
  WHEN r.level = 'deep' THEN 1.0 WHEN r.level = 'trusted' THEN 0.75 WHEN r.level = 'strong' THEN 0.6
  WHEN r.level = 'familiar' THEN 0.5 WHEN r.level = 'medium' THEN 0.4 WHEN r.level = 'acquainted' THEN 0.25
  WHEN r.level = 'weak' THEN 0.2 ELSE 0.0 END) AS probability
RETURN e.id AS id, max(probability) AS best ORDER BY best DESC";

/// What is asked for.
struct Asked {
    on_neo4j: bool,
    lines: u32,
    rounds: usize,
    keys: usize,
    beside: usize,
    /// Where the embedded store is kept; otherwise it goes with the run.
    file: Option<PathBuf>,
    /// The letter of the only questions that are asked.
    part: Option<String>,
    /// Other statements for the lines.
    drains: Option<PathBuf>,
}

impl Asked {
    fn of(arguments: &[String]) -> Self {
        let after = |name: &str| {
            let place = arguments.iter().position(|argument| argument == name);
            place.and_then(|place| arguments.get(place + 1)).map(String::as_str)
        };
        let number = |name: &str, default: u32| after(name).map_or(default, |text| text.parse().expect("a number"));
        Self {
            on_neo4j: match after("--store") {
                None | Some("embedded") => false,
                Some("neo4j") => true,
                Some(other) => panic!("{other:?} is no store"),
            },
            lines: number("--lines", 1_000_000),
            rounds: number("--rounds", 3) as usize,
            keys: number("--keys", 1_000) as usize,
            beside: number("--beside", 40) as usize,
            file: after("--file").map(PathBuf::from),
            part: after("--part").map(str::to_owned),
            drains: after("--drains").map(PathBuf::from),
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("snapshot: built; cargo bench measures");
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    runtime.block_on(measure(&Asked::of(&arguments)));
}

async fn measure(asked: &Asked) {
    let metrics = Metrics::of_process();
    let size = DemoSize {
        influence_lines: asked.lines,
        interactions: 0,
        opportunities: 0,
        assessments: 0,
        ..DemoSize::for_people(asked.lines / LINES_EACH)
    };
    let demo = Demo::new(size, SEED, "2026-06-30".parse().expect("a day"));
    let made = demo.clone();
    let without = [RecordKind::Interaction, RecordKind::Assessment, RecordKind::Signal, RecordKind::Target];
    let records = move |kind| -> Box<dyn Iterator<Item = Record> + Send> {
        if without.contains(&kind) { Box::new(std::iter::empty()) } else { made.records(kind) }
    };
    let folder = tempfile::tempdir().expect("a folder");
    let server = asked.on_neo4j.then(support::neo4j::Neo4jServer::start_for_figures);
    let file = asked.file.clone().unwrap_or_else(|| folder.path().join("bench.db"));
    let filled = server.is_none() && file.exists();
    let (store, name): (Arc<dyn Store>, _) = match &server {
        Some(server) => (server.store().await, "neo4j"),
        None => (Arc::new(SqliteStore::open(&file, SqliteOptions::default()).await.expect("a store")), "embedded"),
    };
    let store = if filled { store } else { loaded(store, name, now(), &records).await };
    let bare = match &server {
        None => None,
        Some(server) => {
            let options = server.options();
            let config = neo4rs::ConfigBuilder::default()
                .uri(&options.uri)
                .user(&options.user)
                .password(&options.password)
                .fetch_size(options.fetch_size)
                .connection_timeout(Duration::from_secs(600));
            Some(neo4rs::Graph::connect(config.build().expect("options")).expect("the address is good"))
        }
    };

    println!("{name}, {} lines, seed {SEED}; best of {} rounds", asked.lines, asked.rounds);
    if let (Some(graph), Some(folder)) = (&bare, &asked.drains) {
        drain_others(graph, folder, asked).await;
    }
    let mut service = just_started(&store);
    let mut best: [f64; 4] = [f64::MAX; 4];
    for _ in 0..asked.rounds {
        if let Some(graph) = &bare {
            best[0] = best[0].min(drained(graph, st::snapshot::INFLUENCES.cypher).await.as_secs_f64());
        }
        let began = Instant::now();
        let mut pieces = store.stream(&st::snapshot::INFLUENCES, Params::new()).await.expect("a stream");
        let mut rows = 0;
        while let Some(piece) = pieces.recv().await {
            rows += piece.expect("rows").len();
        }
        best[1] = best[1].min(began.elapsed().as_secs_f64());
        service = just_started(&store).keeping_snapshot();
        let before = parts(&metrics);
        let began = Instant::now();
        service.refresh_snapshot().await.expect("a snapshot");
        let took = began.elapsed().as_secs_f64();
        let spent: Vec<(String, f64)> = parts(&metrics)
            .into_iter()
            .map(|(part, sum)| {
                let known = before.iter().find(|(known, _)| *known == part).map_or(0.0, |(_, sum)| *sum);
                (part, sum - known)
            })
            .collect();
        println!("{rows} lines; snapshot in {took:.2} s: {spent:.2?}");
        let of = |part: &str| spent.iter().find(|(known, _)| known == part).map_or(0.0, |(_, spent)| *spent);
        best[2] = best[2].min(of("lines") + of("order"));
        best[3] = best[3].min(of("order"));
    }
    let (facts, _) = reading(&service).facts().await.expect("a snapshot");
    let lines = facts.influences.len() as f64;
    if bare.is_some() {
        println!("bare drain of the statement: {:.2} s, {:.0} lines a second", best[0], lines / best[0]);
    }
    println!("through the store: {:.2} s, {:.0} lines a second", best[1], lines / best[1]);
    println!("read and put in order: {:.2} s, {:.0} lines a second", best[2], lines / best[2]);
    println!("put in order: {:.2} s, {:.1} % of that", best[3], 100.0 * best[3] / best[2]);
    println!(
        "{lines} lines, {:.1} bytes each; everything {} MB; peak of resident memory {} MB",
        facts.influences.bytes() as f64 / lines,
        facts.bytes() / 1_000_000,
        peak_mb()
    );
    drop(facts);

    let drawn = |set: u64| -> Vec<Id> {
        let draws = set * asked.keys as u64..(set + 1) * asked.keys as u64;
        let number = |draw| splitmix(SEED + draw) % u64::from(size.contacts);
        draws.map(|draw| Id::new(format!("con-{:07}", number(draw))).expect("an identifier")).collect()
    };
    let is_asked = |part: &str| asked.part.as_ref().is_none_or(|letter| part.starts_with(&format!("({letter})")));
    for (set, (part, wanted)) in (0..).zip(parts_asked()).filter(|(_, (part, _))| is_asked(part)) {
        // Each with a service that has answered nothing yet, and with key persons of its own.
        let service = just_started(&store).keeping_snapshot();
        service.refresh_snapshot().await.expect("a snapshot");
        let computed = compute_seconds(&metrics);
        let (mut times, mut doors) = (Vec::new(), Vec::new());
        for key in drawn(set) {
            if let Some((n, time)) = ask(&service, &key, &wanted).await {
                times.push(time);
                doors.push(n);
            }
        }
        let computed = (compute_seconds(&metrics) - computed) * 1e3 / times.len() as f64;
        times.sort();
        doors.sort_unstable();
        println!(
            "{part}: {} random key persons, each for the first time: median {:.2} ms, 99 % {:.2} ms, slowest {:.2} ms; computing {computed:.2} ms \
             in the mean; doors: median {}, most {}",
            times.len(),
            millis(times[times.len() / 2]),
            millis(times[times.len() * 99 / 100]),
            millis(times[times.len() - 1]),
            doors[doors.len() / 2],
            doors[doors.len() - 1],
        );
    }
    let contacts = drawn(0);
    if let Some(graph) = &bare {
        let (mut single, mut ours, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for key in contacts.iter().take(asked.beside) {
            // Asked once before, as the statement is planned before.
            let Some(_) = ask(&service, key, &first_page()).await else { continue };
            let Some((_, time)) = ask(&service, key, &first_page()).await else { continue };
            let statement = single_statement(graph, key).await;
            ratios.push(statement.as_secs_f64() / time.as_secs_f64());
            single.push(statement);
            ours.push(time);
        }
        ratios.sort_by(f64::total_cmp);
        println!(
            "single statement, {} of them: median {:.1} ms, beside {:.2} ms; the median of the ratios {:.1}",
            ratios.len(),
            median_of(single),
            median_of(ours),
            ratios[ratios.len() / 2]
        );
    }
}

fn now() -> jiff::Timestamp {
    NOW.parse().expect("an instant")
}

fn reading(service: &Service) -> Arc<guanxi::service::Reading> {
    service.reading(Viewer { person: Id::new(demo::VIEWER).expect("an id"), role: Role::Rep }, now())
}

/// Asks about somebody; nothing where somebody is no key person on the day.
async fn ask(service: &Service, key: &Id, wanted: &Wanted) -> Option<(usize, Duration)> {
    let question = Question {
        key_person: key.clone(),
        viewpoint: Viewpoint::OurCompany,
        as_of: Some(AsOf::new(now())),
        limits: RouteLimits::default(),
    };
    let reading = reading(service);
    let began = Instant::now();
    let answer = reading.influencers_in_part(&question, wanted.clone()).await.ok()?;
    let time = began.elapsed();
    assert_eq!(answer.source, AnswerSource::Snapshot);
    Some((answer.n_doors, time))
}

/// The whole answer, of the doors the first 20: every department with its reach and the name of its best door, reach, redundancy, the
/// viewer's ways to all doors and whom to ask first, the first 20 conflicts, reporting lines.
fn first_page() -> Wanted {
    let first: Vec<std::ops::Range<usize>> = std::iter::once(0..20).collect();
    Wanted { doors: first.clone(), best_doors: Telling::Briefly, conflicts: Some(first), ..Wanted::everything() }
}

/// What is asked for, and its name.
fn parts_asked() -> [(&'static str, Wanted); 5] {
    let screen = Wanted { departments: false, best_doors: Telling::Nothing, redundancy: false, ..first_page() };
    let doors = Wanted { conflicts: None, reporting: false, ..screen.clone() };
    let numbers = Wanted { doors: Vec::new(), introductions: false, ..doors.clone() };
    [
        ("(a) the whole answer with the first page", first_page()),
        ("(b) the whole answer with all doors", Wanted::everything()),
        ("(c) the first page without departments and redundancy, as the screen asks", screen),
        ("(d) the first page and the reach of the company alone", doors),
        ("(e) the reach of the company and the number of doors alone", numbers),
    ]
}

/// What computing took in all, in seconds.
fn compute_seconds(metrics: &Metrics) -> f64 {
    let text = metrics.render();
    let sum = text.lines().find_map(|line| line.strip_prefix("guanxi_compute_seconds_sum "));
    sum.and_then(|sum| sum.parse().ok()).unwrap_or_default()
}

/// The sums of the parts of reading the snapshot, in seconds.
fn parts(metrics: &Metrics) -> Vec<(String, f64)> {
    let text = metrics.render();
    let sums = text.lines().filter_map(|line| line.strip_prefix("guanxi_snapshot_part_seconds_sum{part=\""));
    let part = |line: &str| {
        let (part, rest) = line.split_once('"')?;
        Some((part.to_owned(), rest.rsplit(' ').next()?.parse().ok()?))
    };
    sums.filter_map(part).collect()
}

/// The peak of resident memory of this process.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok()).unwrap_or_default() / 1_000
}

/// Reads a statement to its last row with the driver alone.
async fn drained(graph: &neo4rs::Graph, statement: &str) -> Duration {
    let began = Instant::now();
    let mut rows = graph.execute(neo4rs::query(statement)).await.expect("the statement runs");
    while rows.next().await.expect("the statement runs").is_some() {}
    began.elapsed()
}

/// Reads other statements for the same lines to their last rows, in turns: once to warm up, then the best of the rounds counts. A
/// statement with `$part` runs on two connections at once, each with the half of the people whose key it names.
async fn drain_others(graph: &neo4rs::Graph, folder: &Path, asked: &Asked) {
    let files = std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    let mut statements: Vec<(PathBuf, String, f64)> =
        files.map(|path| (path.clone(), std::fs::read_to_string(path).expect("a statement"), f64::MAX)).collect();
    statements.sort_by(|a, b| a.0.cmp(&b.0));
    for round in 0..=asked.rounds {
        for (_, statement, best) in &mut statements {
            let parts = if statement.contains("$part") { 2 } else { 1 };
            let began = Instant::now();
            let half = async |part: i64| {
                let query = neo4rs::query(statement).param("part", part);
                let mut rows = graph.execute(query).await.expect("the statement runs");
                while rows.next().await.expect("the statement runs").is_some() {}
            };
            if parts == 2 {
                tokio::join!(half(0), half(1));
            } else {
                half(0).await;
            }
            if round > 0 {
                *best = best.min(began.elapsed().as_secs_f64());
            }
        }
    }
    for (path, _, best) in statements {
        println!("{}: {best:.2} s, {:.0} lines a second", path.display(), f64::from(asked.lines) / best);
    }
}

/// Runs the single statement to its last row, or gives up.
async fn single_statement(graph: &neo4rs::Graph, key: &Id) -> Duration {
    let began = Instant::now();
    let run = async {
        let query = neo4rs::query(SINGLE_STATEMENT).param("key", key.as_str());
        let mut rows = graph.execute(query).await.expect("the statement runs");
        while rows.next().await.expect("the statement runs").is_some() {}
    };
    match tokio::time::timeout(PATIENCE, run).await {
        Ok(()) => began.elapsed(),
        Err(_) => PATIENCE,
    }
}

/// A number that follows from another and looks like chance.
fn splitmix(seed: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

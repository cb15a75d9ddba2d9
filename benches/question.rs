//! The whole question, live, beside the obvious single Cypher statement on the same Neo4j in the same run.
//!
//! Input: the demonstration generator, seed 1, at `GUANXI_BENCH_PEOPLE` people (100,000 by default, five influence lines
//! each). Key persons: five contacts around the median of in-lines, and seven around the 99th percentile. For each, the first
//! question of a service that has just started, and the median of several rounds, interleaved, at a data version at which it was
//! asked before. Run with `cargo bench --bench question`; figures go into `docs/performance.md`.
//!
//! Not a criterion benchmark: a statement that may take minutes is stopped after 60 seconds and told as such.

#[path = "../tests/support/mod.rs"]
mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use guanxi::demo::{self, Demo, DemoSize};
use guanxi::domain::{Id, Role, Viewer};
use guanxi::service::{Question, RouteLimits, Service, Viewpoint};
use guanxi::store::{SqliteOptions, SqliteStore};
use support::key_persons;
use support::loaded::{just_started, loaded, median_of, millis};

const SEED: u64 = 1;
const NOW: &str = "2026-06-30T12:00:00Z";
const ROUNDS: usize = 5;
const PATIENCE: Duration = Duration::from_secs(60);

/// What a developer would write first: every path of influence lines of one to three steps that ends at the key person, the
/// best one for each employee.
const SINGLE_STATEMENT: &str = "
MATCH path = (e:Person)-[:INFLUENCES*1..3]->(k:Person {id: $key})
WHERE (e)-[:MEMBER_OF]->(:Department)-[:PART_OF*]->(:Organization {kind: 'own'})
WITH e, reduce(p = 1.0, r IN relationships(path) | p * CASE
  WHEN r.strength IS NOT NULL THEN r.strength
  WHEN r.level = 'deep' THEN 1.0 WHEN r.level = 'trusted' THEN 0.75 WHEN r.level = 'strong' THEN 0.6
  WHEN r.level = 'familiar' THEN 0.5 WHEN r.level = 'medium' THEN 0.4 WHEN r.level = 'acquainted' THEN 0.25
  WHEN r.level = 'weak' THEN 0.2 ELSE 0.0 END) AS probability
RETURN e.id AS id, max(probability) AS best ORDER BY best DESC";

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("question: built; cargo bench measures");
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    runtime.block_on(measure());
}

async fn measure() {
    let people = std::env::var("GUANXI_BENCH_PEOPLE").map_or(100_000, |text| text.parse().expect("a number of people"));
    let demo = Demo::new(DemoSize::for_people(people), SEED, "2026-06-30".parse().expect("a day"));
    let made = demo.clone();
    let records = move |kind| made.records(kind);
    let folder = tempfile::tempdir().expect("a folder");
    let embedded = SqliteStore::open(&folder.path().join("bench.db"), SqliteOptions::default()).await.expect("a store");
    let embedded = loaded(Arc::new(embedded), "embedded", now(), &records).await;
    let server = support::neo4j::Neo4jServer::start_for_figures();
    let neo4j = loaded(server.store().await, "neo4j", now(), &records).await;

    let options = server.options();
    let graph = neo4rs::Graph::new(&options.uri, &options.user, &options.password).expect("the address is good");

    let ranked = key_persons::by_in_lines(&demo);
    let (median, hubs) = (key_persons::around(&ranked, 0.5, 5), key_persons::around(&ranked, 0.99, 7));
    println!("{people} people, seed {SEED}; median of {ROUNDS} rounds, milliseconds");
    println!(
        "| key person | in-lines | doors | embedded, first | embedded | neo4j, first | neo4j | single statement | single / neo4j |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for (what, keys) in [("median", median), ("99th percentile", hubs)] {
        let mut ratios = Vec::new();
        for (lines, key) in keys {
            let (mut on_embedded, mut on_neo4j, mut single) = (Vec::new(), Vec::new(), Vec::new());
            let (doors, first_embedded) = ask(&just_started(&embedded), &key).await;
            let (_, first_neo4j) = ask(&just_started(&neo4j), &key).await;
            let (embedded, neo4j) = (just_started(&embedded), just_started(&neo4j));
            ask(&embedded, &key).await;
            ask(&neo4j, &key).await;
            for _ in 0..ROUNDS {
                for (service, times) in [(&embedded, &mut on_embedded), (&neo4j, &mut on_neo4j)] {
                    let (n, time) = ask(service, &key).await;
                    assert_eq!(n, doors, "both stores have the same doors for {key}, each time");
                    times.push(time);
                }
                if single.iter().all(|t| *t < PATIENCE) {
                    single.push(single_statement(&graph, &key).await);
                }
            }
            let (e, n, s) = (median_of(on_embedded), median_of(on_neo4j), median_of(single));
            let (fe, fn4) = (millis(first_embedded), millis(first_neo4j));
            ratios.push(s / n);
            let unfinished = if s >= PATIENCE.as_secs_f64() * 1e3 { "> " } else { "" };
            println!(
                "| {what} {key} | {lines} | {doors} | {fe:.1} | {e:.1} | {fn4:.1} | {n:.1} | {unfinished}{s:.1} | {unfinished}{:.1} |",
                s / n
            );
        }
        ratios.sort_by(f64::total_cmp);
        println!("{what}: median ratio {:.1}", ratios[ratios.len() / 2]);
    }
}

fn now() -> jiff::Timestamp {
    NOW.parse().expect("an instant")
}

async fn ask(service: &Service, key: &Id) -> (usize, Duration) {
    let viewer = Viewer { person: Id::new(demo::VIEWER).expect("an id"), role: Role::Rep };
    let reading = service.reading(viewer, now());
    let question = Question {
        key_person: key.clone(),
        viewpoint: Viewpoint::OurCompany,
        as_of: None,
        limits: RouteLimits::default(),
    };
    let began = Instant::now();
    let answer = reading.influencers_of(&question).await.expect("an answer");
    (answer.doors.len(), began.elapsed())
}

/// Runs the single statement to its last row, or gives up.
async fn single_statement(graph: &neo4rs::Graph, key: &Id) -> Duration {
    let began = Instant::now();
    let run = async {
        let query = neo4rs::query(SINGLE_STATEMENT).param("key", key.as_str());
        let mut rows = graph.execute(query).await.expect("the statement runs");
        let mut n = 0;
        while rows.next().await.expect("the statement runs").is_some() {
            n += 1;
        }
        n
    };
    match tokio::time::timeout(PATIENCE, run).await {
        Ok(_) => began.elapsed(),
        Err(_) => PATIENCE,
    }
}

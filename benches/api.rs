//! What GraphQL and HTTP add to a question, and how the service holds under a steady load.
//!
//! Input: the demonstration company, seed 1, at `GUANXI_BENCH_PEOPLE` people (20,000 by default) in an embedded store; an
//! answer of 20 doors with 3 routes each, every step with its evidence. Run with `cargo bench --bench api`; figures go into
//! `docs/performance.md`.
//!
//! Not a criterion benchmark: the load runs for a minute, and what counts is its slowest hundredth.

#[path = "../tests/support/mod.rs"]
mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use guanxi::demo::{self, Demo, DemoSize};
use guanxi::domain::{Id, Policy, Role, Viewer};
use guanxi::graphql;
use guanxi::service::{ComputePool, Limits, Question, RouteLimits, Service, Viewpoint};
use guanxi::store::{SqliteOptions, SqliteStore};
use serde_json::{Value, json};
use support::key_persons::{self, Keys};
use support::loaded::millis;
use support::program::Program;
use support::server::Server;

const SEED: u64 = 1;
const DOORS: usize = 20;
const ROUNDS: usize = 50;
const CONNECTIONS: usize = 8;
const LOAD: Duration = Duration::from_secs(60);
const ASK: &str = "
query Ask($keyPerson: ID!, $first: Int, $limits: RouteLimitsInput) {
  influencersOf(keyPerson: $keyPerson, limits: $limits) {
    keyPerson { ...Named }
    knowledge
    doors(first: $first) {
      totalCount
      nodes {
        employee { ...Party } department { sourceId name } probability undecayedProbability deep askFirst
        routes { probability undecayedProbability steps { ...Step } weakestStep { strength } }
      }
    }
    companyReach { probability method standardError worlds }
    redundancy { disjointRoutes cut { ...Party } }
    omissions { reason count }
    asOf dataVersion source
  }
}
fragment Named on Person { sourceId name }
fragment Party on RouteParty { ... on Person { ...Named } ... on MaskedColleague { department { sourceId name } strength } }
fragment Step on RouteStep {
  from { ...Party } to { ...Party } line strength undecayedStrength evidence source lastEvidenceAt ageDays
}";

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("api: built; cargo bench measures");
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    runtime.block_on(measure());
}

async fn measure() {
    let people = std::env::var("GUANXI_BENCH_PEOPLE").map_or(20_000, |text| text.parse().expect("a number of people"));
    let program = Program::new().set("GUANXI_VIEWER", demo::VIEWER).set("GUANXI_LOG", "warn");
    program.run(&["demo", "--people", &people.to_string(), "--seed", &SEED.to_string()]).done();
    let began = Instant::now();
    let server = program.serve();
    println!("{people} people, seed {SEED}; the server was ready after {:.0} ms", millis(began.elapsed()));

    let store = SqliteStore::open(&program.store(), SqliteOptions::default()).await.expect("the same store");
    let compute = ComputePool::new(2).expect("threads");
    let service = Service::new(Arc::new(store), Policy::default(), Limits::default(), compute).keeping_snapshot();
    service.refresh_snapshot().await.expect("a snapshot");
    let demo =
        Demo::new(DemoSize::for_people(people), SEED, jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date());
    let ranked = key_persons::by_in_lines(&demo);
    let (median, hubs) = (key_persons::around(&ranked, 0.5, 5), key_persons::around(&ranked, 0.99, 5));
    keeps_snapshot(&server, &median[0].1).await;
    overhead(&service, &server, "median", &median).await;
    overhead(&service, &server, "99th percentile", &hubs).await;

    let everybody: Keys = key_persons::around(&ranked, 0.5, ranked.len() / 2);
    load(&server, &everybody).await;
}

/// Asks until the server answers from its snapshot, which it reads in the background.
async fn keeps_snapshot(server: &Server, key: &Id) {
    let client = reqwest::Client::new();
    loop {
        let (_, received) = send(&client, server, body(key)).await;
        let answer: Value = serde_json::from_slice(&received).expect("JSON");
        if answer["data"]["influencersOf"]["source"] == "SNAPSHOT" {
            return;
        }
    }
}

/// One connection: the same question to the service, through GraphQL, and through HTTP, in turn.
async fn overhead(service: &Service, server: &Server, what: &str, keys: &[(usize, Id)]) {
    let schema = graphql::schema(true);
    let client = reqwest::Client::new();
    let [mut asked, mut resolved, mut served] = [(); 3].map(|()| Vec::new());
    let [mut bytes, mut doors] = [(); 2].map(|()| Vec::new());
    let before = inside(&client, server).await;
    for round in 0..=ROUNDS {
        for (_, key) in keys {
            let viewer = Viewer { person: Id::new(demo::VIEWER).expect("an id"), role: Role::Rep };
            let question = Question {
                key_person: key.clone(),
                viewpoint: Viewpoint::OurCompany,
                as_of: None,
                limits: RouteLimits::default(),
            };
            let began = Instant::now();
            let reading = service.reading(viewer.clone(), jiff::Timestamp::now());
            let answer = reading.influencers_of(&question).await.expect("an answer");
            let by_service = began.elapsed();

            let began = Instant::now();
            let reading = service.reading(viewer, jiff::Timestamp::now());
            let request =
                async_graphql::Request::new(ASK).variables(async_graphql::Variables::from_json(variables(key)));
            let response = graphql::execute(&schema, request, reading).await;
            let text = serde_json::to_vec(&response).expect("JSON");
            let by_graphql = began.elapsed();
            assert!(response.errors.is_empty(), "{:?}", response.errors);

            let body = body(key);
            let began = Instant::now();
            let (status, received) = send(&client, server, body).await;
            let by_http = began.elapsed();
            assert_eq!((status, received.len()), (200, text.len()), "HTTP gives what the schema gives");
            // The first round warms up.
            if round > 0 {
                asked.push(millis(by_service));
                resolved.push(millis(by_graphql));
                served.push(millis(by_http));
                bytes.push(received.len());
                doors.push(answer.doors.len());
            }
        }
    }
    let after = inside(&client, server).await;
    let mean_inside = |k: usize| (after[k] - before[k]) * 1e3 / ((ROUNDS + 1) * keys.len()) as f64;
    let (question, engine, request) = (mean_inside(0), mean_inside(1), mean_inside(2));
    let mean = |times: &[f64]| times.iter().sum::<f64>() / times.len() as f64;
    bytes.sort_unstable();
    doors.sort_unstable();
    println!(
        "{what}: {} doors, answer of {} KB; means of {} questions: in this process the service {:.2} ms, through GraphQL \
         {:.2} ms; in the server the engine {engine:.2} ms, the service (engine, store, names) {question:.2} ms, the \
         whole request {request:.2} ms, for a client {:.2} ms: GraphQL and HTTP add {:.2} ms in the server and {:.2} ms for the client",
        doors[doors.len() / 2],
        bytes[bytes.len() / 2] / 1000,
        asked.len(),
        mean(&asked),
        mean(&resolved),
        mean(&served),
        request - question,
        mean(&served) - question
    );
}

/// Eight connections that ask without a pause, each question about another key person.
async fn load(server: &Server, keys: &Keys) {
    let began = Instant::now();
    let callers = (0..CONNECTIONS).map(|caller| async move {
        // A client of its own has a connection of its own.
        let client = reqwest::Client::new();
        let (mut times, mut errors) = (Vec::new(), 0);
        let mut next = caller;
        while began.elapsed() < LOAD {
            let (_, key) = &keys[next % keys.len()];
            next += CONNECTIONS;
            let asked = Instant::now();
            let (status, received) = send(&client, server, body(key)).await;
            times.push(millis(asked.elapsed()));
            let answer: Value = serde_json::from_slice(&received).expect("JSON");
            errors += usize::from(status != 200 || answer.get("errors").is_some());
        }
        (times, errors)
    });
    let outcomes = futures_util::future::join_all(callers).await;
    let seconds = began.elapsed().as_secs_f64();
    let errors: usize = outcomes.iter().map(|(_, errors)| errors).sum();
    let mut times: Vec<f64> = outcomes.into_iter().flat_map(|(times, _)| times).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "{CONNECTIONS} connections for {seconds:.0} s, {} key persons from the first to the third quartile of in-lines: {} \
         answers, {:.0} a second, {errors} errors; median {:.1} ms, 95 % {:.1} ms, 99 % {:.1} ms, slowest {:.1} ms",
        keys.len(),
        times.len(),
        times.len() as f64 / seconds,
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0)
    );
}

fn variables(key: &Id) -> Value {
    json!({ "keyPerson": key.as_str(), "first": DOORS, "limits": { "routesPerDoor": 3 } })
}

fn body(key: &Id) -> String {
    json!({ "query": ASK, "variables": variables(key) }).to_string()
}

async fn send(client: &reqwest::Client, server: &Server, body: String) -> (u16, bytes::Bytes) {
    let request = client
        .post(format!("{}/graphql", server.base()))
        .header("content-type", "application/json")
        .header("accept", "application/graphql-response+json")
        .body(body);
    let response = request.send().await.expect("an answer");
    (response.status().as_u16(), response.bytes().await.expect("a whole answer"))
}

/// Seconds that the server has taken for questions, its engine for computing, and the whole of their requests, so far, as its metrics tell.
async fn inside(client: &reqwest::Client, server: &Server) -> [f64; 3] {
    let text = client.get(format!("{}/metrics", server.base())).send().await.expect("metrics").text().await;
    let text = text.expect("text");
    [
        r#"guanxi_question_seconds_sum{question="influencers_of"} "#,
        "guanxi_compute_seconds_sum ",
        r#"guanxi_http_request_duration_seconds_sum{operation="influencersOf"} "#,
    ]
    .map(|name| text.lines().find_map(|line| line.strip_prefix(name)).map_or(0.0, |sum| sum.parse().expect("a number")))
}

//! What the embedded store does in a second: the import's hot path, one step of a question, a search, a stream.
//!
//! One seeded world: 100,000 people in departments of 25, a board of 10 for each 1,000, 100,000 reporting lines, 500,000
//! influence lines, 500,000 interactions.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use guanxi::store::{Params, RowBatch, SqliteOptions, SqliteStore, Statement, Store, Value, statements};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tokio::runtime::Runtime;

/// As large as the figures are for under `cargo bench`; a hundredth where it is only seen to work.
fn scaled(size: usize) -> usize {
    static MEASURING: LazyLock<bool> = LazyLock::new(|| std::env::args().any(|argument| argument == "--bench"));
    if *MEASURING { size } else { size / 100 }
}
fn people() -> usize {
    scaled(100_000)
}
fn lines() -> usize {
    scaled(500_000)
}
fn interactions() -> usize {
    scaled(500_000)
}
const DEPARTMENT: usize = 25;
const RECORDED: &str = "2026-01-01T00:00:00.000Z";
const DIGEST: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// Rows written together, as an import does.
const BATCH: usize = 5_000;

fn person(number: usize) -> Value {
    format!("person-{number:06}").into()
}

/// An identifier as a fact has it.
fn fact(rng: &mut ChaCha8Rng) -> Value {
    format!("{:032x}", rng.random::<u128>()).into()
}

fn row<const N: usize>(cells: [Value; N]) -> impl Iterator<Item = Value> {
    cells.into_iter().chain([DIGEST.into(), RECORDED.into()])
}

/// Writes rows in one transaction; gives how long it took from begin to commit, without making the rows.
async fn write(
    store: &SqliteStore,
    statement: &'static Statement,
    columns: &'static [&'static str],
    count: usize,
    mut fill: impl FnMut(&mut RowBatch, usize),
) -> Duration {
    let mut batches = Vec::new();
    for start in (0..count).step_by(BATCH) {
        let mut batch = RowBatch::new(columns);
        (start..count.min(start + BATCH)).for_each(|number| fill(&mut batch, number));
        batches.push(batch);
    }
    let began = Instant::now();
    let mut transaction = store.begin().await.unwrap();
    for batch in batches {
        transaction.run(statement, Params::new().with_rows(batch)).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let took = began.elapsed();
    let rate = count as f64 / took.as_secs_f64();
    println!("{}: {count} rows in {took:.2?}, {rate:.0} rows/s", statement.name);
    took
}

const INFLUENCE: &[&str] = &[
    "id",
    "from_id",
    "to_id",
    "level",
    "strength",
    "polarity",
    "kind",
    "source",
    "evidence",
    "observed_at",
    "ended_at",
    "visibility",
    "owner_id",
    "digest",
    "recorded_at",
];

fn influence(rng: &mut ChaCha8Rng, batch: &mut RowBatch) {
    let (from, to) = (rng.random_range(0..people()), rng.random_range(0..people()));
    let observed = format!("2025-{:02}-{:02}T00:00:00.000Z", rng.random_range(1..=12), rng.random_range(1..=28));
    batch.push(row([
        fact(rng),
        person(from),
        person(to),
        Value::Null,
        rng.random_range(0.05..1.0).into(),
        "support".into(),
        "former colleague".into(),
        "crm".into(),
        "worked together on the core network".into(),
        observed.into(),
        Value::Null,
        "company".into(),
        person(from),
    ]));
}

async fn world(store: &SqliteStore) {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let departments = people() / DEPARTMENT;
    let columns = &["id", "name", "kind", "industry", "region", "potential", "search_key", "digest", "recorded_at"];
    write(store, &statements::organization::WRITE, columns, 101, |batch, number| {
        let id = Value::from(format!("organization-{number}"));
        let kind = if number == 0 { "own" } else { "customer" };
        batch.push(row([id.clone(), id.clone(), kind.into(), Value::Null, Value::Null, Value::Null, id]));
    })
    .await;
    let columns = &["id", "name", "organization_id", "parent_id", "kind", "search_key", "digest", "recorded_at"];
    write(store, &statements::department::WRITE, columns, departments + 100, |batch, number| {
        let id = Value::from(format!("department-{number}"));
        let organization = Value::from(format!("organization-{}", number % 101));
        let kind = if number < departments { "unit" } else { "board" };
        batch.push(row([id.clone(), id.clone(), organization, Value::Null, kind.into(), id]));
    })
    .await;
    let columns = &[
        "id",
        "name",
        "email",
        "phone",
        "aliases",
        "consent",
        "behaviour",
        "social_style",
        "needs",
        "search_key",
        "digest",
        "recorded_at",
    ];
    write(store, &statements::person::WRITE, columns, people(), |batch, number| {
        let name = format!("Wang {}", "abcdefghij".chars().nth(number % 10).unwrap().to_string() + &number.to_string());
        let email = format!("p{number}@example.org");
        let keys = format!("{}\n{email}", name.to_lowercase());
        let none = || Value::Null;
        let aliases = Value::List(Vec::new());
        let cells =
            [person(number), name.into(), email.into(), none(), aliases, none(), none(), none(), none(), keys.into()];
        batch.push(row(cells));
    })
    .await;
    let columns = &[
        "id",
        "person_id",
        "department_id",
        "organization_id",
        "title",
        "level",
        "from_day",
        "to_day",
        "digest",
        "recorded_at",
    ];
    write(store, &statements::membership::WRITE, columns, people() + 1_000, |batch, number| {
        let department = if number < people() { number / DEPARTMENT } else { departments + (number - people()) / 10 };
        let who = if number < people() { number } else { rng.random_range(0..people()) };
        let organization = format!("organization-{}", department % 101).into();
        let department = format!("department-{department}").into();
        let (none, from) = (|| Value::Null, Value::from("2020-01-01"));
        batch.push(row([fact(&mut rng), person(who), department, organization, none(), none(), from, none()]));
    })
    .await;
    let columns = &["id", "person_id", "manager_id", "scope", "from_day", "to_day", "digest", "recorded_at"];
    write(store, &statements::reporting::WRITE, columns, people() - 1, |batch, number| {
        let manager = person(number / 8);
        batch.push(row([fact(&mut rng), person(number + 1), manager, "customer".into(), Value::Null, Value::Null]));
    })
    .await;
    write(store, &statements::influence::WRITE, INFLUENCE, lines(), |batch, _| influence(&mut rng, batch)).await;
    let columns = &["id", "from_id", "to_id", "at", "day", "kind", "count", "explicit_id", "digest", "recorded_at"];
    write(store, &statements::interaction::WRITE, columns, interactions(), |batch, _| {
        let (from, near) = (rng.random_range(0..people()), rng.random_range(1..20));
        let day = format!("2025-{:02}-{:02}", rng.random_range(1..=12), rng.random_range(1..=28));
        let (from, to) = (person(from), person((from + near) % people()));
        let at = format!("{day}T10:00:00.000Z");
        batch.push(row([fact(&mut rng), from, to, at.into(), day.into(), "mail".into(), 1.into(), false.into()]));
    })
    .await;
}

fn step(frontier: Vec<Value>) -> Params {
    Params::new()
        .with("frontier", frontier)
        .with("as_of", "2026-06-01T23:59:59.999Z")
        .with("day", "2026-06-01")
        .with("own", "organization-0")
        .with("department_members_max", 30)
        .with("since_day", "0000-01-01")
}

fn embedded_store(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("world.db");
    let store = runtime.block_on(async {
        let store = SqliteStore::open(&path, SqliteOptions::default()).await.unwrap();
        store.migrate().await.unwrap();
        world(&store).await;
        store
    });
    println!("file: {} MB", std::fs::metadata(&path).unwrap().len() / 1_000_000);
    let began = Instant::now();
    assert_eq!(runtime.block_on(store.examine()).unwrap(), Vec::<String>::new());
    println!("examine: {:.2?}", began.elapsed());
    let mut group = criterion.benchmark_group("embedded store");
    group.bench_function("open, one question, close", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let other = SqliteStore::open(&path, SqliteOptions::default()).await.unwrap();
                other.run(&statements::meta::VERSION, Params::new()).await.unwrap()
            })
        });
    });
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    for size in [1, 100, 1_000] {
        for statement in [&statements::line::INTO, &statements::line::FROM] {
            let mut rows = 0;
            group.bench_function(format!("{} of {size} people", statement.name), |bencher| {
                bencher.iter_batched(
                    || step((0..size).map(|_| person(rng.random_range(0..people()))).collect()),
                    |params| rows = runtime.block_on(store.run(statement, params)).unwrap().len(),
                    criterion::BatchSize::SmallInput,
                );
            });
            println!("{} of {size} people: {rows} rows", statement.name);
        }
    }
    for text in ["wang a123", "7", "nobody"] {
        let params = || {
            let kinds = vec!["person", "department", "organization", "opportunity"];
            Params::new().with("text", text).with("kinds", kinds).with("skip", 0).with("limit", 20)
        };
        group.bench_function(format!("search for {text:?}"), |bencher| {
            bencher.iter(|| runtime.block_on(store.run(&statements::search::ENTITIES, params())).unwrap());
        });
    }
    group.sample_size(10);
    group.throughput(Throughput::Elements(lines() as u64));
    group.bench_function("stream all influence lines", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let all = Params::new().with("after", "").with("limit", i64::MAX);
                let mut stream = store.stream(&statements::influence::PAGE, all).await.unwrap();
                let mut rows = 0;
                while let Some(piece) = stream.recv().await {
                    rows += piece.unwrap().len();
                }
                assert_eq!(rows, lines());
            });
        });
    });
    group.finish();
}

criterion_group!(benches, embedded_store);
criterion_main!(benches);

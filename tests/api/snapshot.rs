//! Questions about one person out of the snapshot are answered as from the store, whoever asks what of which day.

use std::sync::{Arc, Mutex};

use guanxi::demo::DemoSize;
use guanxi::domain::{
    AsOf, Coded, Department, DepartmentKind, Id, Influence, InfluenceLevel, Interaction, InteractionKind, Membership,
    Organization, OrganizationKind, Period, Person, Polarity, Policy, Probability, Record, RecordKind, Reporting,
    ReportingScope, Role, Strength, Unit, Viewer, Visibility,
};
use guanxi::service::{
    AnswerSource, ComputePool, Facts, InfluenceAnswer, Limits, Question, RouteLimits, Service, ServiceError,
    SnapshotHealth, SnapshotState, Viewpoint, WriteMode,
};
use guanxi::store::{SqliteOptions, SqliteStore, Store, statements as st};
use jiff::Timestamp;
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::interposed::Interposed;
use crate::parts::{Met, check_parts};
use crate::support::neo4j;
use crate::world::{NOW, World};

pub fn id(text: impl AsRef<str>) -> Id {
    Id::new(text.as_ref()).unwrap()
}

pub fn viewer(person: &str, role: Role) -> Viewer {
    Viewer { person: id(person), role }
}

/// What one record is made of.
pub type Seed = [u8; 8];

const PEOPLE: u8 = 14;

fn day(byte: u8) -> Option<Date> {
    (!byte.is_multiple_of(3)).then(|| Date::new(2024 + i16::from(byte % 4), 1 + (byte % 12) as i8, 1).unwrap())
}

fn instant(byte: u8) -> Timestamp {
    format!("202{}-0{}-03T0{}:20:00.000Z", 4 + byte % 4, 1 + byte % 9, byte % 7).parse().unwrap()
}

fn period(from: u8, to: u8) -> Period {
    let (from, to) = (day(from), day(to));
    Period::new(from, to).or_else(|_| Period::new(to, from)).or_else(|_| Period::new(None, to)).unwrap()
}

fn of<T: Coded>(byte: u8) -> T {
    T::ALL[usize::from(byte) % T::ALL.len()]
}

/// Their order is not the one in which they come.
pub fn person_id(number: u8) -> Id {
    let number = number % PEOPLE;
    id(format!("{}-{number}", (b'a' + number * 7 % 26) as char))
}

fn person(number: u8, consent: u8) -> Record {
    Record::Person(Person {
        id: person_id(number),
        name: format!("Person {}", number % PEOPLE),
        email: None,
        phone: None,
        aliases: Vec::new(),
        consent: [None, None, Some(of::<Visibility>(consent / 3))][usize::from(consent) % 3],
        behaviour: None,
        social_style: None,
        needs: None,
    })
}

fn organization(name: &str, kind: OrganizationKind) -> Record {
    let name = name.to_owned();
    Record::Organization(Organization { id: id(&name), name, kind, industry: None, region: None, potential: None })
}

const DEPARTMENTS: [(&str, &str); 6] =
    [("d-1", "us"), ("d-2", "us"), ("d-3", "customer"), ("b-1", "customer"), ("b-2", "us"), ("d-r", "rival")];

fn department(number: u8, name: u8) -> Record {
    let number = usize::from(number) % DEPARTMENTS.len();
    let (text, at) = DEPARTMENTS[number];
    let board = [DepartmentKind::Board, DepartmentKind::Committee][usize::from(name) % 2];
    Record::Department(Department {
        id: id(text),
        name: format!("Department {}", name % 3),
        organization_id: id(at),
        parent_id: None,
        kind: if text.starts_with('b') { board } else { DepartmentKind::Unit },
    })
}

/// A record that a line can stand on, and people who have to be there for it.
pub fn record(seed: Seed) -> Vec<Record> {
    let [kind, a, b, c, d, e, f, g] = seed;
    let (one, other) = (person(a, g), person(b, f));
    let (who, whom) = (one.id(), other.id());
    let made = match kind % 16 {
        0 => return vec![one],
        1 => return vec![department(a, b)],
        2..=5 => {
            let unit = match c % 8 {
                6 => Unit::Organization(id("us")),
                7 => Unit::Organization(id("customer")),
                number => Unit::Department(id(DEPARTMENTS[usize::from(number)].0)),
            };
            let level = (e % 3 != 0).then_some(1 + e % 9);
            Record::Membership(Membership { person_id: who.clone(), unit, title: None, level, period: period(d, f) })
        }
        6 => Record::Reporting(Reporting {
            person_id: who.clone(),
            manager_id: whom.clone(),
            scope: ReportingScope::Customer,
            period: period(e, f),
        }),
        7..=12 => Record::Influence(Influence {
            from_id: who.clone(),
            to_id: whom.clone(),
            strength: match c % 2 {
                0 => Strength::Level(of::<InfluenceLevel>(d)),
                _ => Strength::Given(Probability::new(f64::from(1 + d % 10) / 10.0).unwrap()),
            },
            polarity: if e % 5 == 0 { Polarity::Conflict } else { Polarity::Support },
            kind: (d % 3 == 0).then(|| "alumni".to_owned()),
            source: (e % 3 == 0).then(|| "interview".to_owned()),
            evidence: (g % 3 == 0).then(|| format!("evidence {g}")),
            observed_at: (f % 4 != 0).then(|| instant(f)),
            ended_at: None,
            visibility: of::<Visibility>(b.wrapping_add(e)),
            owner_id: (g % 4 == 0).then(|| person_id(c)),
        }),
        _ => Record::Interaction(Interaction {
            id: (c % 4 == 0).then(|| id(format!("contact-{}", d % 5))),
            from_id: who.clone(),
            to_id: whom.clone(),
            at: instant(e),
            kind: of::<InteractionKind>(f),
            count: 1 + u32::from(g % 9),
        }),
    };
    vec![one, other, person(c, c), made]
}

pub fn beginning() -> Vec<Record> {
    let organizations = [
        organization("us", OrganizationKind::Own),
        organization("customer", OrganizationKind::Customer),
        organization("rival", OrganizationKind::Competitor),
    ];
    let departments = (0..DEPARTMENTS.len() as u8).map(|number| department(number, number));
    let people = (0..PEOPLE / 2).map(|number| person(number, number));
    organizations.into_iter().chain(departments).chain(people).collect()
}

/// Records what is new or changed, each identity once: what comes later counts.
pub async fn write(service: &Service, records: &[Record]) {
    let mut recorder = service.record(NOW.parse().unwrap(), WriteMode::Single).await.unwrap();
    for kind in RecordKind::ALL {
        let mut of_kind: Vec<Record> = Vec::new();
        for record in records.iter().filter(|record| record.kind() == *kind) {
            of_kind.retain(|other| other.id() != record.id());
            of_kind.push(record.clone());
        }
        recorder.apply(&of_kind).await.unwrap();
    }
    recorder.finish().await.unwrap();
}

pub fn service(store: &Arc<dyn Store>) -> Service {
    Service::new(Arc::clone(store), Policy::default(), Limits::default(), ComputePool::new(1).unwrap())
}

/// One question, as the snapshot must answer it.
fn question(key_person: Id, viewpoint: Viewpoint, as_of: AsOf, limits: RouteLimits) -> Question {
    Question { key_person, viewpoint, as_of: Some(as_of), limits }
}

/// Asks both; they agree in everything but where the answer is from.
async fn check(live: &Service, kept: &Service, viewer: &Viewer, question: &Question, met: &mut Met) {
    let ask = |service: &Service| service.reading(viewer.clone(), NOW.parse().unwrap());
    let services = [live, kept];
    let (live, kept) = (ask(live).influencers_of(question).await, ask(kept).influencers_of(question).await);
    match (live, kept) {
        (Ok(live), Ok(kept)) => {
            assert_eq!(live.source, AnswerSource::Live);
            let of_competitor = matches!(question.viewpoint, Viewpoint::Competitor(_));
            let expected = if of_competitor { AnswerSource::Live } else { AnswerSource::Snapshot };
            assert_eq!(kept.source, expected);
            let kept = InfluenceAnswer { source: AnswerSource::Live, ..kept };
            assert!(kept == live, "{viewer:?} {question:?}\nlive {live:#?}\nkept {kept:#?}");
            if question.viewpoint == Viewpoint::OurCompany {
                for service in services {
                    met.parts += check_parts(&ask(service), question, &live).await;
                }
            }
            met.add(&live);
        }
        (Err(live), Err(kept)) => assert_eq!(live.to_string(), kept.to_string(), "{viewer:?} {question:?}"),
        (live, kept) => panic!("{viewer:?} {question:?}\nlive {live:#?}\nkept {kept:#?}"),
    }
}

/// Services over a store: one that goes to it, one that keeps the snapshot.
async fn both(store: &Arc<dyn Store>) -> (Service, Service) {
    let kept = service(store).keeping_snapshot();
    kept.refresh_snapshot().await.unwrap();
    (service(store), kept)
}

fn end_of(day: &str) -> AsOf {
    AsOf::end_of(day.parse().unwrap()).unwrap()
}

fn viewpoints(competitor: &str) -> [Viewpoint; 4] {
    [Viewpoint::OurCompany, Viewpoint::Me, Viewpoint::MyTeam, Viewpoint::Competitor(id(competitor))]
}

/// Asks everything of a small company.
async fn check_all(store: &Arc<dyn Store>, viewers: &[u8]) -> Met {
    let mut met = Met::default();
    let (live, kept) = both(store).await;
    for (number, role) in viewers.iter().zip(Role::ALL.iter().cycle()) {
        let viewer = Viewer { person: person_id(*number), role: *role };
        for key in 0..PEOPLE {
            for as_of in [end_of("2026-06-30"), end_of("2024-09-02")] {
                for viewpoint in viewpoints("rival") {
                    let question = question(person_id(key), viewpoint, as_of, RouteLimits::default());
                    check(&live, &kept, &viewer, &question, &mut met).await;
                }
            }
        }
    }
    met
}

fn companies() -> impl Strategy<Value = (Vec<Seed>, [u8; 2])> {
    (proptest::collection::vec(any::<Seed>(), 40..90), any::<[u8; 2]>())
}

#[test]
fn answers_are_those_of_the_store() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (number, met) = (std::cell::Cell::new(0), std::cell::RefCell::new(Met::default()));
    let config = Config { failure_persistence: None, ..Config::with_cases(10) };
    // Few companies have much of what is rare: as many as it takes to meet everything often. A runner stops for good behind its cases.
    for _ in 0..20 {
        let outcome = TestRunner::new(config.clone()).run(&companies(), |(seeds, viewers)| {
            number.set(number.get() + 1);
            let file = folder.path().join(format!("{}.db", number.get()));
            let found = runtime.block_on(async {
                let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&file, SqliteOptions::default()).await.unwrap());
                store.migrate().await.unwrap();
                write(&service(&store), &beginning()).await;
                write(&service(&store), &seeds.iter().flat_map(|seed| record(*seed)).collect::<Vec<_>>()).await;
                check_all(&store, &viewers).await
            });
            met.borrow_mut().merge(&found);
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{failure}"));
        let met = met.borrow();
        let all = [met.answers, met.doors, met.conflicts, met.omissions, met.masked, met.introductions, met.parts];
        if all.iter().all(|n| *n > 20) {
            return;
        }
    }
    panic!("{met:?}");
}

#[test]
fn answers_are_those_of_the_store_on_neo4j() {
    let server = neo4j::exclusive();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store: Arc<dyn Store> = runtime.block_on(server.store());
    runtime.block_on(async {
        store.migrate().await.unwrap();
        write(&service(&store), &beginning()).await;
    });
    let met = std::cell::RefCell::new(Met::default());
    let config = Config { failure_persistence: None, max_shrink_iters: 0, ..Config::with_cases(3) };
    // Each case goes on with what the one before left.
    let outcome = TestRunner::new(config).run(&companies(), |(seeds, [viewer, ..])| {
        let found = runtime.block_on(async {
            write(&service(&store), &seeds.iter().flat_map(|seed| record(*seed)).collect::<Vec<_>>()).await;
            check_all(&store, &[viewer]).await
        });
        met.borrow_mut().merge(&found);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(met.borrow().doors > 20, "{met:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_about_the_demonstration_are_those_of_the_store() {
    let size = DemoSize {
        colleagues: 150,
        customers: 12,
        contacts: 400,
        influence_lines: 1_200,
        interactions: 2_000,
        opportunities: 3,
        assessments: 0,
        ..DemoSize::default()
    };
    let world = World::demonstration(size, |store| store).await;
    let kept = world.service().clone().keeping_snapshot();
    kept.refresh_snapshot().await.unwrap();
    let viewers = [
        viewer(guanxi::demo::VIEWER, Role::Rep),
        viewer(guanxi::demo::MANAGER, Role::Manager),
        viewer(guanxi::demo::EXECUTIVE, Role::Executive),
        viewer("nobody", Role::Admin),
    ];
    let mut met = Met::default();
    for (place, viewer) in viewers.iter().enumerate() {
        for number in (0..400).skip(place).step_by(17) {
            let as_of = end_of(["2026-06-30", "2025-02-28"][number % 2]);
            for viewpoint in viewpoints("rival-1").into_iter().take(3) {
                let steps = [None, Some(1 + (number % 6) as u32)][number / 2 % 2];
                let limits = RouteLimits { steps_outside: steps, ..RouteLimits::default() };
                let question = question(id(format!("con-{number:07}")), viewpoint, as_of, limits);
                check(world.service(), &kept, viewer, &question, &mut met).await;
            }
        }
    }
    assert!(met.doors > 1_000 && met.introductions > 100, "{met:?}");
}

async fn facts(service: &Service) -> (Arc<Facts>, i64) {
    service.reading(viewer("nobody", Role::Admin), NOW.parse().unwrap()).facts().await.unwrap()
}

/// How often everything was read.
fn readings(names: &[&'static str]) -> usize {
    names.iter().filter(|name| **name == st::snapshot::INFLUENCES.name).count()
}

/// Records step by step; after each, the snapshot of a service that had the one before is that of a service that has none.
async fn check_refreshed(store: &Arc<dyn Store>, steps: &[Vec<Seed>]) {
    let (noting, names) = Interposed::noting(store);
    let standing = service(&noting);
    facts(&standing).await;
    for step in steps {
        write(&service(store), &step.iter().flat_map(|seed| record(*seed)).collect::<Vec<_>>()).await;
        let ((refreshed, version), (fresh, at)) = (facts(&standing).await, facts(&service(store)).await);
        assert_eq!(version, at);
        assert!(*refreshed == *fresh, "after {step:?}:\n{refreshed:#?}\n{fresh:#?}");
    }
    assert_eq!(readings(&names.lock().unwrap()), 1, "everything was read again");
}

fn steps() -> impl Strategy<Value = Vec<Vec<Seed>>> {
    proptest::collection::vec(proptest::collection::vec(any::<Seed>(), 1..12), 1..8)
}

#[test]
fn a_refreshed_snapshot_is_the_one_that_would_be_read() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let number = std::cell::Cell::new(0);
    let config = Config { failure_persistence: None, ..Config::with_cases(40) };
    let outcome = TestRunner::new(config).run(&steps(), |steps| {
        number.set(number.get() + 1);
        let file = folder.path().join(format!("{}.db", number.get()));
        runtime.block_on(async {
            let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&file, SqliteOptions::default()).await.unwrap());
            store.migrate().await.unwrap();
            write(&service(&store), &beginning()).await;
            check_refreshed(&store, &steps).await;
        });
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn a_refreshed_snapshot_is_the_one_that_would_be_read_on_neo4j() {
    let server = neo4j::exclusive();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store: Arc<dyn Store> = runtime.block_on(server.store());
    runtime.block_on(async {
        store.migrate().await.unwrap();
        write(&service(&store), &beginning()).await;
    });
    let config = Config { failure_persistence: None, max_shrink_iters: 0, ..Config::with_cases(6) };
    // Each case goes on with what the one before left.
    let outcome = TestRunner::new(config).run(&steps(), |steps| {
        runtime.block_on(check_refreshed(&store, &steps));
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

fn some() -> Vec<Record> {
    (0..60_u8).flat_map(|n| record([7, 5, 1, 3, 11, 13, 17, 19].map(|by: u8| n.wrapping_mul(by)))).collect()
}

/// Neo4j shows every statement what is committed then: what is recorded while everything is read is read once more by itself.
#[tokio::test(flavor = "multi_thread")]
async fn a_recording_in_the_middle_is_read_afterwards_on_neo4j() {
    let server = tokio::task::block_in_place(neo4j::exclusive);
    let store: Arc<dyn Store> = server.store().await;
    store.migrate().await.unwrap();
    write(&service(&store), &beginning()).await;
    write(&service(&store), &some()).await;
    let (names, writer) = (Arc::new(Mutex::new(Vec::new())), service(&store));
    let noted = Arc::clone(&names);
    let late = Interposed::over(&store, move |name| {
        let first = {
            let mut names = noted.lock().unwrap();
            names.push(name);
            name == st::snapshot::SEATS.name && names.iter().filter(|n| **n == name).count() == 1
        };
        let writer = writer.clone();
        Box::pin(async move {
            if first {
                let later: Vec<Record> = (100..120_u8).flat_map(|n| record([n, n, 3, 5, 7, 11, 13, n])).collect();
                write(&writer, &later).await;
            }
        })
    });
    let (read, version) = facts(&service(&late)).await;
    assert_eq!(version, 3);
    assert!(*read == *facts(&service(&store)).await.0);
    assert_eq!(readings(&names.lock().unwrap()), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_go_to_the_store_until_the_snapshot_is_there_and_after_every_change() {
    let world = World::embedded().await;
    let kept = world.service().clone().keeping_snapshot();
    let ask = async || {
        let question = question(id("k-wang"), Viewpoint::OurCompany, end_of("2026-06-30"), RouteLimits::default());
        kept.reading(viewer("u-li", Role::Rep), NOW.parse().unwrap()).influencers_of(&question).await.unwrap()
    };
    assert_eq!(kept.snapshot_health(), SnapshotHealth { state: SnapshotState::Absent, held: None });
    let first = ask().await;
    assert_eq!((first.source, first.doors.is_empty()), (AnswerSource::Live, false));
    // Whoever waits for a snapshot waits for the one that is being read.
    assert_eq!(kept.refresh_snapshot().await.unwrap(), first.data_version);
    assert_eq!(ask().await.source, AnswerSource::Snapshot);
    let held = kept.snapshot_health().held.unwrap();
    assert_eq!((held.data_version, held.lines > 0, held.bytes > held.lines), (first.data_version, true, true));
    assert_eq!(world.service().snapshot_health().state, SnapshotState::Off);
    world.record(&[vec![person(1, 0)]]).await;
    let after = ask().await;
    assert_eq!((after.source, after.data_version), (AnswerSource::Live, first.data_version + 1));
    assert_eq!(kept.refresh_snapshot().await.unwrap(), after.data_version);
    assert_eq!(ask().await.source, AnswerSource::Snapshot);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_with_more_lines_than_may_be_held_is_asked_in_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let store: Arc<dyn Store> =
        Arc::new(SqliteStore::open(&folder.path().join("g.db"), SqliteOptions::default()).await.unwrap());
    store.migrate().await.unwrap();
    write(&service(&store), &beginning()).await;
    write(&service(&store), &some()).await;
    let (noting, names) = Interposed::noting(&store);
    let limits = Limits { graph_lines: 5, ..Limits::default() };
    let compute = ComputePool::new(1).unwrap();
    let kept = Service::new(noting, Policy::default(), limits, compute).keeping_snapshot();
    let refused = kept.refresh_snapshot().await.unwrap_err();
    assert_eq!(kept.snapshot_health(), SnapshotHealth { state: SnapshotState::Refused, held: None });
    assert!(matches!(refused, ServiceError::LimitExceeded { max: 5, .. }), "{refused}");
    for _ in 0..3 {
        let question = question(person_id(1), Viewpoint::OurCompany, end_of("2026-06-30"), RouteLimits::default());
        let reading = kept.reading(viewer("nobody", Role::Rep), NOW.parse().unwrap());
        match reading.influencers_of(&question).await {
            Ok(answer) => assert_eq!(answer.source, AnswerSource::Live),
            Err(error) => assert!(matches!(error, ServiceError::BadInput { .. }), "{error}"),
        }
    }
    assert_eq!(readings(&names.lock().unwrap()), 1, "it was tried again");
}

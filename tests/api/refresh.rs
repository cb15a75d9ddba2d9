//! A ledger that was brought up to date is the one that would be read now, whatever changed.

use std::sync::{Arc, Mutex};

use guanxi::domain::{
    Assessment, AttitudeLevel, Coded, DecisionRole, DecisionRoleKind, Department, DepartmentKind, Dimension,
    Endorsement, Id, Influence, InfluenceLevel, Membership, Opportunity, OpportunityOutcome, Organization,
    OrganizationKind, Period, Person, Polarity, Policy, Probability, Record, RecordKind, Reporting, ReportingScope,
    Role, Strength, Target, TargetDays, Unit, Viewer, Visibility, YesNoUnknown,
};
use guanxi::service::{ComputePool, Ledger, Limits, Service, ServiceError, WriteMode};
use guanxi::store::{SqliteOptions, SqliteStore, Store, statements as st};
use jiff::Timestamp;
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::interposed::Interposed;
use crate::support::neo4j;
use crate::world::NOW;

fn id(text: impl AsRef<str>) -> Id {
    Id::new(text.as_ref()).unwrap()
}

/// What one record of a recording is made of.
type Seed = [u8; 8];

/// People who are there from the beginning; others come with what is told of them.
const FIRST_PEOPLE: u8 = 5;
const PEOPLE: u8 = 12;
const OPPORTUNITIES: u8 = 5;

fn day(byte: u8) -> Option<Date> {
    (!byte.is_multiple_of(4)).then(|| Date::new(2020 + i16::from(byte % 7), 1 + (byte % 12) as i8, 1).unwrap())
}

fn instant(byte: u8) -> Timestamp {
    format!("202{}-0{}-01T00:00:00.000Z", byte % 6, 1 + byte % 9).parse().unwrap()
}

fn period(from: u8, to: u8) -> Period {
    let (from, to) = (day(from), day(to));
    Period::new(from, to).or_else(|_| Period::new(to, from)).or_else(|_| Period::new(None, to)).unwrap()
}

fn visibility(byte: u8) -> Visibility {
    Visibility::ALL[usize::from(byte) % Visibility::ALL.len()]
}

fn of<T: Coded>(byte: u8) -> T {
    T::ALL[usize::from(byte) % T::ALL.len()]
}

fn person(number: u8, consent: u8) -> Record {
    let number = number % PEOPLE;
    Record::Person(Person {
        // Their order is not the one in which they come.
        id: id(format!("{}-{number}", (b'a' + number * 7 % 26) as char)),
        name: format!("Person {number}"),
        email: None,
        phone: None,
        aliases: Vec::new(),
        consent: [None, Some(Visibility::Company), Some(Visibility::Team)][usize::from(consent) % 3],
        behaviour: None,
        social_style: None,
        needs: None,
    })
}

fn organization(number: u8, kind: OrganizationKind, region: u8) -> Record {
    Record::Organization(Organization {
        id: id(["us", "c-1", "c-2", "rival", "new"][usize::from(number) % 5]),
        name: "Organization".to_owned(),
        kind,
        industry: None,
        region: region.is_multiple_of(2).then(|| format!("Region {}", region % 3)),
        potential: None,
    })
}

fn department(number: u8, name: u8) -> Record {
    // One is called as a customer is: they are two units all the same.
    let (name_of, at) = [("d-1", "us"), ("d-2", "us"), ("d-3", "c-1"), ("c-2", "c-2")][usize::from(number) % 4];
    Record::Department(Department {
        id: id(name_of),
        name: format!("Department {}", name % 3),
        organization_id: id(at),
        parent_id: None,
        kind: DepartmentKind::Unit,
    })
}

fn opportunity(number: u8, seed: Seed) -> Record {
    let [a, b, c, d, e, ..] = seed;
    let currency = ["CNY", "EUR", "USD"][usize::from(b) % 3];
    Record::Opportunity(Opportunity {
        id: id(format!("op-{}", number % OPPORTUNITIES)),
        name: "Deal".to_owned(),
        customer_id: id(["c-1", "c-2"][usize::from(a) % 2]),
        amount: (b % 2 == 0).then_some(f64::from(b)),
        currency: (b % 2 == 0).then(|| currency.to_owned()),
        class: None,
        stage: (c % 2 == 0).then(|| "TAS4".to_owned()),
        owner_id: (c % 3 == 0).then(|| person(c % FIRST_PEOPLE, 0).id()),
        opened: day(d),
        closed: day(d).and_then(|opened| day(e).filter(|closed| *closed > opened)),
        outcome: (e % 5 == 0).then_some(OpportunityOutcome::Won),
    })
}

/// A record of any kind that the ledger takes up, and people who have to be there for it.
fn record(seed: Seed) -> Vec<Record> {
    let [kind, a, b, c, d, e, f, g] = seed;
    let (one, other) = (person(a, g), person(b, f));
    let (who, whom) = (one.id(), other.id());
    let in_opportunity = id(format!("op-{}", c % OPPORTUNITIES));
    let made = match kind % 12 {
        0 => return vec![one],
        1 => {
            let kinds = [OrganizationKind::Customer, OrganizationKind::Customer, OrganizationKind::Competitor];
            return vec![organization(1 + a % 4, kinds[usize::from(b) % 3], c)];
        }
        2 => return vec![department(a, b)],
        3 => return vec![opportunity(a, [b, c, d, e, f, g, 0, 0])],
        4 => {
            let units = ["d-1", "d-2", "d-3", "c-2"].map(|text| Unit::Department(id(text)));
            let unit = match c % 6 {
                4 => Unit::Organization(id("c-1")),
                5 => Unit::Organization(id("c-2")),
                number => units[usize::from(number)].clone(),
            };
            let level = Some(1 + e % 9);
            Record::Membership(Membership { person_id: who.clone(), unit, title: None, level, period: period(d, f) })
        }
        5 => Record::Reporting(Reporting {
            person_id: who.clone(),
            manager_id: whom.clone(),
            scope: if d % 2 == 0 { ReportingScope::Customer } else { ReportingScope::Opportunity(in_opportunity) },
            period: period(e, f),
        }),
        6 | 7 => Record::Influence(Influence {
            from_id: who.clone(),
            to_id: whom.clone(),
            strength: match c % 2 {
                0 => Strength::Level(of::<InfluenceLevel>(d)),
                _ => Strength::Given(Probability::new(0.5).unwrap()),
            },
            polarity: if e % 4 == 0 { Polarity::Conflict } else { Polarity::Support },
            kind: None,
            source: None,
            evidence: None,
            observed_at: (f % 2 == 0).then(|| instant(f)),
            ended_at: None,
            visibility: visibility(d),
            owner_id: (g % 2 == 0).then(|| whom.clone()),
        }),
        8 => Record::DecisionRole(DecisionRole {
            opportunity_id: in_opportunity,
            person_id: who.clone(),
            role: (d % 3 != 0).then(|| of::<DecisionRoleKind>(d)),
            importance: Some(1 + e % 3),
            veto: YesNoUnknown::Unknown,
            approve: YesNoUnknown::Yes,
            contact_level: None,
            period: period(f, g),
        }),
        9 => {
            let seen = [Visibility::Company, Visibility::Team, Visibility::Private][usize::from(f) % 3];
            Record::Assessment(Assessment {
                person_id: who.clone(),
                vendor_id: id(["us", "rival"][usize::from(d) % 2]),
                dimension: of::<Dimension>(e),
                level: AttitudeLevel::new(i64::from(f % 5) - 2).unwrap(),
                opportunity_id: (c % 2 == 0).then_some(in_opportunity),
                at: instant(e),
                by_id: (seen != Visibility::Company || d % 3 == 0).then(|| whom.clone()),
                evidence: None,
                coach: false,
                visibility: seen,
            })
        }
        10 => Record::Target(Target {
            person_id: who.clone(),
            days: TargetDays::new("2026-01-01".parse().unwrap(), "2027-01-01".parse().unwrap()).unwrap(),
            amount: f64::from(c),
            currency: ["CNY", "GBP"][usize::from(d) % 2].to_owned(),
        }),
        _ => Record::Endorsement(Endorsement {
            person_id: who.clone(),
            at: instant(c),
            by_id: (d % 2 == 0).then(|| whom.clone()),
            evidence: None,
            ended_at: (e % 2 == 0).then(|| instant(c) + jiff::SignedDuration::from_hours(24)),
        }),
    };
    vec![one, other, made]
}

fn beginning() -> Vec<Record> {
    let own = organization(0, OrganizationKind::Own, 1);
    let others = (1..5).map(|number| organization(number, OrganizationKind::Customer, number));
    let opportunities = (0..OPPORTUNITIES).map(|number| opportunity(number, [number; 8]));
    let people = (0..FIRST_PEOPLE).map(|number| person(number, number));
    let departments = (0..4).map(|number| department(number, number));
    std::iter::once(own).chain(others).chain(departments).chain(people).chain(opportunities).collect()
}

/// Records what is new or changed, each identity once: what comes later counts.
async fn write(service: &Service, records: Vec<Record>) {
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

fn service(store: &Arc<dyn Store>) -> Service {
    Service::new(Arc::clone(store), Policy::default(), Limits::default(), ComputePool::new(1).unwrap())
}

async fn ledger(service: &Service) -> Result<(Arc<Ledger>, i64), ServiceError> {
    let viewer = Viewer { person: id("nobody"), role: Role::Admin };
    service.reading(viewer, NOW.parse().unwrap()).ledger().await
}

async fn written_at_first(store: &Arc<dyn Store>) {
    store.migrate().await.unwrap();
    write(&service(store), beginning()).await;
}

/// Records step by step; after each, the ledger of a service that had the one before is that of a service that has none.
async fn check(store: &Arc<dyn Store>, steps: &[Vec<Seed>]) {
    let (noting, names) = Interposed::noting(store);
    let standing = service(&noting);
    ledger(&standing).await.unwrap();
    for step in steps {
        write(&service(store), step.iter().flat_map(|seed| record(*seed)).collect()).await;
        let (refreshed, version) = ledger(&standing).await.unwrap();
        let (fresh, at) = ledger(&service(store)).await.unwrap();
        assert_eq!(version, at);
        assert!(*refreshed == *fresh, "after {step:?}:\n{refreshed:#?}\n{fresh:#?}");
    }
    let everything = names.lock().unwrap().iter().filter(|name| **name == st::ledger::ASSESSMENTS.name).count();
    assert_eq!(everything, 1, "everything was read again");
}

fn steps() -> impl Strategy<Value = Vec<Vec<Seed>>> {
    proptest::collection::vec(proptest::collection::vec(any::<Seed>(), 1..8), 1..8)
}

#[test]
fn a_refreshed_ledger_is_the_one_that_would_be_read() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let number = std::cell::Cell::new(0);
    let config = Config { failure_persistence: None, ..Config::with_cases(40) };
    let outcome = TestRunner::new(config).run(&steps(), |steps| {
        number.set(number.get() + 1);
        let file = folder.path().join(format!("{}.db", number.get()));
        runtime.block_on(async {
            let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&file, SqliteOptions::default()).await.unwrap());
            written_at_first(&store).await;
            check(&store, &steps).await;
        });
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn a_refreshed_ledger_is_the_one_that_would_be_read_on_neo4j() {
    let server = neo4j::exclusive();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store: Arc<dyn Store> = runtime.block_on(server.store());
    runtime.block_on(written_at_first(&store));
    let config = Config { failure_persistence: None, max_shrink_iters: 0, ..Config::with_cases(6) };
    // Each case goes on with what the one before left.
    let outcome = TestRunner::new(config).run(&steps(), |steps| {
        runtime.block_on(check(&store, &steps));
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

fn some() -> Vec<Record> {
    (0..40_u8).flat_map(|n| record([3, 5, 1, 7, 11, 13, 17, 19].map(|by: u8| n.wrapping_mul(by)))).collect()
}

/// Neo4j shows every statement what is committed then: what is recorded while everything is read is read once more by itself.
#[tokio::test(flavor = "multi_thread")]
async fn a_recording_in_the_middle_is_read_afterwards_on_neo4j() {
    let server = tokio::task::block_in_place(neo4j::exclusive);
    let store: Arc<dyn Store> = server.store().await;
    written_at_first(&store).await;
    let (names, writer) = (Arc::new(Mutex::new(Vec::new())), service(&store));
    let noted = Arc::clone(&names);
    let late = Interposed::over(&store, move |name| {
        let first = {
            let mut names = noted.lock().unwrap();
            names.push(name);
            name == st::ledger::SUPPORT.name && names.iter().filter(|n| **n == name).count() == 1
        };
        let writer = writer.clone();
        Box::pin(async move {
            if first {
                write(&writer, some()).await;
            }
        })
    });
    let (read, version) = ledger(&service(&late)).await.unwrap();
    assert_eq!(version, 2);
    assert!(*read == *ledger(&service(&store)).await.unwrap().0);
    let everything = names.lock().unwrap().iter().filter(|name| **name == st::ledger::ASSESSMENTS.name).count();
    assert_eq!(everything, 1);
}

/// A request that is given up leaves what it had begun to read to the next.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_is_finished_for_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let store: Arc<dyn Store> =
        Arc::new(SqliteStore::open(&folder.path().join("g.db"), SqliteOptions::default()).await.unwrap());
    written_at_first(&store).await;
    let (begun, go_on) = (Arc::new(tokio::sync::Notify::new()), Arc::new(tokio::sync::Notify::new()));
    let names = Arc::new(Mutex::new(Vec::new()));
    let held = {
        let (begun, go_on, names) = (Arc::clone(&begun), Arc::clone(&go_on), Arc::clone(&names));
        Interposed::over(&store, move |name| {
            let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
            names.lock().unwrap().push(name);
            Box::pin(async move {
                if name == st::ledger::ROLES.name {
                    begun.notify_one();
                    go_on.notified().await;
                }
            })
        })
    };
    let service = service(&held);
    let first = tokio::spawn({
        let service = service.clone();
        async move { ledger(&service).await.map(|(ledger, _)| ledger) }
    });
    begun.notified().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    go_on.notify_one();
    ledger(&service).await.unwrap();
    let everything = names.lock().unwrap().iter().filter(|name| **name == st::ledger::ROLES.name).count();
    assert_eq!(everything, 1, "the next began anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_while_reading_is_an_error_of_that_question_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store: Arc<dyn Store> =
        Arc::new(SqliteStore::open(&folder.path().join("g.db"), SqliteOptions::default()).await.unwrap());
    written_at_first(&store).await;
    let panics = Mutex::new(true);
    let broken = Interposed::over(&store, move |name| {
        let now = name == st::ledger::ROLES.name && std::mem::take(&mut *panics.lock().unwrap());
        Box::pin(async move { assert!(!now, "on purpose") })
    });
    let service = service(&broken);
    assert!(matches!(ledger(&service).await, Err(ServiceError::Internal(_))));
    ledger(&service).await.unwrap();
}

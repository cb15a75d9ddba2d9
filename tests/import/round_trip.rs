//! What is exported and imported into an empty store is the same, byte by byte.

use std::collections::HashSet;
use std::fs;

use guanxi::domain::*;
use guanxi::import::{ExportError, ExportFormat, ImportOptions, export};
use guanxi::service::WriteMode;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::world::{World, base, contents};

const PEOPLE: usize = 6;
const DEPARTMENTS: usize = 8;

fn id(kind: char, at: usize) -> Id {
    Id::new(format!("{kind}{at}")).unwrap()
}

/// Organizations are `o0` to `o2`, departments `d…`, people `p…`, opportunities `x0` and `x1`.
fn person() -> impl Strategy<Value = Id> {
    (0..PEOPLE).prop_map(|at| id('p', at))
}

fn pair() -> impl Strategy<Value = (Id, Id)> {
    (0..PEOPLE, 1..PEOPLE).prop_map(|(from, step)| (id('p', from), id('p', (from + step) % PEOPLE)))
}

fn opportunity_id() -> impl Strategy<Value = Id> {
    (0..2usize).prop_map(|at| id('x', at))
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof!["[=+@-][a-z,;\"']{1,6}", "[a-zA-Z王芳𠮷é]{1,12}", "[a-z]\" ,x;[a-z]", Just("😀\"\"".to_owned())]
}

fn prose() -> impl Strategy<Value = String> {
    const FIXED: [&str; 5] = ["two\nlines, \"quoted\"", " padded\t", "cr\r\nlf", "_x000D_", "end\n"];
    prop_oneof![line(), prop::sample::select(&FIXED[..]).prop_map(str::to_owned)]
}

fn one_of<T: Coded + std::fmt::Debug>() -> impl Strategy<Value = T> {
    prop::sample::select(T::ALL)
}

fn day() -> impl Strategy<Value = Date> {
    (1990..2030i16, 1..=12i8, 1..=28i8).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn instant() -> impl Strategy<Value = Timestamp> {
    (0..1_900_000_000_000i64).prop_map(|ms| Timestamp::from_millisecond(ms).unwrap())
}

/// An instant before the imports of these tests.
fn past() -> impl Strategy<Value = Timestamp> {
    (0..1_772_000_000_000i64).prop_map(|ms| Timestamp::from_millisecond(ms).unwrap())
}

fn period() -> impl Strategy<Value = Period> {
    (of(day()), of(day())).prop_map(|(a, b)| Period::new(a, b).or(Period::new(b, a)).unwrap())
}

fn organizations() -> impl Strategy<Value = Vec<Record>> {
    let kinds = [OrganizationKind::Own, OrganizationKind::Customer, OrganizationKind::Competitor];
    vec((line(), of(line()), of(line()), of(one_of())), 3).prop_map(move |all| {
        let make = |(n, (name, industry, region, potential))| {
            Record::Organization(Organization { id: id('o', n), name, kind: kinds[n], industry, region, potential })
        };
        all.into_iter().enumerate().map(make).collect()
    })
}

fn departments() -> impl Strategy<Value = Vec<Record>> {
    vec((line(), one_of(), of(0..DEPARTMENTS)), DEPARTMENTS).prop_map(|all| {
        let make = |(n, (name, kind, parent)): (usize, (_, _, Option<usize>))| {
            // The parent comes later by its identifier, so that the order of writing matters.
            let parent_id = parent.filter(|parent| *parent > n).map(|parent| id('d', parent));
            Record::Department(Department { id: id('d', n), name, organization_id: id('o', 1), parent_id, kind })
        };
        all.into_iter().enumerate().map(make).collect()
    })
}

fn people() -> impl Strategy<Value = Vec<Record>> {
    let one = (line(), of(line()), of(line()), btree_set("[a-z王]{1,5}", 0..3));
    let portrait = (of(one_of()), of(one_of()), of(one_of()), of(prose()));
    vec((one, portrait), PEOPLE).prop_map(|all| {
        let make = |(n, ((name, email, phone, aliases), (consent, behaviour, social_style, needs)))| {
            let aliases = std::collections::BTreeSet::into_iter(aliases).collect();
            let id = id('p', n);
            Record::Person(Person { id, name, email, phone, aliases, consent, behaviour, social_style, needs })
        };
        all.into_iter().enumerate().map(make).collect()
    })
}

fn membership() -> impl Strategy<Value = Record> {
    (person(), 0..=DEPARTMENTS, of(line()), of(1..=255u8), period()).prop_map(
        |(person_id, at, title, level, period)| {
            let unit = if at == DEPARTMENTS { Unit::Organization(id('o', 1)) } else { Unit::Department(id('d', at)) };
            Record::Membership(Membership { person_id, unit, title, level, period })
        },
    )
}

fn opportunities() -> impl Strategy<Value = Vec<Record>> {
    let texts = (line(), of(line()), of(line()));
    vec((texts, of(0..1_000_000_000_000u64), of(person()), of(day()), of(one_of())), 2).prop_map(|all| {
        let make =
            |(n, ((name, class, stage), cents, owner_id, opened, outcome)): (usize, (_, Option<u64>, _, _, _))| {
                Record::Opportunity(Opportunity {
                    id: id('x', n),
                    name,
                    customer_id: id('o', 1),
                    amount: cents.map(|cents| cents as f64 / 100.0),
                    currency: cents.map(|_| "CNY".to_owned()),
                    class,
                    stage,
                    owner_id,
                    opened,
                    closed: opened,
                    outcome,
                })
            };
        all.into_iter().enumerate().map(make).collect()
    })
}

fn reporting() -> impl Strategy<Value = Record> {
    // Managers have higher numbers, so that there are no circles.
    (0..PEOPLE - 1, 0..PEOPLE, of(opportunity_id()), period()).prop_map(|(person, step, scope, period)| {
        let manager = person + 1 + step % (PEOPLE - 1 - person);
        let scope = scope.map_or(ReportingScope::Customer, ReportingScope::Opportunity);
        Record::Reporting(Reporting { person_id: id('p', person), manager_id: id('p', manager), scope, period })
    })
}

fn influence() -> impl Strategy<Value = Record> {
    let strength = prop_oneof![
        one_of().prop_map(Strength::Level),
        (f64::MIN_POSITIVE..=1.0).prop_map(|p| Strength::Given(Probability::new(p).unwrap())),
    ];
    let texts = (of(line()), of(line()), of(prose()));
    let times = (of(instant()), any::<bool>());
    (pair(), strength, one_of(), texts, times, one_of(), of(person())).prop_map(
        |(
            (from_id, to_id),
            strength,
            polarity,
            (kind, source, evidence),
            (observed_at, ends),
            visibility,
            owner_id,
        )| {
            Record::Influence(Influence {
                from_id,
                to_id,
                strength,
                polarity,
                kind,
                source,
                evidence,
                observed_at,
                ended_at: observed_at.filter(|_| ends),
                visibility,
                owner_id,
            })
        },
    )
}

fn interaction() -> impl Strategy<Value = Record> {
    let own = of("[a-z]{8}").prop_map(|id| id.map(|id| Id::new(id).unwrap()));
    (pair(), instant(), one_of(), 1..100u32, own).prop_map(|((from_id, to_id), at, kind, count, id)| {
        Record::Interaction(Interaction { id, from_id, to_id, at, kind, count })
    })
}

fn decision_role() -> impl Strategy<Value = Record> {
    let votes = (one_of(), one_of());
    (opportunity_id(), person(), of(one_of()), of(1..=3u8), votes, of(one_of()), period()).prop_map(
        |(opportunity_id, person_id, role, importance, (veto, approve), contact_level, period)| {
            Record::DecisionRole(DecisionRole {
                opportunity_id,
                person_id,
                role,
                importance,
                veto,
                approve,
                contact_level,
                period,
            })
        },
    )
}

fn assessment() -> impl Strategy<Value = Record> {
    let who = (person(), 0..3usize, of(opportunity_id()), of(person()));
    let visibility = prop::sample::select(&[Visibility::Private, Visibility::Team, Visibility::Company][..]);
    (who, one_of(), -2..=2i64, past(), of(prose()), any::<bool>(), visibility).prop_map(
        |((person_id, vendor, opportunity_id, by_id), dimension, level, at, evidence, coach, visibility)| {
            let visibility = if by_id.is_some() { visibility } else { Visibility::Company };
            Record::Assessment(Assessment {
                person_id,
                vendor_id: id('o', vendor),
                dimension,
                level: AttitudeLevel::new(level).unwrap(),
                opportunity_id,
                at,
                by_id,
                evidence,
                coach,
                visibility,
            })
        },
    )
}

fn signal() -> impl Strategy<Value = Record> {
    (opportunity_id(), one_of(), any::<bool>(), past(), of(person()), of(prose())).prop_map(
        |(opportunity_id, signal, value, at, by_id, evidence)| {
            Record::Signal(Signal { opportunity_id, signal, value, at, by_id, evidence })
        },
    )
}

fn target() -> impl Strategy<Value = Record> {
    let currency = prop::sample::select(&["CNY", "EUR"][..]);
    (person(), day(), 1..800i64, 0..1_000_000_000_000u64, currency).prop_map(
        |(person_id, from, days, cents, currency)| {
            let to = from.checked_add(days.days()).unwrap();
            let days = TargetDays::new(from, to).unwrap();
            Record::Target(Target { person_id, days, amount: cents as f64 / 100.0, currency: currency.to_owned() })
        },
    )
}

fn endorsement() -> impl Strategy<Value = Record> {
    (person(), past(), of(person()), of(prose()), any::<bool>()).prop_map(|(person_id, at, by_id, evidence, ends)| {
        Record::Endorsement(Endorsement { person_id, at, by_id, evidence, ended_at: Some(at).filter(|_| ends) })
    })
}

/// Everything every kind can hold, valid together.
fn records() -> impl Strategy<Value = Vec<Record>> {
    let entities = (organizations(), departments(), people(), opportunities());
    let facts = (
        vec(membership(), 0..8),
        vec(reporting(), 0..6),
        vec(influence(), 0..10),
        vec(interaction(), 0..8),
        vec(decision_role(), 0..6),
        vec(assessment(), 0..6),
        vec(signal(), 0..6),
        vec(target(), 0..6),
        vec(endorsement(), 0..6),
    );
    (entities, facts).prop_map(|((a, b, c, d), (e, f, g, h, i, j, k, l, m))| {
        let mut records = [a, b, c, d, e, f, g, h, i, j, k, l, m].concat();
        let mut ids = HashSet::new();
        records.retain(|record| ids.insert((record.kind(), record.id())));
        records
    })
}

/// Random worlds, the same in every run.
fn worlds(count: usize) -> Vec<Vec<Record>> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = records();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

async fn record_all(world: &World, records: &[Record]) {
    let now = "2026-03-02T00:00:00Z".parse().unwrap();
    let mut recorder = world.service.record(now, WriteMode::Bulk).await.unwrap();
    for kind in RecordKind::ALL {
        // Departments from the last: parents first.
        for record in records.iter().rev().filter(|record| record.kind() == *kind) {
            recorder.apply(std::slice::from_ref(record)).await.unwrap();
        }
    }
    recorder.finish().await.unwrap();
}

#[tokio::test]
async fn records_survive_csv_and_xlsx_and_give_the_same_bytes_again() {
    for records in worlds(16) {
        let first = World::new().await;
        record_all(&first, &records).await;
        let stored = first.records().await;
        assert_eq!(stored.len(), records.len());
        for (format, name) in [(ExportFormat::Csv, "out"), (ExportFormat::Xlsx, "out.xlsx")] {
            let out = first.path(name);
            let counts = export(&first.service, &out, format).await.unwrap();
            assert_eq!(counts.iter().map(|(_, n)| *n).sum::<u64>(), records.len() as u64);
            let second = World::new().await;
            let outcome = second.import_paths(std::slice::from_ref(&out), &ImportOptions::default()).await;
            assert!(outcome.is_written(), "{outcome}");
            assert_eq!(second.records().await, stored, "{format:?}");
            let again = second.path(name);
            export(&second.service, &again, format).await.unwrap();
            match format {
                ExportFormat::Csv => assert_eq!(contents(&again), contents(&out)),
                ExportFormat::Xlsx => assert!(fs::read(&again).unwrap() == fs::read(&out).unwrap(), "other bytes"),
            }
        }
    }
}

#[tokio::test]
async fn an_export_is_whole_and_overwrites_nothing() {
    let world = base().await;
    let out = world.path("out");
    fs::create_dir(&out).unwrap();
    export(&world.service, &out, ExportFormat::of(&out)).await.unwrap();
    assert_eq!(contents(&out).len(), 13);
    let text = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    insta::assert_snapshot!(
        "exported",
        format!("{}\n{}\n{}", text("people.csv"), text("memberships.csv"), text("influences.csv"))
    );
    // Whoever may read any new file here may read what was exported.
    let book = world.path("book.xlsx");
    fs::write(&book, "mine").unwrap();
    let usual = fs::metadata(&book).unwrap().permissions();
    let exported = world.path("exported.xlsx");
    export(&world.service, &exported, ExportFormat::Xlsx).await.unwrap();
    for path in [exported, out.join("people.csv")] {
        assert_eq!(fs::metadata(&path).unwrap().permissions(), usual, "{}", path.display());
    }
    for path in [out, world.path("store.db"), book.clone()] {
        let refused = export(&world.service, &path, ExportFormat::of(&path)).await;
        assert!(matches!(refused, Err(ExportError::Exists(_))), "{refused:?}");
    }
    assert_eq!(fs::read(&book).unwrap(), b"mine");
    for entry in fs::read_dir(world.folder.path()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(!name.starts_with(".guanxi"), "{name}");
    }
}

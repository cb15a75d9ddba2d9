//! The whole company: deterministic, consistent, and the shape it promises.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::date;

use super::*;
use crate::domain::{
    Assessment, Coded, InfluenceLevel, InteractionKind, OpportunityOutcome, OrganizationKind, Polarity, ReportingScope,
    SignalKind, Strength, Unit, Visibility,
};

const TODAY: Date = date(2026, 6, 30);

fn all(size: DemoSize, seed: u64) -> Vec<Record> {
    generate(size, seed, TODAY).collect()
}

/// A hash of everything every record says.
fn digest(size: DemoSize, seed: u64, today: Date) -> String {
    let mut hasher = blake3::Hasher::new();
    for record in generate(size, seed, today) {
        hasher.update(format!("{record:?}\n").as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

#[test]
fn the_same_size_seed_and_day_give_the_same_records() {
    let size = DemoSize::default();
    let one = digest(size, 1, TODAY);
    assert_eq!(one, digest(size, 1, TODAY));
    assert_ne!(one, digest(size, 2, TODAY));
    assert_ne!(one, digest(size, 1, date(2026, 7, 1)));
    // The value itself, so that another machine or a new version of a crate cannot give other records unnoticed.
    assert_eq!(one, "17cfdc0fba1e9297");
}

#[test]
fn sizes_are_as_asked_for() {
    for size in [DemoSize::default(), DemoSize::for_people(6_000)] {
        let mut counts: HashMap<RecordKind, u32> = HashMap::new();
        let mut last = RecordKind::Organization;
        for record in generate(size, 7, TODAY) {
            assert!(last <= record.kind(), "records come kind by kind");
            last = record.kind();
            *counts.entry(last).or_default() += 1;
        }
        assert_eq!(counts[&RecordKind::Organization], 1 + size.customers + size.competitors + 1);
        assert_eq!(counts[&RecordKind::Person], size.colleagues + size.contacts + size.rivals);
        assert_eq!(counts[&RecordKind::Influence], size.influence_lines);
        assert_eq!(counts[&RecordKind::Interaction], size.interactions);
        assert_eq!(counts[&RecordKind::Opportunity], size.opportunities);
        assert_eq!(counts.len(), RecordKind::ALL.len(), "every kind is there");
    }
    let small = Demo::new(DemoSize { colleagues: 0, customers: 0, contacts: 0, ..DemoSize::default() }, 1, TODAY);
    assert!(small.records(RecordKind::Person).count() > 100);
}

#[test]
fn there_can_be_much_to_sell_for_many() {
    let demo = Demo::new(DemoSize::for_sales(), 1, TODAY);
    assert_eq!(demo.size(), DemoSize::for_sales(), "nothing had to be raised");
    assert_eq!(demo.records(RecordKind::Assessment).count(), 400_000);
}

/// The rules an import checks, for several sizes and seeds.
#[test]
fn records_obey_the_rules_of_an_import() {
    for (size, seed) in [
        (DemoSize::default(), 1),
        (DemoSize::default(), 2),
        (DemoSize::for_people(100), 3),
        (DemoSize::for_people(6_000), 4),
    ] {
        check(&all(size, seed));
    }
}

fn check(records: &[Record]) {
    let mut ids: HashMap<RecordKind, HashSet<Id>> = HashMap::new();
    for record in records {
        assert!(ids.entry(record.kind()).or_default().insert(record.id()), "twice: {record:?}");
    }
    let has = |kind, id: &Id| assert!(ids[&kind].contains(id), "no {kind:?} {id}");
    let person = |id| has(RecordKind::Person, id);
    let (mut owns, mut organization_of, mut posts) = (Vec::new(), HashMap::new(), HashMap::<Id, Vec<_>>::new());
    let (mut managers, mut addresses) = (HashMap::<(String, Id), Id>::new(), HashSet::new());
    let tomorrow = start_of_day(TODAY);
    for record in records {
        match record {
            Record::Organization(r) if r.kind == OrganizationKind::Own => owns.push(r.id.clone()),
            Record::Organization(_) => {}
            Record::Department(r) => {
                has(RecordKind::Organization, &r.organization_id);
                if let Some(parent) = &r.parent_id {
                    assert_eq!(
                        organization_of[parent], r.organization_id,
                        "a parent comes first, in the same organization"
                    );
                }
                organization_of.insert(r.id.clone(), r.organization_id.clone());
            }
            Record::Person(r) => {
                if let Some(email) = &r.email {
                    assert!(addresses.insert(email.clone()), "two people with {email}");
                    assert!(email.is_ascii() && !email.contains(' ') && !email.starts_with('@'), "{email}");
                }
            }
            Record::Membership(r) => {
                person(&r.person_id);
                let Unit::Department(department) = &r.unit else { panic!("{r:?}") };
                if owns.contains(&organization_of[department]) {
                    posts.entry(r.person_id.clone()).or_default().push(r.period);
                }
            }
            Record::Opportunity(r) => {
                has(RecordKind::Organization, &r.customer_id);
                person(r.owner_id.as_ref().unwrap());
                assert_eq!(r.closed.is_some(), r.outcome.is_some());
                assert_eq!(r.stage.as_deref() == Some("closed"), r.closed.is_some());
            }
            Record::Reporting(r) => {
                person(&r.person_id);
                person(&r.manager_id);
                if let ReportingScope::Opportunity(id) = &r.scope {
                    has(RecordKind::Opportunity, id);
                }
                let key = (r.scope.code().to_owned(), r.person_id.clone());
                assert!(managers.insert(key, r.manager_id.clone()).is_none(), "two managers: {r:?}");
            }
            Record::Influence(r) => {
                person(&r.from_id);
                person(&r.to_id);
                assert_ne!(r.from_id, r.to_id);
                assert!(r.observed_at.is_none_or(|at| at < tomorrow));
                assert!(r.ended_at.is_none_or(|at| Some(at) > r.observed_at && at < tomorrow), "{r:?}");
                assert!(r.visibility == Visibility::Company || r.owner_id.is_some(), "{r:?}");
            }
            Record::Interaction(r) => {
                person(&r.from_id);
                person(&r.to_id);
                assert_ne!(r.from_id, r.to_id);
                assert!(r.count >= 1 && r.at < tomorrow);
            }
            Record::DecisionRole(r) => {
                person(&r.person_id);
                has(RecordKind::Opportunity, &r.opportunity_id);
            }
            Record::Assessment(r) => {
                person(&r.person_id);
                has(RecordKind::Organization, &r.vendor_id);
                assert!(r.at < tomorrow);
                assert_eq!(Assessment::check_visibility(r.visibility, r.by_id.as_ref()), Ok(()), "{r:?}");
            }
            Record::Signal(r) => {
                has(RecordKind::Opportunity, &r.opportunity_id);
                person(r.by_id.as_ref().unwrap());
                assert!(r.at < tomorrow);
            }
            Record::Target(r) => {
                person(&r.person_id);
                assert!(r.amount > 0.0 && r.days.from() <= TODAY);
            }
            Record::Endorsement(r) => {
                person(&r.person_id);
                person(r.by_id.as_ref().unwrap());
                assert!(r.at < tomorrow && r.ended_at.is_none_or(|at| r.at < at && at < tomorrow), "{r:?}");
            }
        }
    }
    assert_eq!(owns.len(), 1, "one own organization");
    for (who, periods) in posts {
        for (n, one) in periods.iter().enumerate() {
            assert!(periods[n + 1..].iter().all(|other| !one.overlaps(*other)), "{who} holds two posts at once");
        }
    }
    for (scope, start) in managers.keys() {
        let (mut at, mut steps) = (start, 0);
        while let Some(manager) = managers.get(&(scope.clone(), at.clone())) {
            (at, steps) = (manager, steps + 1);
            assert!(steps < 10, "a circle above {start}");
        }
    }
}

#[test]
fn every_word_of_the_method_occurs() {
    let (mut words, mut sights, mut given, mut conflicts) = (BTreeSet::new(), BTreeSet::new(), 0, 0);
    for record in all(DemoSize::default(), 1) {
        match record {
            Record::Organization(r) => words.extend([r.kind.code()]),
            Record::Department(r) => words.extend([r.kind.code()]),
            Record::Opportunity(r) => words.extend(r.outcome.map(Coded::code)),
            Record::Influence(r) => {
                words.insert(r.visibility.code());
                conflicts += u32::from(r.polarity == Polarity::Conflict);
                match r.strength {
                    Strength::Level(level) => words.extend([level.code()]),
                    Strength::Given(_) => given += 1,
                }
            }
            Record::Interaction(r) => words.extend([r.kind.code()]),
            Record::DecisionRole(r) => {
                words.extend([r.veto.code(), r.approve.code()]);
                words.extend(r.role.map(Coded::code));
            }
            Record::Assessment(r) => {
                words.insert(r.dimension.code());
                sights.insert(r.visibility);
            }
            Record::Signal(r) => words.extend([r.signal.code()]),
            Record::Person(_)
            | Record::Membership(_)
            | Record::Reporting(_)
            | Record::Target(_)
            | Record::Endorsement(_) => {}
        }
    }
    assert!(given > 10 && conflicts > 10);
    assert_eq!(sights, BTreeSet::from([Visibility::Private, Visibility::Team, Visibility::Company]));
    let codes = |list: &mut dyn Iterator<Item = &'static str>| {
        for code in list {
            assert!(words.contains(code), "{code} does not occur");
        }
    };
    codes(&mut OrganizationKind::ALL.iter().map(|w| w.code()));
    codes(&mut crate::domain::DepartmentKind::ALL.iter().map(|w| w.code()));
    codes(&mut OpportunityOutcome::ALL.iter().map(|w| w.code()));
    codes(&mut Visibility::ALL.iter().map(|w| w.code()));
    codes(&mut InfluenceLevel::ALL.iter().map(|w| w.code()));
    codes(&mut InteractionKind::ALL.iter().map(|w| w.code()));
    codes(&mut crate::domain::DecisionRoleKind::ALL.iter().map(|w| w.code()));
    codes(&mut crate::domain::YesNoUnknown::ALL.iter().map(|w| w.code()));
    codes(&mut crate::domain::Dimension::ALL.iter().map(|w| w.code()));
    codes(&mut SignalKind::ALL.iter().map(|w| w.code()));
}

#[test]
fn senior_contacts_are_hubs() {
    let size = DemoSize::for_people(20_000);
    let mut into: HashMap<Id, u32> = HashMap::new();
    for record in Demo::new(size, 5, TODAY).records(RecordKind::Influence) {
        let Record::Influence(line) = record else { unreachable!("influence lines were asked for") };
        if line.to_id.as_str().starts_with("con-") {
            *into.entry(line.to_id).or_default() += 1;
        }
    }
    let mut degrees: Vec<u32> = into.into_values().collect();
    degrees.resize(size.contacts as usize, 0);
    degrees.sort_unstable();
    let (median, hub, top) =
        (degrees[degrees.len() / 2], degrees[degrees.len() * 99 / 100], degrees[degrees.len() - 1]);
    assert!(median >= 3 && hub >= 60 && hub >= 10 * median && top < 1_000, "{median} {hub} {top}");
}

/// The story is the same whatever the size.
#[test]
fn wang_fang_can_be_reached_by_several_doors() {
    for size in [DemoSize::for_people(100), DemoSize::default(), DemoSize::for_people(20_000)] {
        let demo = Demo::new(size, 9, TODAY);
        let names: HashMap<Id, String> = demo
            .records(RecordKind::Person)
            .filter_map(|r| if let Record::Person(p) = r { Some((p.id, p.name)) } else { None })
            .collect();
        let named =
            |name: &str| names.iter().filter(|(_, n)| *n == name).map(|(id, _)| id.as_str()).collect::<BTreeSet<_>>();
        assert_eq!(named("王芳"), BTreeSet::from([KEY_PERSON]));
        assert_eq!(named("张伟").len(), 2, "two people share a name");
        let called = |id: &str| names[&Id::new(id).unwrap()].as_str();
        assert_eq!([called(VIEWER), called(MANAGER), called(EXECUTIVE)], ["刘洋", "郑晓东", "林建国"]);
        let mut doors = HashMap::new();
        for record in demo.records(RecordKind::Influence) {
            if let Record::Influence(line) = record
                && line.to_id.as_str() == KEY_PERSON
                && line.from_id.as_str().starts_with("emp-")
            {
                let owner_agrees = line.owner_id.as_ref().is_none_or(|owner| *owner == line.from_id);
                assert!(owner_agrees);
                doors.insert(names[&line.from_id].clone(), line.visibility);
            }
        }
        assert_eq!(doors.len(), 10, "{doors:?}");
        assert_eq!(doors["何静"], Visibility::Blind);
        assert_eq!(doors["邓超"], Visibility::Team);
        assert_eq!(doors["沈悦"], Visibility::Private);
        let deal = demo.records(RecordKind::Opportunity).next();
        let Some(Record::Opportunity(deal)) = deal else { panic!("{deal:?}") };
        assert_eq!((deal.id.as_str(), deal.owner_id.as_ref().map(Id::as_str)), (OPPORTUNITY, Some(VIEWER)));
    }
}

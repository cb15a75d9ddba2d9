//! What changed since a data version is what was written since, whoever wrote it, and everything where that is not known.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use guanxi::domain::{Id, Organization, OrganizationKind, Person, Policy, Record, RecordKind, Role, Viewer};
use guanxi::service::{Change, Changed, ComputePool, Limits, RecordMode, RequestKey, Service, WriteMode};
use guanxi::store::{Params, SqliteOptions, SqliteStore, Store, statements as st};

use crate::support::neo4j;
use crate::world::NOW;

fn now() -> jiff::Timestamp {
    NOW.parse().unwrap()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn person(name: &str) -> Record {
    Record::Person(Person {
        id: id(name),
        name: name.to_owned(),
        email: None,
        phone: None,
        aliases: Vec::new(),
        consent: None,
        behaviour: None,
        social_style: None,
        needs: None,
    })
}

fn renamed(who: &str, name: &str) -> Record {
    let Record::Person(person) = person(who) else { unreachable!("a person") };
    Record::Person(Person { name: name.to_owned(), ..person })
}

fn own() -> Record {
    Record::Organization(Organization {
        id: id("own"),
        name: "Us".to_owned(),
        kind: OrganizationKind::Own,
        industry: None,
        region: None,
        potential: None,
    })
}

fn people(ids: &[&str]) -> Changed {
    let ids: HashSet<Id> = ids.iter().map(|text| id(text)).collect();
    Changed::Records(HashMap::from([(RecordKind::Person, ids)]))
}

async fn record(service: &Service, records: &[Record]) -> i64 {
    let mut recorder = service.record(now(), WriteMode::Bulk).await.unwrap();
    for piece in records.chunks(2_000) {
        recorder.apply(piece).await.unwrap();
    }
    recorder.finish().await.unwrap().data_version
}

async fn since(service: &Service, version: i64) -> Changed {
    let viewer = Viewer { person: id("a"), role: Role::Admin };
    let (changed, until) = service.reading(viewer.clone(), now()).changed_since(version).await.unwrap();
    assert_eq!(until, service.reading(viewer, now()).data_version().await.unwrap());
    changed
}

async fn raise(store: &dyn Store) {
    let mut transaction = store.begin().await.unwrap();
    transaction.run(&st::meta::RAISE, Params::new()).await.unwrap();
    transaction.commit().await.unwrap();
}

fn service_over(store: Arc<dyn Store>) -> Service {
    Service::new(store, Policy::default(), Limits::default(), ComputePool::new(1).unwrap())
}

async fn small_and_large_and_foreign_writes(store: Arc<dyn Store>) {
    store.migrate().await.unwrap();
    // Two services on one store, as two machines would be.
    let (one, two) = (service_over(Arc::clone(&store)), service_over(Arc::clone(&store)));
    assert!(since(&one, 0).await.is_nothing());
    assert_eq!(record(&one, &[own()]).await, 1);
    assert_eq!(record(&one, &[person("a"), person("b")]).await, 2);
    assert_eq!(record(&two, &[renamed("b", "Bo"), person("c")]).await, 3);
    assert_eq!(since(&one, 1).await, people(&["a", "b", "c"]));
    assert_eq!(since(&two, 2).await, people(&["b", "c"]));
    let Changed::Records(all) = since(&two, 0).await else { panic!("everything") };
    assert_eq!(all[&RecordKind::Organization], HashSet::from([id("own")]));

    // The same again changes nothing, and what is dropped has changed nothing.
    assert_eq!(record(&one, &[person("c"), person("a")]).await, 3);
    assert_eq!(record(&one, &[person("a"), person("x")]).await, 4);
    assert_eq!(since(&one, 3).await, people(&["x"]));
    let mut dropped = one.record(now(), WriteMode::Bulk).await.unwrap();
    dropped.apply(&[person("lost")]).await.unwrap();
    drop(dropped);
    let admin = Viewer { person: id("a"), role: Role::Admin };
    let change = Change::Record { record: person("d"), mode: RecordMode::Create };
    let done = two.change(&admin, &RequestKey::new("key-1").unwrap(), &change, now()).await.unwrap();
    assert_eq!(done.data_version, 5);
    assert_eq!(since(&one, 4).await, people(&["d"]));
    assert!(since(&one, 5).await.is_nothing());
    // A version that there is not yet.
    assert_eq!(since(&one, 6).await, Changed::Everything);

    // Many have no names; those after them have.
    let most: Vec<Record> = (0..10_000).map(|number| person(&format!("m{number:05}"))).collect();
    assert_eq!(record(&one, &most).await, 6);
    let Changed::Records(many) = since(&two, 5).await else { panic!("everything") };
    assert_eq!(many[&RecordKind::Person].len(), 10_000);
    assert_eq!(since(&two, 4).await, Changed::Everything, "one more than an answer names");
    let more: Vec<Record> = (0..10_001).map(|number| person(&format!("n{number:05}"))).collect();
    assert_eq!(record(&one, &more).await, 7);
    assert_eq!(since(&two, 6).await, Changed::Everything);
    assert_eq!(record(&one, &[person("e")]).await, 8);
    assert_eq!(since(&two, 7).await, people(&["e"]));

    // Somebody raised the version with other tools.
    raise(store.as_ref()).await;
    assert_eq!(record(&one, &[person("f")]).await, 10);
    assert_eq!(since(&one, 8).await, Changed::Everything);
    assert_eq!(since(&one, 9).await, people(&["f"]));

    // What is older than the rows that are kept is forgotten.
    for round in 0..2 {
        let again: Vec<Record> = most.iter().map(|r| renamed(r.id().as_str(), &format!("round {round}"))).collect();
        record(&one, &again).await;
    }
    let left = Params::new().with("version", 0_i64).with("limit", 100_000_i64);
    let left = store.run(&st::change::SINCE, left).await.unwrap().len();
    assert_eq!(left, 20_000);
    assert_eq!(since(&one, 9).await, Changed::Everything);
    let Changed::Records(last) = since(&one, 11).await else { panic!("everything") };
    assert_eq!(last[&RecordKind::Person].len(), 10_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_are_told_on_the_embedded_store() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("guanxi.db"), SqliteOptions::default()).await.unwrap();
    small_and_large_and_foreign_writes(Arc::new(store)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_are_told_on_neo4j() {
    let server = tokio::task::block_in_place(neo4j::exclusive);
    small_and_large_and_foreign_writes(server.store().await).await;
}

/// Others see parts of a recording in several transactions before it ends, and after it broke off.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_recording_in_several_transactions_leaves_is_everything() {
    let server = tokio::task::block_in_place(neo4j::exclusive);
    let service = service_over(server.store().await);
    assert_eq!(record(&service, &[own()]).await, 1);
    let crowd: Vec<Record> = (0..52_000).map(|number| person(&format!("p{number:06}"))).collect();
    let mut broken = service.record(now(), WriteMode::Bulk).await.unwrap().named("crowd");
    for piece in crowd.chunks(4_000) {
        broken.apply(piece).await.unwrap();
    }
    drop(broken);
    assert_eq!(record(&service, &[person("a")]).await, 2);
    assert_eq!(since(&service, 1).await, Changed::Everything, "parts of the crowd are there, too");

    // Completed by the next run, even where nothing was missing.
    let stored: Vec<Record> = {
        let names = || server.execute("MATCH (p:Person) WHERE p.id STARTS WITH 'p' RETURN p.id AS name ORDER BY name");
        let rows = tokio::task::block_in_place(names);
        assert!(rows.len() >= 48_000, "{} are stored", rows.len());
        rows.iter().map(|name| person(name)).collect()
    };
    let mut next = service.record(now(), WriteMode::Bulk).await.unwrap().named("crowd");
    for piece in stored.chunks(4_000) {
        next.apply(piece).await.unwrap();
    }
    let tally = next.finish().await.unwrap();
    assert_eq!((tally.written(), tally.data_version), (0, 3));
    assert_eq!(since(&service, 2).await, Changed::Everything);
    assert_eq!(record(&service, &[person("b")]).await, 4);
    assert_eq!(since(&service, 3).await, people(&["b"]));
}

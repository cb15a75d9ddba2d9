//! Recordings on Neo4j that are too large for one transaction: several are under way side by side, and what they write meets on
//! the same people.

use guanxi::domain::{
    Coded, Id, Influence, Person, Polarity, Policy, Probability, Record, RecordKind, Role, Strength, Viewer, Visibility,
};
use guanxi::service::{ComputePool, Limits, Recorder, Service, ServiceError, WriteMode};

use crate::support::neo4j;

/// More than one transaction takes.
const PEOPLE: usize = 52_000;
/// As many as an import gives at a time.
const BATCH: usize = 8_192;

fn id(number: usize) -> Id {
    Id::new(format!("p{number:06}")).expect("an identifier")
}

fn person(number: usize) -> Record {
    Record::Person(Person {
        id: id(number),
        name: format!("Person {number}"),
        email: None,
        phone: None,
        aliases: Vec::new(),
        consent: None,
        behaviour: None,
        social_style: None,
        needs: None,
    })
}

fn line(from: usize, to: usize) -> Record {
    Record::Influence(Influence {
        from_id: id(from),
        to_id: id(to),
        strength: Strength::Given(Probability::new(0.5).expect("a probability")),
        polarity: Polarity::Support,
        kind: None,
        source: None,
        evidence: None,
        observed_at: None,
        ended_at: None,
        visibility: Visibility::Company,
        owner_id: None,
    })
}

async fn service(server: &neo4j::Neo4jServer) -> Service {
    let pool = ComputePool::new(1).expect("a thread");
    Service::new(server.store().await, Policy::default(), Limits::default(), pool)
}

async fn record_in_batches(recorder: &mut Recorder, records: Vec<Record>) {
    for batch in records.chunks(BATCH) {
        recorder.apply(batch).await.expect("good records");
    }
}

/// Every line is into one of two people, so that all transactions under way meet on them.
#[tokio::test(flavor = "multi_thread")]
async fn transactions_that_meet_on_the_same_people_all_land() {
    let server = neo4j::exclusive();
    let service = service(&server).await;
    let mut recorder = service.record(jiff::Timestamp::now(), WriteMode::Bulk).await.expect("no other writer");
    record_in_batches(&mut recorder, (0..PEOPLE).map(person).collect()).await;
    let lines = 6 * BATCH;
    record_in_batches(&mut recorder, (2..2 + lines).map(|from| line(from, from % 2)).collect()).await;
    let tally = recorder.finish().await.expect("an end");
    assert_eq!(
        (tally.of(RecordKind::Person).added, tally.of(RecordKind::Influence).added),
        (PEOPLE as u64, lines as u64)
    );
    assert_eq!(tally.data_version, 1);
    let counts = service.counts().await.expect("counts");
    let count = |kind: RecordKind| counts.iter().find(|(of, _)| of == kind.code()).map(|(_, records)| *records);
    assert_eq!(count(RecordKind::Person), Some(PEOPLE as i64));
    assert_eq!(count(RecordKind::Influence), Some(lines as i64));
}

/// What fails beside the recording's own transaction fails the recording, and the data version stays.
#[tokio::test(flavor = "multi_thread")]
async fn a_reference_that_leads_nowhere_fails_a_large_recording() {
    let server = neo4j::exclusive();
    let service = service(&server).await;
    let mut recorder = service.record(jiff::Timestamp::now(), WriteMode::Bulk).await.expect("no other writer");
    record_in_batches(&mut recorder, (0..PEOPLE).map(person).collect()).await;
    recorder.apply(&[line(1, 2), line(1, PEOPLE + 7)]).await.expect("is written later");
    let failure = recorder.finish().await.expect_err("a person who does not exist");
    assert!(matches!(&failure, ServiceError::BadInput { message, .. } if message.contains("1 of 2 rows")), "{failure}");
    let viewer = Viewer { person: id(0), role: Role::Admin };
    let reading = service.reading(viewer, jiff::Timestamp::now());
    assert_eq!(reading.data_version().await.expect("a version"), 0);
}

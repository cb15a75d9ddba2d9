//! Imports that are killed in the middle: nothing of them stays, or what stays is told and completed by the next run.

use std::fmt::Write as _;

use guanxi::domain::{Id, Organization, OrganizationKind, Person, Policy, Record};
use guanxi::service::{ComputePool, Limits, Service, Severity, WriteMode};

use crate::support::neo4j;
use crate::support::program::{Program, Started, contents};

/// A company as an import folder, made once: large enough that writing it takes a while.
fn large_folder(program: &Program) -> String {
    let folder = program.path("company").to_str().expect("a readable path").to_owned();
    program.run(&["demo", "--people", "1500", "--out", &folder]).done();
    folder
}

/// Whether some process is writing.
fn is_being_written(program: &Program) -> bool {
    let connection = rusqlite::Connection::open(program.store()).expect("a store");
    connection.busy_timeout(std::time::Duration::ZERO).expect("a time");
    match connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK") {
        Ok(()) => false,
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => true,
        Err(error) => panic!("{error}"),
    }
}

fn log_bytes(program: &Program) -> u64 {
    let mut log = program.store().into_os_string();
    log.push("-wal");
    std::fs::metadata(log).map_or(0, |log| log.len())
}

/// Kills an import into an empty store once something is seen, and returns what `check` and an export find then.
fn killed(program: &Program, folder: &str, what: &str, seen: impl FnMut() -> bool) -> Vec<(String, Vec<u8>)> {
    let mut import: Started = program.start(&["import", folder]);
    import.until(what, seen);
    import.kill_hard();
    let checked = program.run(&["check"]).done();
    assert!(checked.ends_with("the store is in order\n"), "{checked}");
    let left = program.path(&format!("left after {what}"));
    program.run(&["export", left.to_str().expect("a readable path")]).done();
    contents(&left)
}

fn rows(files: &[(String, Vec<u8>)]) -> usize {
    files.iter().map(|(_, bytes)| bytes.iter().filter(|byte| **byte == b'\n').count() - 1).sum()
}

#[test]
fn nothing_stays_of_an_import_that_is_killed_while_it_writes() {
    let program = Program::new();
    let folder = large_folder(&program);
    let whole = contents(&program.path("company"));
    program.run(&["check", "--apply"]).done();
    let left = killed(&program, &folder, "it writes", || is_being_written(&program));
    assert_eq!(rows(&left), 0, "half an import");
    assert!(program.run(&["check"]).done().contains("note: the store is empty\n"));

    // At its end the whole transaction goes into the log: killed there, all of it stays or nothing.
    let before = log_bytes(&program);
    let left = killed(&program, &folder, "the log grows", || log_bytes(&program) > before);
    assert!(rows(&left) == 0 || left == whole, "half an import");

    let done = program.run(&["import", &folder]).done();
    assert!(done.ends_with("; data version 1\n"), "{done}");
    let back = program.path("back");
    program.run(&["export", back.to_str().expect("a readable path")]).done();
    assert!(contents(&back) == whole, "other bytes");
}

#[test]
fn a_server_goes_on_after_an_import_beside_it_was_killed() {
    let program = Program::new().set("GUANXI_VIEWER", guanxi::demo::VIEWER);
    let folder = large_folder(&program);
    let mut server = program.serve();
    let mut import = program.start(&["import", &folder]);
    import.until("it writes", || is_being_written(&program));
    import.kill_hard();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        assert_eq!(server.health("ready").await.status, 200);
        let empty = server.ask("{ organizations { nodes { name } } }", serde_json::Value::Null).await;
        assert_eq!(empty.data()["organizations"]["nodes"], serde_json::json!([]));
        program.run(&["import", &folder]).done();
        let filled = server.ask("{ organizations { nodes { name } } }", serde_json::Value::Null).await;
        assert!(!filled.data()["organizations"]["nodes"].as_array().expect("a list").is_empty());
    });
    assert!(server.is_running());
}

/// More than fits into one transaction on Neo4j.
const PEOPLE: usize = 125_000;

#[test]
fn a_large_import_that_is_killed_on_neo4j_is_told_and_completed_by_the_next_run() {
    let server = neo4j::exclusive();
    let program = Program::on(&server);
    let mut people = String::from("id,name\n");
    for number in 0..PEOPLE {
        writeln!(people, "p{number:06},Person {number}").expect("a text grows");
    }
    let organizations = "id,name,kind\nown,Our Company,own\n";
    let folder = program.write("in", &[("organizations.csv", organizations), ("people.csv", &people)]);
    program.run(&["check", "--apply"]).done();

    let mut import = program.start(&["import", &folder]);
    import
        .until("a part of it is stored", || !server.execute("MATCH (p:Person) RETURN p.id AS name LIMIT 1").is_empty());
    import.kill_hard();
    let told = "warning: an import that began at ";
    let checked = program.run(&["check"]).done();
    assert!(checked.contains(told) && checked.ends_with("the store can be used; warnings: 1\n"), "{checked}");
    let stored = server.execute("MATCH (p:Person) RETURN p.id AS name").len();
    assert!(0 < stored && stored < PEOPLE, "{stored} people are stored");

    // Another import does not pass for the one that broke off.
    let other = program.write("other", &[("people.csv", "id,name\nq1,Somebody\n")]);
    program.run(&["import", &other]).done();
    assert!(program.run(&["check"]).done().contains(told));

    let done = program.run(&["import", &folder]).done();
    let tally = format!("{PEOPLE} read, {} added, 0 changed, 0 ended, {stored} unchanged, 0 rejected", PEOPLE - stored);
    assert!(done.contains(&tally), "{tally} is missing in\n{done}");
    let checked = program.run(&["check"]).done();
    assert!(!checked.contains("warning: "), "{checked}");
    assert!(checked.contains(&format!("person: {}\n", PEOPLE + 1)), "{checked}");
    let again = program.run(&["import", &folder]).done();
    assert!(again.ends_with("nothing changed; data version 2\n"), "{again}");
}

/// A recording that is dropped within its first transaction leaves nothing, not even that it began.
#[tokio::test]
async fn a_recording_that_is_dropped_leaves_nothing_on_neo4j() {
    let server = neo4j::exclusive();
    let pool = ComputePool::new(1).expect("a thread");
    let service = Service::new(server.store().await, Policy::default(), Limits::default(), pool);
    let id = |text: &str| Id::new(text).expect("an identifier");
    let own = Record::Organization(Organization {
        id: id("own"),
        name: "Our Company".to_owned(),
        kind: OrganizationKind::Own,
        industry: None,
        region: None,
        potential: None,
    });
    let people: Vec<Record> = (0..1_000)
        .map(|number| {
            Record::Person(Person {
                id: id(&format!("p{number}")),
                name: format!("Person {number}"),
                email: None,
                phone: None,
                aliases: Vec::new(),
                consent: None,
                behaviour: None,
                social_style: None,
                needs: None,
            })
        })
        .collect();
    let now = jiff::Timestamp::now();
    let mut recorder = service.record(now, WriteMode::Bulk).await.expect("no other writer");
    recorder.apply(std::slice::from_ref(&own)).await.expect("a good record");
    recorder.apply(&people).await.expect("good records");
    drop(recorder);
    assert!(service.is_empty().await.expect("counts"));
    let findings = service.examine().await.expect("an examination");
    assert!(findings.iter().all(|finding| finding.severity == Severity::Note), "{findings:?}");

    let mut recorder = service.record(now, WriteMode::Bulk).await.expect("the dropped one holds nothing");
    recorder.apply(&[own]).await.expect("a good record");
    recorder.apply(&people).await.expect("good records");
    assert_eq!(recorder.finish().await.expect("an end").written(), 1_001);
    assert_eq!(service.counts().await.expect("counts").iter().map(|(_, records)| records).sum::<i64>(), 1_001);
}

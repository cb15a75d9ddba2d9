//! The API as clients see it: every case in `cases` is asked over HTTP on both stores, and must answer what is recorded.

#[path = "../support/mod.rs"]
mod support;

mod calibration;
mod cases;
mod changes;
mod company;
mod customers;
mod decision;
mod interposed;
mod interview;
mod jobs;
mod ledger;
mod map;
mod parts;
mod people_metrics;
mod refresh;
mod snapshot;
mod statements;
mod world;

use std::fs;
use std::path::PathBuf;

use cases::Case;
use world::World;

#[tokio::test(flavor = "multi_thread")]
async fn cases_on_the_embedded_store() {
    let mut failures = Vec::new();
    let (reading, chains) = (World::embedded().await, World::embedded_of(&World::with_chains()).await);
    let sellers = World::embedded_of(&World::with_sellers()).await;
    let contacts = World::embedded_of(&World::with_contacts()).await;
    for case in Case::all() {
        let own = match (case.writes, case.contacts) {
            (false, _) => None,
            (true, false) => Some(World::embedded().await),
            (true, true) => Some(World::embedded_of(&World::with_contacts()).await),
        };
        let shared = match (case.chains, case.sellers, case.contacts) {
            (_, _, true) => &contacts,
            (_, true, false) => &sellers,
            (true, false, false) => &chains,
            (false, false, false) => &reading,
        };
        failures.extend(check(&case, own.as_ref().unwrap_or(shared), "embedded").await);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_on_neo4j() {
    let server = tokio::task::block_in_place(support::neo4j::exclusive);
    let mut failures = Vec::new();
    let (writing, reading): (Vec<Case>, Vec<Case>) = Case::all().into_iter().partition(|case| case.writes);
    let (of_chains, reading): (Vec<Case>, Vec<Case>) = reading.into_iter().partition(|case| case.chains);
    let (of_sellers, reading): (Vec<Case>, Vec<Case>) = reading.into_iter().partition(|case| case.sellers);
    let (of_contacts, reading): (Vec<Case>, Vec<Case>) = reading.into_iter().partition(|case| case.contacts);
    let world = World::neo4j(&server).await;
    for case in &reading {
        failures.extend(check(case, &world, "neo4j").await);
    }
    let world = World::neo4j_of(&server, &World::with_chains()).await;
    for case in &of_chains {
        failures.extend(check(case, &world, "neo4j").await);
    }
    let world = World::neo4j_of(&server, &World::with_sellers()).await;
    for case in &of_sellers {
        failures.extend(check(case, &world, "neo4j").await);
    }
    let world = World::neo4j_of(&server, &World::with_contacts()).await;
    for case in &of_contacts {
        failures.extend(check(case, &world, "neo4j").await);
    }
    for case in &writing {
        let world = if case.contacts {
            World::neo4j_of(&server, &World::with_contacts()).await
        } else {
            World::neo4j(&server).await
        };
        failures.extend(check(case, &world, "neo4j").await);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Asks a case; returns what is wrong with the answer. The answer goes to the target folder, never over the recorded one.
async fn check(case: &Case, world: &World, store: &str) -> Option<String> {
    let answer = case.ask(world).await;
    let recorded = fs::read_to_string(&case.recorded).unwrap_or_default();
    if answer == recorded {
        return None;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("api").join(store);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(case.recorded.file_name().unwrap());
    fs::write(&path, &answer).unwrap();
    let same = recorded.lines().zip(answer.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("the end").trim().to_owned();
    Some(format!(
        "{} on {store}, line {}: recorded {:?}, answered {:?} (all of it: {})",
        case.name,
        same + 1,
        line(&recorded),
        line(&answer),
        path.display()
    ))
}

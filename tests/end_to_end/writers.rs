//! Two clients that change the same records at the same time: both are heard, each change counts, none is lost.

use std::sync::Arc;

use futures_util::future::join_all;
use guanxi::store::{Params, SqliteOptions, SqliteStore, Store, statements as st};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::neo4j;
use crate::support::program::Program;
use crate::support::server::Caller;

const RENAME: &str = "mutation($key: String!, $id: ID!, $name: String!) {
  recordPerson(clientId: $key, input: { sourceId: $id, name: $name }) { dataVersion unchanged person { sourceId } }
}";
/// Changes of each client.
const CHANGES: usize = 12;
/// The records that both of them change.
const PEOPLE: [&str; 2] = ["p1", "p2"];

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "the columns of the statement")]
struct Former {
    recorded_at: String,
    superseded_at: String,
    record: String,
}

/// Sends one client's changes all at once; returns the versions and the names.
async fn change(caller: Caller, client: &str) -> Vec<(i64, String)> {
    let changes = (0..CHANGES).map(|number| {
        let caller = caller.clone();
        let name = format!("{client} {number}");
        async move {
            let id = PEOPLE[number % PEOPLE.len()];
            let answer = caller.ask(RENAME, json!({ "key": name, "id": id, "name": name })).await;
            let done = &answer.data()["recordPerson"];
            assert_eq!((&done["unchanged"], &done["person"]["sourceId"]), (&json!(false), &json!(id)), "{answer:?}");
            (done["dataVersion"].as_i64().expect("a number"), name)
        }
    });
    join_all(changes).await
}

async fn both_land(program: &Program, store: Arc<dyn Store>) {
    let files = [("people.csv", "id,name\np1,Zero\np2,Zero\n")];
    program.run(&["import", &program.write("in", &files)]).done();
    // Two services on one store, as two machines would be.
    let (one, two) = (program.serve(), program.serve());
    let (ann, bo) = tokio::join!(change(one.client(), "Ann"), change(two.client(), "Bo"));

    let mut versions: Vec<i64> = ann.iter().chain(&bo).map(|(version, _)| *version).collect();
    versions.sort_unstable();
    let expected: Vec<i64> = (2..).take(2 * CHANGES).collect();
    assert_eq!(versions, expected, "each change has a version of its own");

    let mut names = Vec::new();
    for id in PEOPLE {
        let query = "query($id: ID!) { lookup(kind: PERSON, sourceId: $id) { ... on Person { name } } }";
        let now =
            one.ask(query, json!({ "id": id })).await.data()["lookup"]["name"].as_str().expect("a name").to_owned();
        let params = Params::new().with("kind", "person").with("record_id", id);
        let mut before = Vec::new();
        for row in store.run(&st::history::OF, params).await.expect("the history") {
            let former: Former = row.decode(&st::history::OF).expect("its columns");
            let record: Value = serde_json::from_str(&former.record).expect("JSON");
            before.push(record["name"].as_str().expect("a name").to_owned());
        }
        names.extend(before);
        names.push(now);
    }
    names.sort();
    let mut expected: Vec<String> = ann.into_iter().chain(bo).map(|(_, name)| name).collect();
    expected.extend(PEOPLE.map(|_| "Zero".to_owned()));
    expected.sort();
    assert_eq!(names, expected, "every value that was ever acknowledged is there or in the history, once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_land_on_the_embedded_store() {
    let program = Program::new().set("GUANXI_VIEWER", "e1");
    program.run(&["check", "--apply"]).done();
    let store = SqliteStore::open(&program.store(), SqliteOptions::default()).await.expect("a store");
    both_land(&program, Arc::new(store)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_land_on_neo4j() {
    let server = neo4j::exclusive();
    let program = Program::on(&server).set("GUANXI_VIEWER", "e1");
    both_land(&program, server.store().await).await;
}

//! Neo4j goes away under load and comes back: the service says so, and goes on by itself.

use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::support::neo4j;
use crate::support::program::{PATIENCE, Program};
use crate::support::server::{Answer, Caller};

/// Routes from what is kept in memory, entities and facts from the store, and the search.
const QUESTION: &str = "{
  influencersOf(keyPerson: \"k1\") { doors { totalCount } }
  lookup(kind: PERSON, sourceId: \"k1\") {
    ... on Person { name memberships { nodes { organization { name } } } influencedBy { nodes { strength from { ... on Person { name } } } } }
  }
  search(text: \"王芳\") { nodes { ... on Person { name } } }
}";
/// How often the database goes away.
const ROUNDS: usize = 2;
const RECORD: &str = "mutation($key: String!, $id: ID!) {
  createPerson(clientId: $key, input: { sourceId: $id, name: \"Somebody\" }) { unchanged dataVersion }
}";

/// What [`QUESTION`] is answered as long as nobody changes any of it.
fn right() -> Value {
    json!({
        "influencersOf": { "doors": { "totalCount": 1 } },
        "lookup": {
            "name": "王芳",
            "memberships": { "nodes": [{ "organization": { "name": "Customer" } }] },
            "influencedBy": { "nodes": [{ "strength": 0.5, "from": { "name": "Ann" } }] },
        },
        "search": { "nodes": [{ "name": "王芳" }] },
    })
}

/// What somebody who asks without a pause is told.
type Seen = mpsc::UnboundedReceiver<(u16, String)>;

/// Asks and records in turn, each person as often as it takes, until nobody listens any more; returns who was recorded.
fn working(caller: Caller, client: &'static str) -> (Seen, JoinHandle<Vec<String>>) {
    let (tell, seen) = mpsc::unbounded_channel();
    let task = tokio::spawn(async move {
        let (mut recorded, mut data_version) = (Vec::new(), 0);
        loop {
            let answer = caller.ask(QUESTION, Value::Null).await;
            // What could not be read is told as such: nothing is missing from an answer without an error.
            match answer.body["errors"].as_array() {
                None => assert_eq!(answer.body["data"], right(), "{answer:?}"),
                Some(errors) => {
                    let codes: Vec<_> =
                        errors.iter().filter_map(|error| error["extensions"]["code"].as_str()).collect();
                    assert!(codes.len() == errors.len() && codes.iter().all(|code| is_outage(code)), "{answer:?}");
                }
            }
            if tell.send((answer.status, answer.code().to_owned())).is_err() {
                return recorded;
            }
            let id = format!("{client}{}", recorded.len());
            let answer = caller.ask(RECORD, json!({ "key": id, "id": id })).await;
            if answer.told() == (200, "-") {
                let version = answer.data()["createPerson"]["dataVersion"].as_i64().expect("a number");
                assert!(version > data_version, "the version does not go back: {answer:?}");
                data_version = version;
                recorded.push(id);
            } else {
                assert!(answer.status != 200 && is_outage(answer.code()), "{answer:?}");
            }
        }
    });
    (seen, task)
}

/// What a client may be told while the database is away or starting.
fn is_outage(code: &str) -> bool {
    matches!(code, "UNAVAILABLE" | "TIMEOUT")
}

/// A whole answer.
const WELL: (u16, &str) = (200, "-");
/// None at all.
const AWAY: (u16, &str) = (503, "UNAVAILABLE");

/// Waits until this is told; returns what came before.
async fn until(seen: &mut Seen, wanted: (u16, &str)) -> Vec<(u16, String)> {
    let mut before = Vec::new();
    loop {
        let told = timeout(PATIENCE, seen.recv()).await.expect("an answer in time").expect("somebody asks");
        if (told.0, told.1.as_str()) == wanted {
            return before;
        }
        before.push(told);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_killed_and_started_again_under_load() {
    let database = neo4j::exclusive();
    if !database.is_ours() {
        eprintln!("not run: the Neo4j at NEO4J_URI is not ours to kill");
        return;
    }
    let program = Program::on(&database);
    let folder = program.write(
        "in",
        &[
            ("organizations.csv", "id,name,kind\nown,Our Company,own\nc1,Customer,customer\n"),
            ("people.csv", "id,name\ne1,Ann\nk1,王芳\n"),
            ("memberships.csv", "person_id,organization_id\ne1,own\nk1,c1\n"),
            ("influences.csv", "from_id,to_id,strength\ne1,k1,0.5\n"),
        ],
    );
    program.run(&["import", &folder]).done();
    let program = program.set("GUANXI_VIEWER", "e1");
    let mut server = program.serve();
    assert_eq!(server.health("ready").await.status, 200);
    let (mut first, first_task) = working(server.client(), "a");
    let (mut second, second_task) = working(server.client(), "b");
    for seen in [&mut first, &mut second] {
        assert_eq!(until(seen, WELL).await, [], "all is well at first");
    }

    for _ in 0..ROUNDS {
        tokio::task::spawn_blocking(|| neo4j::shared().kill_hard()).await.expect("killed");
        for seen in [&mut first, &mut second] {
            let before = until(seen, AWAY).await;
            assert!(before.iter().all(|(status, code)| *status == 200 || is_outage(code)), "{before:?}");
        }
        let told: Answer = server.ask(QUESTION, Value::Null).await;
        assert_eq!(told.told(), AWAY, "{told:?}");
        assert!(!told.body.to_string().contains("bolt"), "no inner text: {told:?}");
        let ready = server.health("ready").await;
        assert_eq!(ready.told(), AWAY, "{ready:?}");
        assert_eq!(server.health("live").await.status, 200, "the service itself is well");

        tokio::task::spawn_blocking(|| neo4j::shared().restart()).await.expect("started");
        for seen in [&mut first, &mut second] {
            let before = until(seen, WELL).await;
            assert!(before.iter().all(|(_, code)| is_outage(code)), "{before:?}");
        }
        assert_eq!(server.health("ready").await.status, 200);
    }
    drop((first, second));
    let mut recorded = Vec::new();
    for task in [first_task, second_task] {
        recorded.extend(timeout(PATIENCE, task).await.expect("in time").expect("every answer was one of the expected"));
    }
    assert!(server.is_running());

    // What was not acknowledged may be stored as well: the answer was lost, and the client would send it again.
    let stored = database.execute("MATCH (p:Person) RETURN p.id AS name");
    let lost: Vec<&String> = recorded.iter().filter(|id| !stored.contains(id)).collect();
    assert!(!recorded.is_empty() && lost.is_empty(), "acknowledged and not stored: {lost:?}");
}

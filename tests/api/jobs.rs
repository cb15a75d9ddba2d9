//! Jobs over HTTP and over a web socket, as its protocol says.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{FutureExt as _, SinkExt as _, StreamExt as _};
use guanxi::demo::DemoSize;
use guanxi::domain::{Id, Policy, Role, Viewer};
use guanxi::service::{
    Answered, ComputePool, JobKind, JobState, Limits, Reading, Service, ServiceError, Task, TaskFailure,
};
use guanxi::store::{SqliteOptions, SqliteStore};
use jiff::{Timestamp, ToSpan as _};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::support;
use crate::world::World;

fn viewer(person: &str, role: Role) -> Viewer {
    Viewer { person: Id::new(person).unwrap(), role }
}

fn executive() -> Viewer {
    viewer("u-exec", Role::Executive)
}

/// A client of the server behind a world.
struct Client(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Client {
    async fn connect(address: std::net::SocketAddr, protocol: &str) -> Result<Self, u16> {
        let mut request = format!("ws://{address}/graphql").into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", protocol.parse().unwrap());
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(tokio_tungstenite::tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
            Err(other) => panic!("{other}"),
        }
    }

    async fn say(&mut self, message: &Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    /// What comes next; pings of the connection itself are not told.
    async fn hear(&mut self) -> Result<Value, u16> {
        loop {
            let message = tokio::time::timeout(Duration::from_secs(60), self.0.next()).await.expect("an answer");
            match message.expect("a message").expect("a readable one") {
                Message::Text(text) => return Ok(serde_json::from_str(&text).unwrap()),
                Message::Close(frame) => return Err(frame.expect("a code").code.into()),
                _ => {}
            }
        }
    }

    async fn ready(address: std::net::SocketAddr) -> Self {
        let mut client = Self::connect(address, "graphql-transport-ws").await.unwrap();
        client.say(&json!({ "type": "connection_init" })).await;
        assert_eq!(client.hear().await, Ok(json!({ "type": "connection_ack" })));
        client
    }

    async fn subscribe(&mut self, id: &str, query: &str, variables: Value) {
        let payload = json!({ "query": query, "variables": variables });
        self.say(&json!({ "id": id, "type": "subscribe", "payload": payload })).await;
    }
}

/// Serves a world to a viewer until the test ends.
async fn served(world: &World, viewer: &Viewer) -> std::net::SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = world.router(viewer);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

async fn asked(world: &World, viewer: &Viewer, query: &str, variables: Value) -> Value {
    world.ask(viewer, &json!({ "query": query, "variables": variables })).await
}

const START: &str = "mutation Start($worlds: Int) {
  startJob(job: { departureRanking: { worlds: $worlds } }) { id kind state parameters } }";
const PROGRESS: &str = "subscription Progress($id: ID!) { jobProgress(id: $id) { id state progress dataVersion } }";
const JOB: &str = "query Job($id: ID!) { job(id: $id) { state progress dataVersion error result endedAt } }";

/// A ranking as a job answers it is the ranking as the question does.
async fn a_job_is_watched_until_it_is_done(world: &World) {
    let address = served(world, &executive()).await;
    let started = asked(world, &executive(), START, json!({ "worlds": 1024 })).await;
    let job = &started["data"]["startJob"];
    assert_eq!(
        (&job["kind"], &job["parameters"]),
        (&json!("DEPARTURE_RANKING"), &json!({ "worlds": 1024 })),
        "{started}"
    );
    let id = job["id"].as_str().unwrap();

    let mut client = Client::ready(address).await;
    client.subscribe("watch", PROGRESS, json!({ "id": id })).await;
    let mut states = Vec::new();
    loop {
        let message = client.hear().await.unwrap();
        assert_eq!(message["id"], "watch");
        if message["type"] == "complete" {
            break;
        }
        assert_eq!(message["type"], "next", "{message}");
        states.push(message["payload"]["data"]["jobProgress"].clone());
    }
    let last = states.last().unwrap();
    assert_eq!((&last["state"], &last["progress"]), (&json!("DONE"), &json!(1.0)), "{states:?}");

    let told = asked(world, &executive(), JOB, json!({ "id": id })).await;
    let result = &told["data"]["job"]["result"];
    let question =
        "{ departureRanking(worlds: 1024) { reach worlds dataVersion entries(first: 100) { totalCount nodes {
        loss person { sourceId } keyPersons(first: 1) { reach } } } } }";
    let ranking = asked(world, &executive(), question, json!({})).await;
    let ranking = &ranking["data"]["departureRanking"];
    assert_eq!((&result["reach"], &result["worlds"]), (&ranking["reach"], &ranking["worlds"]), "{told}");
    assert_eq!(told["data"]["job"]["dataVersion"], ranking["dataVersion"]);
    assert_eq!(result["entries"]["totalCount"], ranking["entries"]["totalCount"]);
    let entries = ranking["entries"]["nodes"].as_array().unwrap();
    assert!(!entries.is_empty());
    for (kept, entry) in result["entries"]["nodes"].as_array().unwrap().iter().zip(entries) {
        assert_eq!((&kept["loss"], &kept["person"]["sourceId"]), (&entry["loss"], &entry["person"]["sourceId"]));
    }

    // Somebody else learns nothing; an administrator how it went, not what it answered.
    let other = asked(world, &viewer("u-li", Role::Rep), JOB, json!({ "id": id })).await;
    assert_eq!(other["errors"][0]["extensions"]["code"], "NOT_FOUND", "{other}");
    let admin = asked(world, &viewer("root", Role::Admin), JOB, json!({ "id": id })).await;
    assert_eq!((&admin["data"]["job"]["state"], &admin["data"]["job"]["result"]), (&json!("DONE"), &Value::Null));

    let list = asked(world, &executive(), "{ jobs(first: 5) { nodes { id state } } }", json!({})).await;
    assert_eq!(list["data"]["jobs"]["nodes"], json!([{ "id": id, "state": "DONE" }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_on_the_embedded_store() {
    a_job_is_watched_until_it_is_done(&World::embedded_of(&World::with_chains()).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_on_neo4j() {
    let server = tokio::task::block_in_place(support::neo4j::exclusive);
    a_job_is_watched_until_it_is_done(&World::neo4j_of(&server, &World::with_chains()).await).await;
}

/// Waits until a job has ended.
async fn ended(world: &World, id: &str) -> Value {
    let (id, now) = (Id::new(id).unwrap(), Timestamp::now());
    let (first, watching) = world.service().watch_job(&executive(), &id, now).await.unwrap();
    if let (false, Some(mut watching)) = (first.state.has_ended(), watching) {
        // Whoever works on it is gone when it has ended.
        let _ended = watching.wait_for(|job| job.state.has_ended()).await;
    }
    let told = asked(world, &executive(), JOB, json!({ "id": id.as_str() })).await;
    told["data"]["job"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_long_question_can_be_a_job_and_answers_as_it_does_itself() {
    let world = World::embedded_of(&World::with_contacts()).await;
    for (job, question, path) in [
        ("departureRanking: { worlds: 256 }", "departureRanking(worlds: 256) { reach }", "/reach"),
        ("departure: { people: [\"e-anna\"] }", "departure(people: [\"e-anna\"]) { loss }", "/loss"),
        (
            "reachRanking: { by: DEPARTMENTS }",
            "reachRanking(by: DEPARTMENTS) { entries { totalCount } }",
            "/entries/totalCount",
        ),
        (
            "hiddenInfluencers: { }",
            "hiddenInfluencers(department: null) { nWithoutLevel influencers { nodes { why gap } } }",
            "/nWithoutLevel",
        ),
        (
            "coverage: { }",
            "coverage(customer: null) { singlePointsOfFailure { totalCount nodes { power nKeyPersons } } }",
            "/singlePointsOfFailure/nodes/0/power",
        ),
        ("coverage: { customer: \"o-shop\" }", "coverage(customer: \"o-shop\") { nKeyPersons }", "/nKeyPersons"),
        ("introductionPlan: { introductions: 2 }", "introductionPlan(introductions: 2) { gain }", "/gain"),
        ("influenceMaximization: { seeds: 1 }", "influenceMaximization(seeds: 1) { spread }", "/spread"),
        (
            "influenceStructure: { layer: CONTACT, around: \"k-ada\" }",
            "influenceStructure(layer: CONTACT, around: \"k-ada\") { people(first: 1) { nodes { rankAround } } }",
            "/people/nodes/0/rankAround",
        ),
        ("changes: { from: \"2026-04-01\" }", "changes(from: \"2026-04-01\") { reachAfter }", "/reachAfter"),
    ] {
        let start = format!("mutation {{ startJob(job: {{ {job} }}) {{ id }} }}");
        let started = asked(&world, &executive(), &start, json!({})).await;
        let id = started["data"]["startJob"]["id"].as_str().unwrap_or_else(|| panic!("{job}: {started}"));
        let told = ended(&world, id).await;
        assert_eq!((&told["state"], &told["error"]), (&json!("DONE"), &Value::Null), "{job}: {told}");
        let field = question.split('(').next().unwrap();
        let answer = asked(&world, &executive(), &format!("{{ {question} }}"), json!({})).await;
        let (here, there) = (answer["data"][field].pointer(path), told["result"].pointer(path));
        assert!(here.is_some_and(|value| !value.is_null()), "{question}: {answer}");
        assert_eq!(here, there, "{job}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_fails_says_why() {
    let world = World::embedded().await;
    let query = "mutation { startJob(job: { departure: { people: [\"u-nobody\"] } }) { id } }";
    let started = asked(&world, &executive(), query, json!({})).await;
    let job = ended(&world, started["data"]["startJob"]["id"].as_str().unwrap()).await;
    assert_eq!(
        (&job["state"], &job["error"]),
        (&json!("FAILED"), &json!("NOT_FOUND: there is no person \"u-nobody\""))
    );
}

/// The whole company of the demonstration, over more worlds than a test build can count in a moment.
fn long() -> Task {
    let ask = |reading: Arc<Reading>, as_of| {
        async move {
            let answer = reading.departure_ranking(Some(1 << 18), as_of).await;
            let answer = answer.map_err(|error| TaskFailure(error.to_string()))?;
            Ok(Answered { result: "{}".to_owned(), data_version: answer.data_version })
        }
        .boxed()
    };
    Task { kind: JobKind::DepartureRanking, parameters: "{}".to_owned(), work: Box::new(ask) }
}

async fn demonstration() -> World {
    World::demonstration(DemoSize { influence_lines: 2_000, ..DemoSize::default() }, |store| store).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_cancelled_by_its_owner_alone() {
    let world = demonstration().await;
    let (service, now) = (world.service(), Timestamp::now());
    let job = service.start_job(&executive(), long(), None, now).await.unwrap();
    let other = service.cancel_job(&viewer("u-li", Role::Rep), &job.id, now).await;
    assert!(matches!(other, Err(ServiceError::NotFound { .. })), "{other:?}");
    let job = service.cancel_job(&executive(), &job.id, now).await.unwrap();
    assert_eq!((job.state, &job.result), (JobState::Cancelled, &None));
    // To cancel what has ended changes nothing.
    assert_eq!(service.cancel_job(&executive(), &job.id, now).await.unwrap(), job);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_viewer_has_so_many_jobs() {
    let world = demonstration().await;
    let (service, now) = (world.service(), Timestamp::now());
    let mut jobs = Vec::new();
    for _ in 0..Limits::default().jobs_of_viewer {
        jobs.push(service.start_job(&executive(), long(), None, now).await.unwrap().id);
    }
    let one_more = service.start_job(&executive(), long(), None, now).await;
    let expected = ServiceError::LimitExceeded { limit: "jobs of one viewer", given: 5, max: 4 };
    assert_eq!(one_more.unwrap_err(), expected);
    // What waits for its turn can be cancelled, too.
    for id in jobs.iter().rev() {
        assert_eq!(service.cancel_job(&executive(), id, now).await.unwrap().state, JobState::Cancelled);
    }
    let next = service.start_job(&executive(), long(), None, now).await.unwrap();
    service.cancel_job(&executive(), &next.id, now).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_of_a_process_that_ended_was_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guanxi.db");
    let service = |store: SqliteStore| {
        Service::new(Arc::new(store), Policy::default(), Limits::default(), ComputePool::new(1).unwrap())
    };
    let here = service(SqliteStore::open(&path, SqliteOptions::default()).await.unwrap());
    let there = service(SqliteStore::open(&path, SqliteOptions::default()).await.unwrap());
    guanxi::store::Store::migrate(&SqliteStore::open(&path, SqliteOptions::default()).await.unwrap()).await.unwrap();
    let now = Timestamp::now();
    // While its beat is fresh another process says what is written; after that, that nobody works on it.
    let (first, second) = (viewer("first", Role::Executive), viewer("second", Role::Executive));
    let stopped = here.start_job(&first, long(), None, now).await.unwrap();
    here.interrupt_jobs(now).await;
    assert_eq!(there.job(&first, &stopped.id, now).await.unwrap().state, JobState::Interrupted);
    let listed = there.jobs(&first, &guanxi::service::PageRequest { first: 9, after: None }, now).await.unwrap();
    assert_eq!(
        listed.items.iter().map(|job| (&job.id, job.state)).collect::<Vec<_>>(),
        [(&stopped.id, JobState::Interrupted)]
    );

    let lost = {
        let store = guanxi::store::SqliteStore::open(&path, SqliteOptions::default()).await.unwrap();
        let dying = Service::new(Arc::new(store), Policy::default(), Limits::default(), ComputePool::new(1).unwrap());
        dying.start_job(&second, long(), None, now).await.unwrap()
    };
    let later = now.checked_add(1.hours()).unwrap();
    let told = there.job(&second, &lost.id, later).await.unwrap();
    assert!(told.state.has_ended(), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_protocol_is_kept() {
    let world = World::embedded().await;
    let address = served(&world, &executive()).await;
    assert_eq!(Client::connect(address, "graphql-ws").await.err(), Some(400));
    let fresh = || Client::connect(address, "graphql-transport-ws");

    // Nothing before the connection is initialised, and that only once; nothing that cannot be read.
    let mut client = fresh().await.unwrap();
    client.subscribe("1", "{ viewer { __typename } }", json!({})).await;
    assert_eq!(client.hear().await, Err(4401));
    let mut client = Client::ready(address).await;
    client.say(&json!({ "type": "connection_init" })).await;
    assert_eq!(client.hear().await, Err(4429));
    for unreadable in [json!({ "type": "start" }), json!("hello"), json!({ "type": "subscribe", "id": "1" })] {
        let mut client = Client::ready(address).await;
        client.say(&unreadable).await;
        assert_eq!(client.hear().await, Err(4400), "{unreadable}");
    }

    // Pings at any time, questions too, errors under the name of what was asked.
    let mut client = fresh().await.unwrap();
    client.say(&json!({ "type": "ping", "payload": { "n": 1 } })).await;
    assert_eq!(client.hear().await, Ok(json!({ "type": "pong", "payload": { "n": 1 } })));
    let mut client = Client::ready(address).await;
    client.subscribe("ask", "{ viewer { role } }", json!({})).await;
    let next = client.hear().await.unwrap();
    assert_eq!(
        next,
        json!({ "id": "ask", "type": "next", "payload": { "data": { "viewer": { "role": "EXECUTIVE" } } } })
    );
    assert_eq!(client.hear().await, Ok(json!({ "id": "ask", "type": "complete" })));
    client.subscribe("bad", "subscription { nothing }", json!({})).await;
    let error = client.hear().await.unwrap();
    assert_eq!((&error["type"], &error["id"]), (&json!("error"), &json!("bad")), "{error}");
    assert_eq!(error["payload"][0]["extensions"]["code"], "BAD_INPUT");
    // The name is free again.
    client.subscribe("bad", "{ viewer { role } }", json!({})).await;
    assert_eq!(client.hear().await.unwrap()["type"], "next");
    assert_eq!(client.hear().await.unwrap()["type"], "complete");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_of_one_operation_at_a_time_and_can_be_completed() {
    let world = demonstration().await;
    let address = served(&world, &executive()).await;
    let job = world.service().start_job(&executive(), long(), None, Timestamp::now()).await.unwrap();
    let mut client = Client::ready(address).await;
    let variables = json!({ "id": job.id.as_str() });
    client.subscribe("watch", PROGRESS, variables.clone()).await;
    assert_eq!(client.hear().await.unwrap()["type"], "next");
    // Completed by the client: nothing more is told of it, and its name is free.
    client.say(&json!({ "id": "watch", "type": "complete" })).await;
    client.subscribe("watch", "{ viewer { role } }", json!({})).await;
    loop {
        let message = client.hear().await.unwrap();
        if message["payload"]["data"].get("viewer").is_some() {
            break;
        }
    }
    assert_eq!(client.hear().await.unwrap(), json!({ "id": "watch", "type": "complete" }));
    client.subscribe("watch", PROGRESS, variables.clone()).await;
    client.subscribe("watch", PROGRESS, variables).await;
    let closed = loop {
        match client.hear().await {
            Ok(_) => {}
            Err(code) => break code,
        }
    };
    assert_eq!(closed, 4409);
    world.service().cancel_job(&executive(), &job.id, Timestamp::now()).await.unwrap();
}

//! Input that is wrong, absurd or meant to hurt, over HTTP and the real schema: each has its code, and the service goes on.

use guanxi::demo::{KEY_PERSON, VIEWER};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::program::Program;
use crate::support::server::{Answer, Server};

/// A value that reached a resolver and was refused there; one that did not get so far.
const REFUSED: (u16, &str) = (200, "BAD_INPUT");
const NO_REQUEST: (u16, &str) = (400, "BAD_INPUT");

async fn version(server: &Server) -> i64 {
    let query = "query($id: ID!) { influencersOf(keyPerson: $id) { dataVersion } }";
    let answer = server.ask(query, json!({ "id": KEY_PERSON })).await;
    answer.data()["influencersOf"]["dataVersion"].as_i64().expect("a number")
}

fn limit(answer: &Answer) -> (u16, &str, &str) {
    let name = answer.body["errors"][0]["extensions"]["limit"].as_str().unwrap_or("-");
    (answer.status, answer.code(), name)
}

#[tokio::test]
async fn requests_that_cost_too_much() {
    let program = Program::with_demo();
    let server = program.serve();
    let address = server.base().strip_prefix("http://").expect("an address").to_owned();
    // As a client that does not listen while it sends would see it: the answer is there although nobody took the body.
    let mut connection = TcpStream::connect(&address).await.expect("a connection");
    let body = 20 * 1024 * 1024;
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {body}\r\n\r\n"
    );
    connection.write_all(head.as_bytes()).await.expect("the head is sent");
    let mut told = vec![0; 4096];
    let read = connection.read(&mut told).await.expect("an answer");
    let told = String::from_utf8_lossy(&told[..read]).into_owned();
    assert!(told.starts_with("HTTP/1.1 413 ") && told.contains("\"limit\":\"body_bytes\""), "{told}");

    let deep = format!("{}name{}", "{ organizations { nodes ".repeat(100) + "{ ", " }".repeat(201));
    assert_eq!(limit(&server.ask(&deep, Value::Null).await), (400, "LIMIT_EXCEEDED", "query_depth"));
    let aliases: String = (0..10_000).map(|n| format!("a{n}: viewer {{ role }} ")).collect();
    let told = server.ask(&format!("{{ {aliases} }}"), Value::Null).await;
    assert!(matches!(limit(&told), (400, "LIMIT_EXCEEDED", "query_aliases" | "query_tokens")), "{told:?}");
    let wide = "{ organizations(first: 200) { nodes { departments(first: 200) { nodes { members(first: 200) { nodes \
                { person { name } } } } } } } }";
    assert_eq!(limit(&server.ask(wide, Value::Null).await), (400, "LIMIT_EXCEEDED", "query_complexity"));
    let batch = Value::Array(vec![json!({ "query": "{ viewer { role } }" }); 11]);
    assert_eq!(limit(&server.send(batch.to_string()).await), (400, "LIMIT_EXCEEDED", "batch_size"));
    let pages = server.ask("{ organizations(first: 100000) { nodes { name } } }", Value::Null).await;
    assert_eq!(pages.code(), "LIMIT_EXCEEDED", "{pages:?}");
    for (limits, name) in [("routesPerDoor: 1000", "routesPerDoor"), ("stepsOutside: 7", "stepsOutside")] {
        let query = format!("{{ influencersOf(keyPerson: \"{KEY_PERSON}\", limits: {{ {limits} }}) {{ knowledge }} }}");
        assert_eq!(limit(&server.ask(&query, Value::Null).await), (200, "LIMIT_EXCEEDED", name));
    }
    let long = server.ask("query($t: String!) { search(text: $t) { nodes { id } } }", json!({ "t": "长".repeat(201) }));
    assert_eq!(long.await.code(), "LIMIT_EXCEEDED");
    assert_eq!(server.ask("{ viewer { role } }", Value::Null).await.data()["viewer"]["role"], "REP");
}

#[tokio::test]
async fn bodies_that_are_no_requests() {
    let program = Program::with_demo();
    let server = program.serve();
    for body in
        ["", "null", "[]", "{}", "\"x\"", "{\"query\":1}", "{\"query\":\"{ viewer\"}", "{\"query\":\"{ nothing }\"}"]
    {
        assert_eq!(server.send(body).await.told(), NO_REQUEST, "{body}");
    }
    assert_eq!(server.send(vec![b'{', 0xff, 0xfe, b'}']).await.told(), NO_REQUEST);
    assert_eq!(server.send(format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000))).await.told(), NO_REQUEST);
}

#[tokio::test]
async fn strengths_that_are_no_probability() {
    let program = Program::with_demo();
    let server = program.serve();
    let before = version(&server).await;
    let record = |strength: &str| {
        format!(
            "mutation {{ createInfluenceLine(clientId: \"s\", input: {{ fromId: \"{VIEWER}\", toId: \"{KEY_PERSON}\", \
             strength: {strength} }}) {{ dataVersion }} }}"
        )
    };
    for strength in ["0", "0.0", "-0.0", "-0.5", "1.0000001", "2", "1e39", "123456789012345678901234567890", "1e-400"] {
        let told = server.ask(&record(strength), Value::Null).await;
        assert_eq!(told.told(), REFUSED, "{strength}: {told:?}");
        assert_eq!(told.body["errors"][0]["extensions"]["place"], "strength", "{told:?}");
    }
    for strength in ["1e400", "-1e400", "NaN", "Infinity", "\"0.5\"", "[0.5]", "true", "0x1p-1"] {
        assert_eq!(server.ask(&record(strength), Value::Null).await.told(), NO_REQUEST, "{strength}");
    }
    let by_variable = "mutation($s: Float!) { createInfluenceLine(clientId: \"s\", input: { fromId: \"a\", toId: \"b\", \
                       strength: $s }) { dataVersion } }";
    for strength in ["1e400", "NaN", "\"NaN\"", "null"] {
        let body = format!("{{\"query\":{},\"variables\":{{\"s\":{strength}}}}}", json!(by_variable));
        assert_eq!(server.send(body).await.told(), NO_REQUEST, "{strength}");
    }
    assert_eq!(version(&server).await, before, "nothing of it was recorded");
}

#[tokio::test]
async fn names_of_every_kind() {
    let program = Program::with_demo();
    let server = program.serve();
    let before = version(&server).await;
    let create = "mutation($key: String!, $id: ID!, $name: String!, $more: [String!]!) {
      createPerson(clientId: $key, input: { sourceId: $id, name: $name, aliases: $more }) { person { name } } }";
    let send = async |id: &str, name: &str, aliases: &[String]| {
        server.ask(create, json!({ "key": id, "id": id, "name": name, "more": aliases })).await
    };
    for name in ["", "  ", "a\u{0}b", "a\nb", "a\u{1b}[2Jb", "a\u{202e}b", "a\u{2066}b", "\u{feff}a\u{feff}b"] {
        assert_eq!(send("bad", name, &[]).await.told(), REFUSED, "{name:?}");
    }
    assert_eq!(send("bad", &"长".repeat(301), &[]).await.told(), REFUSED);
    for id in ["", "a\u{0}b", "a\u{202e}b", " a", &"x".repeat(201)] {
        assert_eq!(send(id, "Ann", &[]).await.told(), REFUSED, "{id:?}");
    }
    let aliases: Vec<String> = (0..10_000).map(|n| format!("a{n}")).collect();
    assert_eq!(send("bad", "Ann", &aliases).await.told(), REFUSED, "10,000 other names");
    assert_eq!(send("bad", "Ann", &["a;b".to_owned()]).await.told(), REFUSED);
    let lone = format!(
        "{{\"query\":{},\"variables\":{{\"key\":\"k\",\"id\":\"bad\",\"name\":\"\\ud842\",\"more\":[]}}}}",
        json!(create)
    );
    assert_eq!(server.send(lone).await.told(), NO_REQUEST, "half a character");
    assert_eq!(version(&server).await, before, "nothing of it was recorded");

    for (id, name) in
        [("rare", "𠮷田😀"), ("quoted", "O'Neil\"; DROP TABLE person; --"), ("😀", "مريم"), ("%_", "100%_")]
    {
        let answer = send(id, name, &[]).await;
        assert_eq!(answer.data()["createPerson"]["person"]["name"], name);
        let query = "query($t: String!) { search(text: $t, kinds: [PERSON]) { nodes { ... on Person { name } } } }";
        let found = server.ask(query, json!({ "t": name })).await;
        assert_eq!(found.data()["search"]["nodes"], json!([{ "name": name }]), "found by the whole name, and alone");
    }
    assert_eq!(version(&server).await, before + 4);
}

#[tokio::test]
async fn lines_to_oneself_and_reporting_in_circles() {
    let program = Program::with_demo();
    let server = program.serve();
    let before = version(&server).await;
    let influence = "mutation($a: ID!, $b: ID!) { createInfluenceLine(clientId: \"i\", input: { fromId: $a, toId: $b, \
                     level: TRUSTED }) { dataVersion } }";
    let reporting = "mutation($key: String!, $a: ID!, $b: ID!) { createReportingLine(clientId: $key, input: { personId: $a, \
                     managerId: $b }) { dataVersion } }";
    let told = server.ask(influence, json!({ "a": VIEWER, "b": VIEWER })).await;
    assert_eq!(told.told(), REFUSED, "{told:?}");
    let told = server.ask(influence, json!({ "a": VIEWER, "b": "nobody" })).await;
    assert_eq!(told.told(), REFUSED, "{told:?}");
    let told = server.ask(reporting, json!({ "key": "r", "a": VIEWER, "b": VIEWER })).await;
    assert_eq!(told.told(), REFUSED, "{told:?}");
    // The viewer's manager's manager below the viewer.
    let above = "query($id: ID!) { lookup(kind: PERSON, sourceId: $id) { ... on Person { manager { manager { sourceId } } } } }";
    let above = server.ask(above, json!({ "id": VIEWER })).await;
    let above = above.data()["lookup"]["manager"]["manager"]["sourceId"].as_str().expect("a manager").to_owned();
    let told = server.ask(reporting, json!({ "key": "r", "a": above, "b": VIEWER })).await;
    assert_eq!(told.told(), REFUSED, "{told:?}");
    assert_eq!(told.body["errors"][0]["extensions"]["place"], "managerId");
    assert_eq!(version(&server).await, before, "nothing of it was recorded");
}

#[tokio::test]
async fn questions_without_an_answer() {
    let program = Program::with_demo();
    let server = program.serve();
    let question = "query($id: ID!, $asOf: DateTime) { influencersOf(keyPerson: $id, asOf: $asOf) {
      knowledge doors { totalCount } departments { reach { probability } } companyReach { probability method }
      redundancy { disjointRoutes cut { __typename } } } }";
    let ask = async |id: &str, as_of: Value| server.ask(question, json!({ "id": id, "asOf": as_of })).await;
    assert_eq!(ask("nobody", Value::Null).await.told(), (200, "NOT_FOUND"));
    assert_eq!(ask("", Value::Null).await.told(), REFUSED);
    assert_eq!(ask("a\u{202e}b", Value::Null).await.told(), REFUSED);
    let ours = ask(VIEWER, Value::Null).await;
    assert_eq!(ours.told(), REFUSED, "{ours:?}");
    assert_eq!(ours.body["errors"][0]["extensions"]["place"], "keyPerson");
    for as_of in ["yesterday", "2026-02-30", "2026-01-01T00:00:00", "-000001-01-01T00:00:00Z", ""] {
        assert_eq!(ask(KEY_PERSON, json!(as_of)).await.told(), REFUSED, "{as_of:?}");
    }
    let nothing = json!({
        "knowledge": "UNKNOWN",
        "doors": { "totalCount": 0 },
        "departments": [],
        "companyReach": { "probability": 0.0, "method": "EXACT" },
        "redundancy": { "disjointRoutes": 0, "cut": [] },
    });
    for as_of in ["1900-01-01", "1900-01-01T00:00:00Z"] {
        let before = ask(KEY_PERSON, json!(as_of)).await;
        assert_eq!(before.data()["influencersOf"], nothing, "before all data");
    }
    let create = "mutation { createPerson(clientId: \"k\", input: { sourceId: \"alone\", name: \"Nobody Knows\" }) \
                  { person { sourceId } } }";
    server.ask(create, Value::Null).await.data();
    let alone = ask("alone", Value::Null).await;
    assert_eq!(alone.data()["influencersOf"], nothing, "somebody without any line");
    assert_eq!(ask(KEY_PERSON, Value::Null).await.data()["influencersOf"]["knowledge"], "KNOWN");
}

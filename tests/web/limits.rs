//! What one request may cost.

use guanxi::config::LimitsConfig;
use serde_json::json;

use crate::service::{Answer, Settings, start, start_with};

const HEADERS: [(&str, &str); 2] =
    [("content-type", "application/json"), ("accept", "application/graphql-response+json")];

/// Status, code, and the limit with its value.
fn limit(answer: &Answer) -> (u16, String, String, u64) {
    let (status, code) = answer.told();
    let extensions = &answer.json()["errors"][0]["extensions"];
    let value = extensions["value"].as_u64().unwrap_or_else(|| panic!("no limit is named: {}", answer.text));
    (status, code, extensions["limit"].as_str().unwrap().to_owned(), value)
}

fn exceeded(status: u16, name: &str, value: u64) -> (u16, String, String, u64) {
    (status, "LIMIT_EXCEEDED".to_owned(), name.to_owned(), value)
}

fn nested(levels: usize) -> String {
    format!("{}hello{}", "{ inner ".repeat(levels) + "{ ", " }".repeat(levels + 1))
}

#[tokio::test]
async fn depth() {
    let service = start().await;
    assert_eq!(service.query(&nested(15)).await.status, 200);
    assert_eq!(limit(&service.query(&nested(16)).await), exceeded(400, "query_depth", 16));
    for levels in [63, 64, 200, 10_000] {
        assert_eq!(limit(&service.query(&nested(levels)).await), exceeded(400, "query_depth", 16), "{levels}");
    }
}

#[tokio::test]
async fn the_deepest_query_that_can_be_configured_runs() {
    let limits = LimitsConfig { query_depth: 32, ..LimitsConfig::default() };
    let service = start_with(Settings { limits, ..Settings::default() }).await;
    assert_eq!(service.query(&nested(31)).await.status, 200);
    let through_fragments = format!("{}hello{}", "{ inner { ... on Query ".repeat(31) + "{ ", " } }".repeat(31) + " }");
    assert_eq!(service.query(&through_fragments).await.status, 200, "{through_fragments}");
}

#[tokio::test]
async fn brackets_in_values() {
    let service = start().await;
    let list = format!("{{ hello(name: {}1{}) }}", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(limit(&service.query(&list).await), exceeded(400, "query_nesting", 64));
    let object = format!("{{ hello(name: {}1{}) }}", "{a:".repeat(200), "}".repeat(200));
    assert_eq!(limit(&service.query(&object).await), exceeded(400, "query_nesting", 64));
    let variables =
        format!("{{\"query\":\"{{hello}}\",\"variables\":{{\"v\":{}1{}}}}}", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(Answer::of(service.post(&HEADERS, variables)).await.told(), (400, "BAD_INPUT".to_owned()));
}

#[tokio::test]
async fn ten_thousand_aliases() {
    let service = start().await;
    let fields = |n: usize| (0..n).map(|i| format!("a{i}: hello ")).collect::<String>();
    assert_eq!(service.query(&format!("{{ {} }}", fields(50))).await.status, 200);
    for n in [51, 10_000] {
        let answer = service.query(&format!("{{ {} }}", fields(n))).await;
        assert_eq!(limit(&answer), exceeded(400, "query_aliases", 50), "{n}");
    }
}

#[tokio::test]
async fn fields_directives_tokens_and_complexity() {
    let limits = LimitsConfig {
        query_fields: 10,
        query_directives: 2,
        query_tokens: 100,
        query_complexity: 30,
        ..LimitsConfig::default()
    };
    let service = start_with(Settings { limits, ..Settings::default() }).await;
    let fields = format!("{{ {} }}", "hello ".repeat(11));
    assert_eq!(limit(&service.query(&fields).await), exceeded(400, "query_fields", 10));
    let directives = "{ hello @skip(if: false) me @include(if: true) inner @skip(if: true) { hello } }";
    assert_eq!(limit(&service.query(directives).await), exceeded(400, "query_directives", 2));
    let tokens = format!("{{ hello(name: \"x\") }} # {{\n {}", "1 ".repeat(101));
    assert_eq!(limit(&service.query(&tokens).await), exceeded(400, "query_tokens", 100));
    assert_eq!(service.query("{ list(first: 30) { hello } }").await.status, 200);
    let costly = "{ list(first: 31) { hello } }";
    assert_eq!(limit(&service.query(costly).await), exceeded(400, "query_complexity", 30));
    let by_variable = json!({
        "query": "query($n: Int!) { list(first: $n) { hello } }",
        "variables": { "n": 31 }
    });
    assert_eq!(limit(&service.ask(&by_variable).await), exceeded(400, "query_complexity", 30));
}

/// Each fragment spreads the next one twice: two to the power of thirty paths. The library would walk them all.
#[tokio::test]
async fn fragments_that_double_each_other() {
    let service = start().await;
    let mut query = "{ ...F0 }".to_owned();
    for i in 0..30 {
        query += &format!(" fragment F{i} on Query {{ ...F{} ...F{} }}", i + 1, i + 1);
    }
    query += " fragment F30 on Query { hello }";
    assert_eq!(limit(&service.query(&query).await), exceeded(400, "query_fields", 1000));
    let circle = "{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A }";
    assert_eq!(service.query(circle).await.told(), (400, "BAD_INPUT".to_owned()));
}

#[tokio::test]
async fn batches() {
    let service = start().await;
    let batch = |n: usize| serde_json::Value::Array(vec![json!({ "query": "{ hello }" }); n]);
    assert_eq!(service.ask(&batch(10)).await.status, 200);
    assert_eq!(limit(&service.ask(&batch(11)).await), exceeded(400, "batch_size", 10));
}

#[tokio::test]
async fn a_body_that_says_it_is_too_large_is_not_read() {
    let service = start().await;
    let answer = service
        .raw(
            b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
              Content-Length: 20971520\r\n\r\n",
        )
        .await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.contains("\"limit\":\"body_bytes\",\"value\":1048576"), "{answer}");
}

#[tokio::test]
async fn a_body_without_a_length_is_read_up_to_the_limit() {
    let limits = LimitsConfig { body_bytes: 100, ..LimitsConfig::default() };
    let service = start_with(Settings { limits, ..Settings::default() }).await;
    let head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    // No last chunk: the answer comes without waiting for the end.
    let answer = service.raw(format!("{head}65\r\n{}\r\n", " ".repeat(0x65)).as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    let body = "{\"query\":\"{hello}\"}";
    let answer = service.raw(format!("{head}{:x}\r\n{body}\r\n0\r\n\r\n", body.len()).as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[tokio::test]
async fn time() {
    let limits = LimitsConfig { time_ms: 50, ..LimitsConfig::default() };
    let mut service = start_with(Settings { limits, ..Settings::default() }).await;
    let answer = service.query("{ wait }").await;
    assert_eq!(limit(&answer), (504, "TIMEOUT".to_owned(), "time_ms".to_owned(), 50));
    service.left.recv().await.expect("the resolver was given up");
    let answer = Answer::of(service.post(
        &[HEADERS[0], ("accept", "application/json")],
        json!([{ "query": "{ wait }" }, { "query": "{ wait }" }]).to_string(),
    ))
    .await;
    assert_eq!(answer.status, 504, "a batch has one deadline");
}

#[tokio::test]
async fn a_body_that_does_not_come() {
    let limits = LimitsConfig { time_ms: 50, ..LimitsConfig::default() };
    let service = start_with(Settings { limits, ..Settings::default() }).await;
    let answer = service
        .raw(
            b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
              Content-Length: 20\r\nConnection: close\r\n\r\n{",
        )
        .await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("\"code\":\"TIMEOUT\""), "{answer}");
}

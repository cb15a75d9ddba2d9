//! GraphQL over HTTP: methods, media types, status codes, error codes.

use serde_json::{Value, json};

use crate::service::{Answer, start};

const JSON: (&str, &str) = ("content-type", "application/json");
const AS_JSON: (&str, &str) = ("accept", "application/json");
const AS_GRAPHQL: (&str, &str) = ("accept", "application/graphql-response+json");
const BOTH: [(&str, &str); 2] = [AS_JSON, AS_GRAPHQL];

#[tokio::test]
async fn a_query_is_answered_in_the_accepted_media_type() {
    let service = start().await;
    let body = json!({
        "query": "query Greet($n: String!) { hello(name: $n) }",
        "variables": { "n": "王芳" },
        "operationName": "Greet",
        "extensions": { "client": { "name": "test" } }
    });
    for (accept, media) in [
        (AS_JSON, "application/json; charset=utf-8"),
        (AS_GRAPHQL, "application/graphql-response+json; charset=utf-8"),
        (("accept", "*/*"), "application/graphql-response+json; charset=utf-8"),
    ] {
        let answer = Answer::of(service.post(&[JSON, accept], body.to_string())).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, media));
        assert_eq!(answer.json(), json!({ "data": { "hello": "hello 王芳" } }));
        assert_eq!(answer.header("vary"), "accept");
    }
}

#[tokio::test]
async fn status_and_shape_of_wrong_requests() {
    let service = start().await;
    // (body, status as application/json, status as application/graphql-response+json)
    let cases = [
        ("NONSENSE", 400, 400),
        ("{\"query\":", 400, 400),
        ("", 400, 400),
        ("\"text\"", 400, 400),
        ("[]", 400, 400),
        ("{\"qeury\": \"{__typename}\"}", 400, 400),
        ("{\"query\": 7}", 400, 400),
        ("{\"query\": \"{hello}\", \"variables\": [7]}", 400, 400),
        ("{\"query\": \"{hello}\", \"operationName\": 7}", 400, 400),
        ("{\"query\": \"{hello}\", \"extensions\": \"x\"}", 400, 400),
        ("{\"query\": \"{hello}\", \"variables\": {\"n\": 1e999}}", 400, 400),
        ("{\"query\": \"{\"}", 200, 400),
        ("{\"query\": \"\"}", 200, 400),
        ("{\"query\": \"{ nothing }\"}", 200, 400),
        ("{\"query\": \"query Q($i: Int!) { number(value: $i) }\"}", 200, 400),
        ("{\"query\": \"{ number(value: \\\"x\\\") }\"}", 200, 400),
        ("{\"query\": \"query A {hello} query B {hello}\"}", 200, 400),
        ("{\"query\": \"query A {hello}\", \"operationName\": \"B\"}", 200, 400),
        ("{\"query\": \"subscription { hello }\"}", 200, 400),
    ];
    for (body, as_json, as_graphql) in cases {
        for (accept, expected) in [(AS_JSON, as_json), (AS_GRAPHQL, as_graphql)] {
            let answer = Answer::of(service.post(&[JSON, accept], body)).await;
            assert_eq!(answer.told(), (expected, "BAD_INPUT".to_owned()), "{body} {}", answer.text);
            assert_eq!(answer.json().get("data"), None, "not executed, so no data: {body}");
            assert!(answer.header("content-type").starts_with(accept.1));
        }
    }
}

#[tokio::test]
async fn a_number_that_does_not_fit_is_bad_input() {
    let service = start().await;
    let answer = service.query("{ number(value: 99999999999) }").await;
    assert_eq!(answer.told().1, "BAD_INPUT", "{}", answer.text);
    let body = json!({ "query": "query($v: Int!) { number(value: $v) }", "variables": { "v": 99_999_999_999_i64 } });
    assert_eq!(service.ask(&body).await.told().1, "BAD_INPUT");
}

#[tokio::test]
async fn only_json_bodies_are_read() {
    let service = start().await;
    let body = "{\"query\":\"{hello}\"}";
    for media in
        ["text/plain", "application/graphql", "application/x-www-form-urlencoded", "application/json;charset=latin1"]
    {
        let answer = Answer::of(service.post(&[("content-type", media), AS_GRAPHQL], body)).await;
        assert_eq!(answer.told(), (415, "BAD_INPUT".to_owned()), "{media}");
    }
    assert_eq!(Answer::of(service.post(&[AS_GRAPHQL], body)).await.status, 415, "no content type");
    let with_charset = [("content-type", "application/json; charset=utf-8")];
    assert_eq!(Answer::of(service.post(&with_charset, body)).await.status, 200);
}

#[tokio::test]
async fn an_answer_nobody_accepts_is_not_made() {
    let service = start().await;
    let answer = Answer::of(service.post(&[JSON, ("accept", "text/html")], "{\"query\":\"{hello}\"}")).await;
    assert_eq!(answer.told(), (406, "BAD_INPUT".to_owned()));
}

#[tokio::test]
async fn queries_may_come_by_get_and_mutations_may_not() {
    let service = start().await;
    let get = |parameters: &[(&str, &str)]| {
        Answer::of(service.client.get(service.url("/graphql")).query(parameters).header("accept", AS_GRAPHQL.1))
    };
    let answer = get(&[
        ("query", "query A($n: String) { hello(name: $n) } query B { me }"),
        ("operationName", "A"),
        ("variables", "{\"n\":\"a&b\"}"),
        ("extensions", "{}"),
    ])
    .await;
    assert_eq!(answer.json(), json!({ "data": { "hello": "hello a&b" } }));

    let answer = get(&[("query", "mutation { double(value: 2) }")]).await;
    assert_eq!((answer.told(), answer.header("allow")), ((405, "BAD_INPUT".to_owned()), "POST"));
    let answer = get(&[("query", "query Q { hello } mutation M { double(value: 2) }"), ("operationName", "M")]).await;
    assert_eq!(answer.status, 405);

    assert_eq!(get(&[]).await.told(), (400, "BAD_INPUT".to_owned()));
    assert_eq!(get(&[("query", "{hello}"), ("variables", "[1]")]).await.told(), (400, "BAD_INPUT".to_owned()));
    assert_eq!(get(&[("query", "{hello}"), ("query", "{me}")]).await.told(), (400, "BAD_INPUT".to_owned()));
    assert_eq!(service.query("mutation { double(value: 2) }").await.json(), json!({ "data": { "double": 4 } }));
}

#[tokio::test]
async fn other_methods_and_paths_are_refused_with_a_code() {
    let service = start().await;
    for method in [reqwest::Method::PUT, reqwest::Method::DELETE, reqwest::Method::PATCH, reqwest::Method::OPTIONS] {
        let answer = Answer::of(service.client.request(method.clone(), service.url("/graphql"))).await;
        assert_eq!(answer.told(), (405, "BAD_INPUT".to_owned()), "{method}");
        assert_eq!(answer.header("allow"), "GET, HEAD, POST");
    }
    let answer = Answer::of(service.client.post(service.url("/metrics"))).await;
    assert_eq!(answer.told(), (405, "BAD_INPUT".to_owned()));
    let answer = Answer::of(service.client.get(service.url("/nowhere"))).await;
    assert_eq!(answer.told(), (404, "NOT_FOUND".to_owned()));
}

#[tokio::test]
async fn a_batch_is_answered_in_order() {
    let service = start().await;
    let answer = service
        .ask(&json!([
            { "query": "{ hello }" },
            { "query": "{ nothing }" },
            { "query": "mutation { double(value: 21) }" }
        ]))
        .await;
    assert_eq!(answer.status, 200);
    let entries = answer.json();
    assert_eq!(entries[0], json!({ "data": { "hello": "hello you" } }));
    assert_eq!(entries[1]["errors"][0]["extensions"]["code"], "BAD_INPUT");
    assert_eq!(entries[1].get("data"), None);
    assert_eq!(entries[2], json!({ "data": { "double": 42 } }));

    let down = json!({ "query": "{ fail(code: \"UNAVAILABLE\") }" });
    assert_eq!(service.ask(&json!([down, down])).await.status, 503, "all of them failed for our reason");
    assert_eq!(service.ask(&json!([down, { "query": "{ hello }" }])).await.status, 200);
}

#[tokio::test]
async fn codes_of_resolvers_reach_the_client_and_inner_texts_do_not() {
    let service = start().await;
    // Executed, so data is null and the status 200, but for what is ours to mend.
    let cases = [
        ("BAD_INPUT", 200),
        ("NOT_FOUND", 200),
        ("UNAUTHENTICATED", 200),
        ("FORBIDDEN", 200),
        ("LIMIT_EXCEEDED", 200),
        ("CONFLICT", 200),
        ("UNAVAILABLE", 503),
        ("TIMEOUT", 504),
        ("INTERNAL", 500),
    ];
    for (code, status) in cases {
        for accept in BOTH {
            let body = json!({ "query": format!("{{ failSoftly(code: \"{code}\") hello }}") });
            let partial = Answer::of(service.post(&[JSON, accept], body.to_string())).await;
            assert_eq!(partial.told(), (200, code.to_owned()), "{}", partial.text);
            assert_eq!(partial.json()["data"], json!({ "failSoftly": null, "hello": "hello you" }));
            assert_eq!(partial.json()["errors"][0]["path"], json!(["failSoftly"]));

            let body = json!({ "query": format!("query {{ a: number(value: 1) failSoftly(code: \"{code}\") fail(code: \"{code}\") }}") });
            let whole = Answer::of(service.post(&[JSON, accept], body.to_string())).await;
            assert_eq!((whole.status, &whole.json()["data"]), (status, &Value::Null), "{}", whole.text);
        }
    }
}

#[tokio::test]
async fn an_error_nobody_meant_for_clients_is_internal() {
    let service = start().await;
    for accept in BOTH {
        let body = json!({ "query": "{ leak }" });
        let answer = Answer::of(service.post(&[JSON, accept, ("x-request-id", "leak-1")], body.to_string())).await;
        assert_eq!(answer.told(), (500, "INTERNAL".to_owned()));
        assert_eq!(answer.json()["data"], Value::Null);
    }
    let lines = crate::service::logged("leak-1");
    assert!(lines.iter().any(|line| line["error"].as_str().is_some_and(|text| text.contains("No such file"))));
}

#[tokio::test]
async fn a_panic_is_internal_logged_once_and_the_service_goes_on() {
    let service = start().await;
    for accept in BOTH {
        let id = format!("panic-{}", accept.1.len());
        let body = json!({ "query": "{ hello panic }" });
        let answer = Answer::of(service.post(&[JSON, accept, ("x-request-id", &id)], body.to_string())).await;
        assert_eq!(answer.told(), (500, "INTERNAL".to_owned()));
        assert!(answer.header("content-type").starts_with(accept.1));
        let lines = crate::service::logged(&id);
        let panics = lines.iter().filter(|line| line.to_string().contains("secret inner thought")).count();
        assert_eq!((panics, lines.len()), (1, 2), "the panic and the request line: {lines:?}");
    }
    assert_eq!(service.query("{ hello }").await.status, 200);
}

#[tokio::test]
async fn a_query_wrong_in_very_many_places_is_told_some_of_them() {
    let service = start().await;
    let fields: String = (0..500).map(|i| format!("nothing{i} ")).collect();
    let answer = service.query(&format!("{{ {fields} }}")).await;
    assert_eq!(answer.told(), (400, "BAD_INPUT".to_owned()));
    assert_eq!(answer.json()["errors"].as_array().unwrap().len(), 20);
}

#[tokio::test]
async fn introspection_can_be_switched_off() {
    let question = "{ __schema { queryType { name } } }";
    let open = start().await;
    assert_eq!(open.query(question).await.json()["data"]["__schema"]["queryType"]["name"], "Query");
    let mut settings = crate::service::Settings::default();
    settings.server.introspection = false;
    let closed = crate::service::start_with(settings).await;
    for hidden in [question, "{ hello ...F } fragment F on Query { t: __type(name: \"Query\") { name } }"] {
        assert_eq!(closed.query(hidden).await.told(), (403, "FORBIDDEN".to_owned()));
    }
    assert_eq!(closed.query("{ __typename hello }").await.json()["data"]["__typename"], "Query");
    assert!(open.query("{ helo }").await.text.contains("hello"));
    assert!(!closed.query("{ helo }").await.text.contains("hello"), "no suggestions either");
}

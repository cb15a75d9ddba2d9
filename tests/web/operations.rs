//! What runs the service: request ids, logs, health, metrics, CORS, shutdown.

use std::time::Duration;

use guanxi::config::{AuthConfig, JwtConfig, JwtKey, Secret};
use guanxi::domain::{Id, Role, Viewer};
use serde_json::json;

use crate::service::{Answer, Settings, Store, logged, start, start_with};

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn a_request_id_is_taken_over_or_made() {
    let service = start().await;
    let with_id = |id: &str| Answer::of(service.client.get(service.url("/health/live")).header("x-request-id", id));
    assert_eq!(with_id("abc-1.2_3").await.header("x-request-id"), "abc-1.2_3");
    let long = "x".repeat(129);
    for bad in ["a b", "a\"b", "{}", long.as_str()] {
        let answer = with_id(bad).await;
        assert_eq!(answer.header("x-request-id").len(), 36, "{bad}");
    }
    let first = service.query("{ hello }").await;
    let second = service.query("{ nothing }").await;
    assert_eq!(first.header("x-request-id").len(), 36);
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
}

#[tokio::test]
async fn one_log_line_a_request_and_no_secrets_in_it() {
    let config = JwtConfig {
        key: JwtKey::Secret(Secret::new("the secret of this one test, not short")),
        issuer: None,
        audience: None,
    };
    let viewer = Viewer { person: Id::new("p-1").unwrap(), role: Role::Rep };
    let token = guanxi::web::token(&config, &viewer, Duration::from_secs(60)).unwrap();
    let service = start_with(Settings { auth: AuthConfig::Jwt(config), ..Settings::default() }).await;
    let body = json!({
        "query": "query Greeting($n: String!) { hello(name: $n) }",
        "variables": { "n": "a name that is nobody's business" }
    });
    let headers = [JSON, ("x-request-id", "log-line-1"), ("authorization", &format!("Bearer {token}"))];
    assert_eq!(Answer::of(service.post(&headers, body.to_string())).await.status, 200);
    let lines = logged("log-line-1");
    assert_eq!(lines.len(), 1, "{lines:?}");
    let line = &lines[0];
    assert_eq!(line["message"], "request");
    assert_eq!((&line["method"], &line["path"]), (&json!("POST"), &json!("/graphql")));
    assert_eq!((&line["status"], &line["operation"]), (&json!(200), &json!("Greeting")));
    assert!(line["duration_ms"].as_f64().unwrap() > 0.0);
    assert!(!line.to_string().contains(&token) && !line.to_string().contains("nobody's business"));

    let url = format!("{}?query={{hello}}&variables=private", service.url("/graphql"));
    Answer::of(service.client.get(url).header("x-request-id", "log-line-2")).await;
    let lines = logged("log-line-2");
    assert_eq!((lines.len(), &lines[0]["status"]), (1, &json!(401)));
    assert!(!lines[0].to_string().contains("private"));
}

#[tokio::test]
async fn a_client_that_goes_away_ends_its_request() {
    let mut service = start().await;
    let headers = [JSON, ("x-request-id", "gone-1")];
    let request = tokio::spawn(service.post(&headers, "{\"query\":\"{ wait }\"}").send());
    service.entered.recv().await.expect("the resolver began");
    request.abort();
    service.left.recv().await.expect("the resolver was given up");
}

#[tokio::test]
async fn health() {
    let service = start().await;
    let get = |path: &str| Answer::of(service.client.get(service.url(path)));
    assert_eq!(get("/health/live").await.status, 200);
    let ready = get("/health/ready").await;
    let told: serde_json::Value = serde_json::from_str(&ready.text).unwrap();
    let snapshot = json!({ "state": "reading", "dataVersion": 7, "lines": 1_000, "bytes": 48_000, "ageSeconds": 90 });
    assert_eq!((ready.status, told), (200, json!({ "status": "ready", "snapshot": snapshot })));
    *service.store.lock().unwrap() = Store::Down;
    assert_eq!(get("/health/live").await.status, 200, "the process runs");
    assert_eq!(get("/health/ready").await.told(), (503, "UNAVAILABLE".to_owned()));
    assert!(get("/metrics").await.text.contains("guanxi_store_up 0"));
    *service.store.lock().unwrap() = Store::Up;
    assert_eq!(get("/health/ready").await.status, 200);
}

#[tokio::test]
async fn a_store_that_hangs_is_not_ready() {
    let mut settings = Settings::default();
    settings.server.ready = Duration::from_millis(20);
    let service = start_with(settings).await;
    *service.store.lock().unwrap() = Store::Hanging;
    let answer = Answer::of(service.client.get(service.url("/health/ready"))).await;
    assert_eq!(answer.told(), (503, "UNAVAILABLE".to_owned()));
}

#[tokio::test]
async fn metrics_tell_requests_errors_store_and_build() {
    let service = start().await;
    service.query("query Mine { hello }").await;
    service.query("{ hello me }").await;
    service.query("{ nothing }").await;
    let answer = Answer::of(service.client.get(service.url("/metrics"))).await;
    assert!(answer.header("content-type").starts_with("text/plain; version=0.0.4"));
    for expected in [
        "# TYPE guanxi_http_requests_total counter",
        "guanxi_http_requests_total{status=\"200\",operation=\"hello\"}",
        "guanxi_http_requests_total{status=\"200\",operation=\"several\"}",
        "guanxi_http_requests_total{status=\"400\",operation=\"/graphql\"}",
        "# TYPE guanxi_http_request_duration_seconds histogram",
        "guanxi_http_request_duration_seconds_bucket{operation=\"hello\",le=\"0.001\"}",
        "# TYPE guanxi_graphql_errors_total counter",
        "guanxi_graphql_errors_total{code=\"BAD_INPUT\"}",
        "guanxi_graphql_errors_total{code=\"UNAVAILABLE\"}",
        "# TYPE guanxi_store_ping_seconds histogram",
        "# TYPE guanxi_store_up gauge",
        "guanxi_build_info{version=\"",
    ] {
        assert!(answer.text.contains(expected), "missing {expected} in\n{}", answer.text);
    }
    assert!(!answer.text.contains("Mine"), "names that clients choose are no labels");
}

#[tokio::test]
async fn other_sites_are_kept_out_unless_listed() {
    let closed = start().await;
    let headers = [JSON, ("origin", "https://crm.example.com")];
    let answer = Answer::of(closed.post(&headers, "{\"query\":\"{hello}\"}")).await;
    assert_eq!(answer.header("access-control-allow-origin"), "");

    let mut settings = Settings::default();
    settings.server.cors_origins = vec!["https://crm.example.com".to_owned()];
    let open = start_with(settings).await;
    let preflight = |origin: &'static str| {
        Answer::of(
            open.client
                .request(reqwest::Method::OPTIONS, open.url("/graphql"))
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "content-type,authorization"),
        )
    };
    let answer = preflight("https://crm.example.com").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), "https://crm.example.com");
    assert!(answer.header("access-control-allow-headers").contains("authorization"));
    assert_eq!(preflight("https://evil.example.com").await.header("access-control-allow-origin"), "");
    let answer = Answer::of(open.post(&headers, "{\"query\":\"{hello}\"}")).await;
    assert_eq!(answer.header("access-control-allow-origin"), "https://crm.example.com");
    assert_eq!(answer.header("access-control-expose-headers"), "x-request-id");
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let service = start().await;
    for path in ["/health/live", "/nowhere", "/graphql?query={hello}", "/graphql"] {
        let answer = Answer::of(service.client.get(service.url(path))).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
    }
}

#[tokio::test]
async fn shutdown_lets_requests_in_flight_end() {
    let mut service = start().await;
    let request = tokio::spawn(service.post(&[JSON], "{\"query\":\"{ wait }\"}").send());
    service.entered.recv().await.expect("the resolver began");
    let gate = service.gate();
    let served = service.stop();
    gate.add_permits(1);
    let answer = request.await.unwrap().unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.text().await.unwrap(), "{\"data\":{\"wait\":true}}");
    served.await.unwrap().unwrap();
}

#[tokio::test]
async fn shutdown_does_not_wait_for_ever() {
    let mut settings = Settings::default();
    settings.server.drain = Duration::from_millis(20);
    let mut service = start_with(settings).await;
    let _request = tokio::spawn(service.post(&[JSON], "{\"query\":\"{ wait }\"}").send());
    service.entered.recv().await.expect("the resolver began");
    service.stop().await.unwrap().unwrap();
}

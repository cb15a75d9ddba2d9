//! What goes around every request: its id, its log line, its metrics, security headers, and the last net under panics.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt;
use tracing::Instrument;

use super::answer::{Failure, Told};
use super::negotiation::MediaType;
use crate::domain::Coded;
use crate::graphql::ErrorCode;

/// Carries the id of a request, in and out.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longest id taken over from a client.
const REQUEST_ID_BYTES_MAX: usize = 128;
/// Longest path and operation name in the log.
const LOGGED_CHARS_MAX: usize = 200;
/// What the log and the metrics say when the client went away before the answer (nginx's number).
const CLIENT_GONE: u16 = 499;

pub(super) fn describe_metrics() {
    metrics::describe_counter!(
        "guanxi_http_requests_total",
        "HTTP requests by status and operation: the root field of an executed GraphQL operation, or the path"
    );
    metrics::describe_histogram!("guanxi_http_request_duration_seconds", "time to the answer, by operation");
    metrics::describe_counter!("guanxi_graphql_errors_total", "errors told to clients, by code");
    for code in ErrorCode::ALL {
        metrics::counter!("guanxi_graphql_errors_total", "code" => code.code()).increment(0);
    }
}

pub(super) async fn observe(request: Request, next: Next) -> Response {
    let id = request_id(request.headers());
    let span = tracing::error_span!("request", request_id = id);
    let line = RequestLine {
        started: Instant::now(),
        id: id.clone(),
        method: request.method().clone(),
        path: request.uri().path().chars().take(LOGGED_CHARS_MAX).collect(),
        route: request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()),
        answered: None,
    };
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind().instrument(span).await;
    let mut response = answer.unwrap_or_else(|_panic| Failure::internal().into_response(MediaType::Json));
    let told = response.extensions_mut().remove::<Told>().unwrap_or_default();
    line.answered(response.status(), told);
    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, HeaderValue::from_str(&id).expect("ids are made of ASCII letters, digits and -_."));
    secure(headers);
    response
}

/// The client's id if it can stand in a log line, else a new one that sorts by time.
fn request_id(headers: &HeaderMap) -> String {
    headers
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok())
        .filter(|id| (1..=REQUEST_ID_BYTES_MAX).contains(&id.len()))
        .filter(|id| id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')))
        .map_or_else(|| uuid::Uuid::now_v7().to_string(), str::to_owned)
}

/// Headers that cost an API nothing; a route that serves pages sets its own policy first.
fn secure(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

/// The one log line of a request. Written when it is dropped, so that a request whose client went away has one too.
struct RequestLine {
    started: Instant,
    id: String,
    method: Method,
    path: String,
    route: Option<String>,
    answered: Option<(StatusCode, Told)>,
}

impl RequestLine {
    fn answered(mut self, status: StatusCode, told: Told) {
        self.answered = Some((status, told));
    }
}

impl Drop for RequestLine {
    fn drop(&mut self) {
        let (status, told) = match self.answered.take() {
            Some((status, told)) => (status.as_u16(), told),
            None => (CLIENT_GONE, Told::default()),
        };
        let took = self.started.elapsed();
        let operation: Option<String> = told.name.map(|name| name.chars().take(LOGGED_CHARS_MAX).collect());
        tracing::info!(
            request_id = self.id,
            method = %self.method,
            path = self.path,
            status,
            duration_ms = took.as_secs_f64() * 1000.0,
            operation,
            "request"
        );
        let label = match (told.root_field, self.route.take()) {
            (Some(root_field), _) => root_field,
            (None, Some(route)) => route,
            (None, None) => "unknown".to_owned(),
        };
        metrics::counter!(
            "guanxi_http_requests_total",
            "status" => status.to_string(),
            "operation" => label.clone()
        )
        .increment(1);
        metrics::histogram!("guanxi_http_request_duration_seconds", "operation" => label).record(took.as_secs_f64());
    }
}

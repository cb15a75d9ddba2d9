//! From what came out of a request to its HTTP answer: codes, status, body. No inner text passes here.

use async_graphql::{Pos, Response as GraphqlResponse, ServerError, Value};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::negotiation::MediaType;
use crate::domain::Coded;
use crate::graphql::{ErrorCode, INTERNAL_TEXT, LimitExceeded, for_client};

/// Most errors told in one answer; a query may be wrong in thousands of places.
const ERRORS_MAX: usize = 20;

/// What the log and the metrics tell about a GraphQL request: put into the extensions of the HTTP answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// The operation's name as the client gave it.
    pub(super) name: Option<String>,
    /// The root field of an executed operation: a closed set, unlike the name.
    pub(super) root_field: Option<String>,
}

/// A request that is refused as a whole, before anything of it was executed.
#[derive(Debug)]
pub(super) struct Failure {
    status: StatusCode,
    error: Box<ServerError>,
    header: Option<(header::HeaderName, HeaderValue)>,
}

impl Failure {
    pub(super) fn new(status: StatusCode, code: ErrorCode, message: impl Into<String>) -> Self {
        let mut error = ServerError::new(message, None::<Pos>);
        error.extensions = Some(code.extensions());
        Self { status, error: Box::new(error), header: None }
    }

    pub(super) fn limit(status: StatusCode, exceeded: LimitExceeded) -> Self {
        Self { status, error: Box::new(exceeded.into()), header: None }
    }

    pub(super) fn method_not_allowed(message: &str, allow: &'static str) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, ErrorCode::BadInput, message)
            .with_header(header::ALLOW, HeaderValue::from_static(allow))
    }

    pub(super) fn timeout(status: StatusCode, time_ms: u32) -> Self {
        Self { status, error: Box::new(timeout_error(time_ms)), header: None }
    }

    pub(super) fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, ErrorCode::Internal, INTERNAL_TEXT)
    }

    pub(super) fn with_header(mut self, name: header::HeaderName, value: HeaderValue) -> Self {
        self.header = Some((name, value));
        self
    }

    pub(super) fn into_response(self, media: MediaType) -> Response {
        let errors = std::slice::from_ref(&*self.error);
        count_errors(errors);
        let body = Body { errors, data: None, extensions: None };
        let mut response = (self.status, json(&body)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, media.header());
        if let Some((name, value)) = self.header {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

pub(super) async fn no_such_path() -> Response {
    Failure::new(StatusCode::NOT_FOUND, ErrorCode::NotFound, "there is nothing at this path")
        .into_response(MediaType::Json)
}

pub(super) async fn method_not_allowed() -> Response {
    Failure::method_not_allowed("only GET is answered here", "GET, HEAD").into_response(MediaType::Json)
}

/// An error for a request that took too long.
pub(super) fn timeout_error(time_ms: u32) -> ServerError {
    let mut error = ServerError::new(format!("the request took longer than {time_ms} ms"), None);
    let mut extensions = ErrorCode::Timeout.extensions();
    extensions.set("limit", "time_ms");
    extensions.set("value", time_ms);
    error.extensions = Some(extensions);
    error
}

/// An error for a request whose resolver panicked; the panic itself is logged where panics are.
pub(super) fn internal_error() -> ServerError {
    let mut error = ServerError::new(INTERNAL_TEXT, None);
    error.extensions = Some(ErrorCode::Internal.extensions());
    error
}

/// What came of one GraphQL request.
#[derive(Debug)]
pub(super) struct Outcome {
    response: GraphqlResponse,
    executed: bool,
    begun: bool,
    /// The code of each error, in their order.
    codes: Vec<ErrorCode>,
}

impl Outcome {
    /// Gives every error its code and takes inner texts out: they go to the log, here and once.
    pub(super) fn new(mut response: GraphqlResponse, executed: bool) -> Self {
        response.errors.truncate(ERRORS_MAX);
        let codes = response.errors.iter_mut().map(|error| for_client(error, executed)).collect();
        count_errors(&response.errors);
        Self { response, executed, begun: executed, codes }
    }

    /// The request was refused before it was executed.
    pub(super) fn refused(error: ServerError) -> Self {
        Self::new(GraphqlResponse::from_errors(vec![error]), false)
    }

    /// The execution of the request was broken off.
    pub(super) fn broken_off(error: ServerError) -> Self {
        Self { begun: true, ..Self::refused(error) }
    }

    /// Whether its execution began, however it ended.
    pub(super) fn was_begun(&self) -> bool {
        self.begun
    }

    /// Whether it passed every check and was executed.
    pub(super) fn was_executed(&self) -> bool {
        self.executed
    }

    /// The answer as JSON.
    pub(super) fn payload(&self) -> String {
        String::from_utf8_lossy(&json(&self.body())).into_owned()
    }

    /// The errors alone, as a JSON list.
    pub(super) fn errors(&self) -> String {
        String::from_utf8_lossy(&json(&self.response.errors)).into_owned()
    }

    fn status(&self, media: MediaType) -> StatusCode {
        if self.executed && self.response.data != Value::Null {
            return StatusCode::OK;
        }
        let has = |code| self.codes.contains(&code);
        if has(ErrorCode::Unavailable) {
            StatusCode::SERVICE_UNAVAILABLE
        } else if has(ErrorCode::Timeout) {
            StatusCode::GATEWAY_TIMEOUT
        } else if has(ErrorCode::Internal) {
            StatusCode::INTERNAL_SERVER_ERROR
        } else if self.executed || media == MediaType::Json {
            StatusCode::OK
        } else if has(ErrorCode::Forbidden) {
            StatusCode::FORBIDDEN
        } else {
            StatusCode::BAD_REQUEST
        }
    }

    fn body(&self) -> Body<'_> {
        Body {
            errors: &self.response.errors,
            data: self.executed.then_some(&self.response.data),
            extensions: (!self.response.extensions.is_empty()).then_some(&self.response.extensions),
        }
    }
}

/// The answer to one request.
pub(super) fn single(outcome: &Outcome, media: MediaType) -> Response {
    respond(outcome.status(media), media, json(&outcome.body()))
}

/// The answer to a batch: 200, each entry telling its own outcome, unless all of them failed for one reason of ours.
pub(super) fn several(outcomes: &[Outcome], media: MediaType) -> Response {
    let mut statuses = outcomes.iter().map(|outcome| outcome.status(media));
    let first = statuses.next().unwrap_or(StatusCode::OK);
    let status = if first.is_server_error() && statuses.all(|other| other == first) { first } else { StatusCode::OK };
    let bodies: Vec<Body<'_>> = outcomes.iter().map(Outcome::body).collect();
    respond(status, media, json(&bodies))
}

fn respond(status: StatusCode, media: MediaType, body: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, media.header())], body).into_response()
}

/// The order is the specification's advice: errors first, so that nobody overlooks them.
#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    /// Absent when nothing was executed; null when execution came to nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extensions: Option<&'a std::collections::BTreeMap<String, Value>>,
}

fn json(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).expect("GraphQL values have text keys and finite numbers")
}

fn count_errors(errors: &[ServerError]) {
    for code in errors.iter().filter_map(ErrorCode::of) {
        metrics::counter!("guanxi_graphql_errors_total", "code" => code.code()).increment(1);
    }
}

//! `/graphql`: GraphQL over HTTP for any guarded schema.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, ServerError};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use futures_util::FutureExt;
use tokio::time::{Instant, timeout_at};

use super::Prepare;
use super::answer::{self, Failure, Outcome, Told};
use super::auth::{Authenticator, Unauthenticated};
use super::documents::Documents;
use super::negotiation::{self, MediaType};
use super::request::{self, Batch, GraphqlRequest};
use super::socket;
use crate::config::LimitsConfig;
use crate::domain::Viewer;
use crate::graphql::{ErrorCode, Operation, Passage, QueryLimits, Served, measure, scan};

/// The schema with what stands before it.
pub(super) struct Endpoint<E> {
    pub(super) schema: Served<E>,
    pub(super) prepare: Prepare,
    pub(super) auth: Authenticator,
    introspection: bool,
    documents: Documents,
    pub(super) limits: QueryLimits,
    pub(super) body_bytes: u32,
    batch_size: u32,
    pub(super) time_ms: u32,
}

impl<E: Executor> Endpoint<E> {
    pub(super) fn new(
        schema: Served<E>,
        prepare: Prepare,
        auth: Authenticator,
        introspection: bool,
        limits: &LimitsConfig,
    ) -> Self {
        Self {
            schema,
            prepare,
            auth,
            introspection,
            documents: Documents::default(),
            limits: QueryLimits {
                depth: limits.query_depth,
                complexity: limits.query_complexity,
                aliases: limits.query_aliases,
                fields: limits.query_fields,
                directives: limits.query_directives,
                tokens: limits.query_tokens,
            },
            body_bytes: limits.body_bytes,
            batch_size: limits.batch_size,
            time_ms: limits.time_ms,
        }
    }

    /// Everything of one HTTP request has until the same deadline.
    async fn respond(&self, request: Request, media: MediaType) -> Result<Response, Failure> {
        let deadline = Instant::now() + Duration::from_millis(self.time_ms.into());
        let (parts, body) = request.into_parts();
        if matches!(self.auth, Authenticator::Open(_)) && !names_loopback(&parts.uri, &parts.headers) {
            return Err(Failure::new(
                StatusCode::FORBIDDEN,
                ErrorCode::Forbidden,
                "without sign-in only requests to a loopback name are answered",
            ));
        }
        let viewer = self.auth.viewer(&parts.headers).map_err(unauthenticated)?;
        let batch = if parts.method == Method::POST {
            if !negotiation::is_json(&parts.headers) {
                return Err(Failure::new(
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    ErrorCode::BadInput,
                    "the body must be application/json in UTF-8",
                ));
            }
            let body = timeout_at(deadline, request::read_body(&parts.headers, body, self.body_bytes))
                .await
                .map_err(|_| Failure::timeout(StatusCode::REQUEST_TIMEOUT, self.time_ms))??;
            request::from_body(&body, self.batch_size)?
        } else if parts.method == Method::GET || parts.method == Method::HEAD {
            request::from_uri(&parts.uri)?
        } else {
            return Err(Failure::method_not_allowed("only POST and GET are answered here", "GET, HEAD, POST"));
        };
        let reading = parts.method != Method::POST;
        let mut told = Told::default();
        let mut response = match batch {
            Batch::Single(request) => {
                let outcome = self.execute(request, &viewer, deadline, reading, &mut told).await?;
                answer::single(&outcome, media)
            }
            // In order and not at once, so that a batch of mutations happens as it is written.
            Batch::Several(requests) => {
                let mut outcomes = Vec::with_capacity(requests.len());
                for request in requests {
                    outcomes.push(self.execute(request, &viewer, deadline, reading, &mut told).await?);
                }
                told = Told { name: told.name, root_field: Some("batch".to_owned()) };
                answer::several(&outcomes, media)
            }
        };
        response.extensions_mut().insert(told);
        Ok(response)
    }

    /// One GraphQL request; only a mutation where none may be fails the whole HTTP request.
    async fn execute(
        &self,
        request: GraphqlRequest,
        viewer: &Viewer,
        deadline: Instant,
        reading: bool,
        told: &mut Told,
    ) -> Result<Outcome, Failure> {
        let (checked, operation) = match self.check(&request) {
            Ok(checked) => checked,
            Err(error) => return Ok(Outcome::refused(error)),
        };
        told.name.clone_from(&operation.name);
        if reading && operation.kind != OperationType::Query {
            return Err(Failure::method_not_allowed("only queries may be asked by GET", "POST"));
        }
        let outcome = self.outcome(&request, checked, &operation, viewer, deadline).await;
        if outcome.was_begun() {
            told.root_field = match operation.root_fields.as_slice() {
                [one] => Some(one.clone()),
                _ => Some("several".to_owned()),
            };
        }
        Ok(outcome)
    }

    /// What comes of a request that passed the checks, and of which `checked` was made; a query may be executed again.
    pub(super) async fn outcome(
        &self,
        request: &GraphqlRequest,
        mut checked: async_graphql::Request,
        operation: &Operation,
        viewer: &Viewer,
        deadline: Instant,
    ) -> Outcome {
        if operation.kind == OperationType::Query {
            let asked = self.schema.query(self.prepared(checked, viewer), &operation.order);
            match self.in_time(asked, deadline).await {
                Err(broken_off) => return broken_off,
                Ok(Some(response)) => return Outcome::new(response, true),
                Ok(None) => match self.check(request) {
                    Ok((again, _)) => checked = again,
                    Err(error) => return Outcome::refused(error),
                },
            }
        }
        let passage = Passage::new(self.limits.complexity, operation.order.clone());
        let checked = self.prepared(checked.data(Arc::clone(&passage)), viewer);
        match self.in_time(self.schema.execute(checked), deadline).await {
            Err(broken_off) => broken_off,
            Ok(response) => Outcome::new(response, passage.executed()),
        }
    }

    /// A request with what its resolvers need.
    pub(super) fn prepared(&self, request: async_graphql::Request, viewer: &Viewer) -> async_graphql::Request {
        (self.prepare)(request.data(viewer.clone()), viewer)
    }

    /// What comes of an execution that may neither take too long nor take the request down with it.
    async fn in_time<T>(&self, execution: impl Future<Output = T>, deadline: Instant) -> Result<T, Outcome> {
        match timeout_at(deadline, AssertUnwindSafe(execution).catch_unwind()).await {
            Err(_) => Err(Outcome::broken_off(answer::timeout_error(self.time_ms))),
            Ok(Err(_panic)) => Err(Outcome::broken_off(answer::internal_error())),
            Ok(Ok(ended)) => Ok(ended),
        }
    }

    /// Holds a request to the limits and hands it on with its document, so that it is parsed once.
    pub(super) fn check(&self, request: &GraphqlRequest) -> Result<(async_graphql::Request, Operation), ServerError> {
        let GraphqlRequest { query, operation_name, variables, extensions } = request;
        scan(query, &self.limits)?;
        let document = self.documents.parsed(query)?;
        let operation = measure(&document, operation_name.as_deref(), variables, &self.limits)?;
        if !self.introspection && operation.root_fields.iter().any(|name| name == "__schema" || name == "__type") {
            let mut error = ServerError::new("the schema is not told here", None);
            error.extensions = Some(ErrorCode::Forbidden.extensions());
            return Err(error);
        }
        let mut checked = async_graphql::Request::new(query).variables(variables.clone());
        checked.operation_name.clone_from(operation_name);
        checked.extensions = extensions.clone().unwrap_or_default();
        checked.set_parsed_query(document);
        Ok((checked, operation))
    }
}

pub(super) async fn answer<E: Executor>(State(endpoint): State<Arc<Endpoint<E>>>, request: Request) -> Response {
    if socket::is_upgrade(request.headers()) {
        return socket::upgrade(endpoint, request).await;
    }
    let Some(media) = negotiation::accepted(request.headers()) else {
        return Failure::new(
            StatusCode::NOT_ACCEPTABLE,
            ErrorCode::BadInput,
            "answers are application/graphql-response+json or application/json",
        )
        .into_response(MediaType::Json);
    };
    let mut response = match endpoint.respond(request, media).await {
        Ok(response) => response,
        Err(failure) => failure.into_response(media),
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    response
}

fn unauthenticated(reason: Unauthenticated) -> Failure {
    let challenge = match reason {
        Unauthenticated::Missing => "Bearer",
        Unauthenticated::Expired | Unauthenticated::Invalid => "Bearer error=\"invalid_token\"",
    };
    Failure::new(StatusCode::UNAUTHORIZED, ErrorCode::Unauthenticated, reason.to_string())
        .with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
}

/// Whether the client called us by a loopback name. Without sign-in this keeps out pages of foreign sites whose name was
/// made to point at this machine (DNS rebinding): to the browser they are of the same origin.
pub(super) fn names_loopback(uri: &Uri, headers: &HeaderMap) -> bool {
    let host = match uri.host() {
        Some(host) => host,
        None => {
            let Some(value) = headers.get(header::HOST).and_then(|value| value.to_str().ok()) else { return false };
            match value.parse::<axum::http::uri::Authority>() {
                Ok(authority) => return is_loopback(authority.host()),
                Err(_) => return false,
            }
        }
    };
    is_loopback(host)
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost") || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

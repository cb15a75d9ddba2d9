//! From the HTTP request to the GraphQL requests in it.

use async_graphql::{Extensions, Variables};
use axum::body::Body;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use futures_util::StreamExt;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::answer::Failure;
use crate::graphql::{ErrorCode, LimitExceeded};

/// A GraphQL request as it is written in JSON. Other keys are left alone: they are reserved by the specification.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GraphqlRequest {
    pub(super) query: String,
    #[serde(default)]
    pub(super) operation_name: Option<String>,
    #[serde(default)]
    pub(super) variables: Variables,
    #[serde(default)]
    pub(super) extensions: Option<Extensions>,
}

/// One request, or several that are answered in order.
#[derive(Debug)]
pub(super) enum Batch {
    Single(GraphqlRequest),
    Several(Vec<GraphqlRequest>),
}

/// Reads a body as long as it stays within the limit; one that says it is longer is not read at all.
pub(super) async fn read_body(headers: &HeaderMap, body: Body, bytes_max: u32) -> Result<Vec<u8>, Failure> {
    let too_large =
        || Failure::limit(StatusCode::PAYLOAD_TOO_LARGE, LimitExceeded { limit: "body_bytes", value: bytes_max });
    let said = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if said.is_some_and(|bytes| bytes > u64::from(bytes_max)) {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(said.unwrap_or(0) as usize);
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| bad_request("the body ended early".to_owned()))?;
        if bytes.len() + piece.len() > bytes_max as usize {
            return Err(too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Reads the JSON of a POST request.
pub(super) fn from_body(body: &[u8], batch_max: u32) -> Result<Batch, Failure> {
    if !body.trim_ascii_start().starts_with(b"[") {
        return Ok(Batch::Single(parse_json(body, "the body")?));
    }
    let requests: Vec<GraphqlRequest> = parse_json(body, "the body")?;
    if requests.is_empty() {
        return Err(bad_request("the body is an empty list".to_owned()));
    }
    if requests.len() > batch_max as usize {
        return Err(Failure::limit(StatusCode::BAD_REQUEST, LimitExceeded { limit: "batch_size", value: batch_max }));
    }
    Ok(Batch::Several(requests))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct QueryParameters {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

/// Reads the parameters of a GET request.
pub(super) fn from_uri(uri: &Uri) -> Result<Batch, Failure> {
    let Query(QueryParameters { query, operation_name, variables, extensions }) = Query::try_from_uri(uri)
        .map_err(|_| bad_request("the query string is not made of parameters, each at most once".to_owned()))?;
    let given = |text: Option<String>| text.filter(|text| !text.is_empty());
    Ok(Batch::Single(GraphqlRequest {
        query: given(query).ok_or_else(|| bad_request("the parameter query is missing".to_owned()))?,
        operation_name: given(operation_name),
        variables: match given(variables) {
            Some(text) => parse_json(text.as_bytes(), "the parameter variables")?,
            None => Variables::default(),
        },
        extensions: match given(extensions) {
            Some(text) => parse_json(text.as_bytes(), "the parameter extensions")?,
            None => None,
        },
    }))
}

fn parse_json<T: DeserializeOwned>(text: &[u8], what: &str) -> Result<T, Failure> {
    serde_json::from_slice(text).map_err(|reason| bad_request(format!("{what} is not a GraphQL request: {reason}")))
}

fn bad_request(message: String) -> Failure {
    Failure::new(StatusCode::BAD_REQUEST, ErrorCode::BadInput, message)
}

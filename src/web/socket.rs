//! `/graphql` over a web socket: subscriptions, by the protocol `graphql-transport-ws`.
//!
//! The protocol is <https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md>. A connection begins with
//! `connection_init`, whose payload may carry the token as `authorization` (a browser cannot send the header). What is asked passes the
//! same gates as over HTTP; one connection has a few operations under way at the most.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::Executor;
use async_graphql::parser::types::OperationType;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts as _, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use futures_util::{FutureExt as _, SinkExt as _, StreamExt as _};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::Instant;

use super::answer::{self, Failure, Outcome};
use super::auth::{Authenticator, Unauthenticated};
use super::endpoint::{Endpoint, names_loopback};
use super::negotiation::MediaType;
use super::request::GraphqlRequest;
use crate::domain::Viewer;
use crate::graphql::{ErrorCode, LimitExceeded, Passage};

/// The name of the protocol.
const PROTOCOL: &str = "graphql-transport-ws";

/// How long a client may take to initialise a connection.
const INIT_WITHIN: Duration = Duration::from_secs(10);

/// How often a connection is asked whether it still is one.
const PING_EVERY: Duration = Duration::from_secs(30);

/// Operations that may be under way on one connection.
const OPERATIONS_MAX: u32 = 16;

/// Longest name of an operation.
const ID_BYTES_MAX: usize = 200;

/// Messages on their way out that are held; whoever does not read makes operations wait.
const HELD: usize = 32;

/// Whether a request asks for a web socket.
pub(super) fn is_upgrade(headers: &HeaderMap) -> bool {
    headers.get(header::UPGRADE).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

/// Turns the connection into a web socket.
pub(super) async fn upgrade<E: Executor>(endpoint: Arc<Endpoint<E>>, request: Request) -> Response {
    let refused = |status, message: &str| {
        Failure::new(status, ErrorCode::Forbidden, message.to_owned()).into_response(MediaType::Json)
    };
    let (mut parts, _) = request.into_parts();
    if matches!(endpoint.auth, Authenticator::Open(_))
        && !(names_loopback(&parts.uri, &parts.headers) && is_of_here(parts.headers.get(header::ORIGIN)))
    {
        let message = "without sign-in only requests to a loopback name, from pages of one, are answered";
        return refused(StatusCode::FORBIDDEN, message);
    }
    let offered = parts.headers.get_all(header::SEC_WEBSOCKET_PROTOCOL).iter();
    let mut offered = offered.filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(','));
    if !offered.any(|name| name.trim() == PROTOCOL) {
        return Failure::new(
            StatusCode::BAD_REQUEST,
            ErrorCode::BadInput,
            format!("the protocol {PROTOCOL} is spoken here"),
        )
        .into_response(MediaType::Json);
    }
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade,
        Err(rejection) => return rejection.into_response(),
    };
    let bytes_max = endpoint.body_bytes as usize;
    let headers = parts.headers;
    upgrade
        .protocols([PROTOCOL])
        .max_message_size(bytes_max)
        .max_frame_size(bytes_max)
        .on_upgrade(move |socket| async move { Connection::new(endpoint, headers).serve(socket).await })
}

/// Whether a page of this machine asks: a browser lets pages of any site open a socket to any other.
fn is_of_here(origin: Option<&HeaderValue>) -> bool {
    let Some(origin) = origin else { return true };
    let Some(uri) = origin.to_str().ok().and_then(|text| text.parse::<axum::http::Uri>().ok()) else { return false };
    uri.host().is_some() && names_loopback(&uri, &HeaderMap::new())
}

/// What a client says.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ClientMessage {
    ConnectionInit {
        #[serde(default)]
        payload: Option<Value>,
    },
    Subscribe {
        id: String,
        payload: GraphqlRequest,
    },
    Complete {
        id: String,
    },
    Ping {
        #[serde(default)]
        payload: Option<Value>,
    },
    Pong {},
}

/// The connection ends, with this code and reason.
#[derive(Debug, PartialEq)]
struct Closed(u16, String);

/// What an operation says: its connection number tells a later one of the same name apart.
struct Said {
    id: String,
    number: u64,
    what: What,
}

/// Payloads are JSON as it goes out: the order of their fields is part of an answer.
enum What {
    Next(String),
    /// It was refused before it was executed.
    Errors(String),
    Complete,
}

/// One client.
struct Connection<E> {
    endpoint: Arc<Endpoint<E>>,
    headers: HeaderMap,
    viewer: Option<Viewer>,
    /// By name: number, and how to stop it.
    operations: HashMap<String, (u64, AbortHandle)>,
    begun: u64,
}

impl<E> Drop for Connection<E> {
    fn drop(&mut self) {
        self.operations.values().for_each(|(_, stop)| stop.abort());
    }
}

impl<E: Executor> Connection<E> {
    fn new(endpoint: Arc<Endpoint<E>>, headers: HeaderMap) -> Self {
        Self { endpoint, headers, viewer: None, operations: HashMap::new(), begun: 0 }
    }

    async fn serve(mut self, socket: WebSocket) {
        let (mut sink, mut stream) = socket.split();
        let (saying, mut said) = mpsc::channel(HELD);
        let init_until = Instant::now() + INIT_WITHIN;
        let mut pings = tokio::time::interval(PING_EVERY);
        pings.tick().await;
        let closed = loop {
            let answer = tokio::select! {
                message = stream.next() => match message {
                    Some(Ok(Message::Text(text))) => self.hear(text.as_bytes(), &saying),
                    Some(Ok(Message::Binary(bytes))) => self.hear(&bytes, &saying),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(None),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                },
                // One sender is held here, so the channel does not end.
                Some(said) = said.recv() => Ok(self.tell(said)),
                () = tokio::time::sleep_until(init_until), if self.viewer.is_none() => {
                    Err(Closed(4408, "Connection initialisation timeout".to_owned()))
                }
                _ = pings.tick() => {
                    if sink.send(Message::Ping(Vec::new().into())).await.is_err() {
                        return;
                    }
                    Ok(None)
                }
            };
            match answer {
                Ok(None) => {}
                Ok(Some(message)) => {
                    if sink.send(Message::Text(message.into())).await.is_err() {
                        return;
                    }
                }
                Err(closed) => break closed,
            }
        };
        let Closed(code, reason) = closed;
        // The client may be gone already.
        let _ = sink.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await;
    }

    /// What a message of the client is answered with at once.
    fn hear(&mut self, message: &[u8], saying: &mpsc::Sender<Said>) -> Result<Option<String>, Closed> {
        let message: ClientMessage =
            serde_json::from_slice(message).map_err(|_| Closed(4400, "Invalid message".to_owned()))?;
        match message {
            ClientMessage::ConnectionInit { .. } if self.viewer.is_some() => {
                Err(Closed(4429, "Too many initialisation requests".to_owned()))
            }
            ClientMessage::ConnectionInit { payload } => {
                let viewer = self.signed_in(payload.as_ref()).map_err(|_| Closed(4403, "Forbidden".to_owned()))?;
                self.viewer = Some(viewer);
                Ok(Some(json!({ "type": "connection_ack" }).to_string()))
            }
            ClientMessage::Ping { payload: None } => Ok(Some(json!({ "type": "pong" }).to_string())),
            ClientMessage::Ping { payload: Some(payload) } => {
                Ok(Some(json!({ "type": "pong", "payload": payload }).to_string()))
            }
            ClientMessage::Pong {} => Ok(None),
            ClientMessage::Complete { id } => {
                if let Some((_, stop)) = self.operations.remove(&id) {
                    stop.abort();
                }
                Ok(None)
            }
            ClientMessage::Subscribe { id, payload } => self.begin(id, payload, saying),
        }
    }

    /// The token of the payload, else that of the request.
    fn signed_in(&self, payload: Option<&Value>) -> Result<Viewer, Unauthenticated> {
        let said = payload.and_then(|payload| payload.get("authorization").or_else(|| payload.get("Authorization")));
        let Some(said) = said else { return self.endpoint.auth.viewer(&self.headers) };
        let value = said.as_str().and_then(|text| HeaderValue::from_str(text).ok()).ok_or(Unauthenticated::Invalid)?;
        self.endpoint.auth.viewer(&HeaderMap::from_iter([(header::AUTHORIZATION, value)]))
    }

    fn begin(
        &mut self,
        id: String,
        request: GraphqlRequest,
        saying: &mpsc::Sender<Said>,
    ) -> Result<Option<String>, Closed> {
        let Some(viewer) = self.viewer.clone() else { return Err(Closed(4401, "Unauthorized".to_owned())) };
        if id.is_empty() || id.len() > ID_BYTES_MAX {
            return Err(Closed(4400, format!("An id has 1 to {ID_BYTES_MAX} bytes")));
        }
        if self.operations.contains_key(&id) {
            return Err(Closed(4409, format!("Subscriber for {id} already exists")));
        }
        if self.operations.len() >= OPERATIONS_MAX as usize {
            let limit = LimitExceeded { limit: "operations_of_a_connection", value: OPERATIONS_MAX };
            return Ok(Some(message("error", &id, Some(&Outcome::refused(limit.into()).errors()))));
        }
        self.begun += 1;
        let number = self.begun;
        let told = Told { saying: saying.clone(), id: id.clone(), number };
        let task = tokio::spawn(operate(Arc::clone(&self.endpoint), viewer, request, told));
        self.operations.insert(id, (number, task.abort_handle()));
        Ok(None)
    }

    /// The message for what an operation says; nothing for one that has been completed meanwhile.
    fn tell(&mut self, Said { id, number, what }: Said) -> Option<String> {
        if self.operations.get(&id).is_none_or(|(current, _)| *current != number) {
            return None;
        }
        if !matches!(what, What::Next(_)) {
            self.operations.remove(&id);
        }
        Some(match what {
            What::Next(payload) => message("next", &id, Some(&payload)),
            What::Errors(payload) => message("error", &id, Some(&payload)),
            What::Complete => message("complete", &id, None),
        })
    }
}

/// A message about an operation; the payload is JSON.
fn message(kind: &str, id: &str, payload: Option<&str>) -> String {
    let id = Value::from(id);
    match payload {
        None => format!(r#"{{"id":{id},"type":"{kind}"}}"#),
        Some(payload) => format!(r#"{{"id":{id},"type":"{kind}","payload":{payload}}}"#),
    }
}

/// Where an operation says what it has to say.
struct Told {
    saying: mpsc::Sender<Said>,
    id: String,
    number: u64,
}

impl Told {
    /// Says something; not where the connection is gone.
    async fn say(&self, what: What) -> bool {
        self.saying.send(Said { id: self.id.clone(), number: self.number, what }).await.is_ok()
    }
}

/// Carries one operation out: passes the gates, and says each of its answers.
async fn operate<E: Executor>(endpoint: Arc<Endpoint<E>>, viewer: Viewer, request: GraphqlRequest, told: Told) {
    let (checked, operation) = match endpoint.check(&request) {
        Ok(checked) => checked,
        Err(error) => {
            told.say(What::Errors(Outcome::refused(error).errors())).await;
            return;
        }
    };
    if operation.kind == OperationType::Subscription {
        let passage = Passage::new(endpoint.limits.complexity, operation.order);
        let checked = endpoint.prepared(checked.data(Arc::clone(&passage)), &viewer);
        let mut answers = endpoint.schema.subscribe(checked);
        loop {
            let outcome = match AssertUnwindSafe(answers.next()).catch_unwind().await {
                Ok(None) => break,
                Ok(Some(response)) => Outcome::new(response, passage.executed()),
                Err(_panic) => Outcome::refused(answer::internal_error()),
            };
            if !said(&told, outcome).await {
                return;
            }
        }
    } else {
        let until = Instant::now() + Duration::from_millis(endpoint.time_ms.into());
        let outcome = endpoint.outcome(&request, checked, &operation, &viewer, until).await;
        if !said(&told, outcome).await {
            return;
        }
    }
    told.say(What::Complete).await;
}

/// Says what came; whether more may follow: not behind an error that kept the operation from being executed.
async fn said(told: &Told, outcome: Outcome) -> bool {
    if outcome.was_executed() {
        return told.say(What::Next(outcome.payload())).await;
    }
    told.say(What::Errors(outcome.errors())).await;
    false
}

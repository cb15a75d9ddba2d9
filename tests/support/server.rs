//! The program as a server, and the answers it gives over HTTP.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

use super::program::{PATIENCE, Program};

const GREETING: &str = "guanxi serves GraphQL on http://";

/// A server, killed when it is let go of.
pub struct Server {
    child: Child,
    base: String,
    client: Client,
    token: Option<String>,
    log: Log,
}

/// What a server has said so far.
type Log = Arc<Mutex<Vec<String>>>;

/// An HTTP answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

impl Program {
    /// Starts the server and waits until it says where it listens.
    pub fn serve(&self) -> Server {
        let mut command = self.command(&["serve"]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program runs");
        let log = Log::default();
        let mut server = Server { child, base: String::new(), client: Client::new(), token: None, log };
        let output = BufReader::new(server.child.stderr.take().expect("a piped output"));
        let (said, heard) = channel();
        let kept = Arc::clone(&server.log);
        // Reads to the end, also after the start: a full pipe would stop the server.
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(line.clone());
                // Nobody listens after the start.
                let _ = said.send(line);
            }
        });
        loop {
            match heard.recv_timeout(PATIENCE) {
                Ok(line) => {
                    if let Some(place) = line.strip_prefix(GREETING) {
                        let address = place.strip_suffix("/graphql").expect("the address of the endpoint");
                        server.base = format!("http://{address}");
                        return server;
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("the server did not start; it said:\n{}", text_of(&server.log));
                }
            }
        }
    }
}

impl Server {
    /// Signs in with a token.
    pub fn with_token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    /// Asks a question or sends a mutation.
    pub async fn ask(&self, query: &str, variables: Value) -> Answer {
        self.send(json!({ "query": query, "variables": variables }).to_string()).await
    }

    /// Sends a body as it is.
    pub async fn send(&self, body: impl Into<reqwest::Body>) -> Answer {
        self.client().send(body).await
    }

    /// A client of this server with a connection of its own.
    pub fn client(&self) -> Caller {
        Caller { base: self.base.clone(), client: self.client.clone(), token: self.token.clone() }
    }

    /// Asks one of the health routes.
    pub async fn health(&self, path: &str) -> Answer {
        Answer::of(self.client.get(format!("{}/health/{path}", self.base))).await
    }

    /// Where it listens.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether the process still runs.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("a process of ours").is_none()
    }
}

fn text_of(log: &Log) -> String {
    log.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
}

impl Drop for Server {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let text = text_of(&self.log);
            let last = text.lines().rev().take(40).collect::<Vec<_>>();
            eprintln!(
                "the server at {} said last:\n{}",
                self.base,
                last.into_iter().rev().collect::<Vec<_>>().join("\n")
            );
        }
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody who asks a server.
#[derive(Clone)]
pub struct Caller {
    base: String,
    client: Client,
    token: Option<String>,
}

impl Caller {
    /// Asks a question or sends a mutation.
    pub async fn ask(&self, query: &str, variables: Value) -> Answer {
        self.send(json!({ "query": query, "variables": variables }).to_string()).await
    }

    /// Sends a body as it is.
    pub async fn send(&self, body: impl Into<reqwest::Body>) -> Answer {
        let mut request = self
            .client
            .post(format!("{}/graphql", self.base))
            .header("content-type", "application/json")
            .header("accept", "application/graphql-response+json")
            .body(body);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        Answer::of(request).await
    }
}

impl Answer {
    /// Sends a request and reads the answer.
    pub async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let text = response.text().await.expect("a whole answer");
        let body = serde_json::from_str(&text).unwrap_or_else(|_| panic!("no JSON with {status}: {text}"));
        Self { status, body }
    }

    /// The data of an answer without an error.
    pub fn data(&self) -> &Value {
        assert_eq!((self.status, self.body.get("errors")), (200, None), "{self:?}");
        &self.body["data"]
    }

    /// The code of the first error; "-" without one.
    pub fn code(&self) -> &str {
        self.body["errors"][0]["extensions"]["code"].as_str().unwrap_or("-")
    }

    /// Status and code.
    pub fn told(&self) -> (u16, &str) {
        (self.status, self.code())
    }
}

//! A service on a free port, and the schema it serves.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use async_graphql::{Context, EmptySubscription, Object, Result, Schema};
use guanxi::config::{AuthConfig, LimitsConfig, LogConfig, LogFormat, ServerConfig};
use guanxi::domain::{Coded, Id, Role, Viewer};
use guanxi::graphql::{ErrorCode, Served};
use guanxi::service::{SnapshotHealth, SnapshotHeld, SnapshotState};
use guanxi::telemetry::{Metrics, start_log};
use guanxi::web::{Authenticator, Deps, Probe, router, serve};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::task::JoinHandle;

/// Lets a test see a resolver begin and end, and decide when it goes on.
#[derive(Clone)]
pub struct Gate {
    entered: mpsc::UnboundedSender<()>,
    left: mpsc::UnboundedSender<()>,
    open: Arc<Semaphore>,
}

struct Leaving(mpsc::UnboundedSender<()>);

impl Drop for Leaving {
    fn drop(&mut self) {
        // The test may be over.
        let _ = self.0.send(());
    }
}

pub struct Query;

#[Object]
impl Query {
    async fn hello(&self, #[graphql(default_with = "\"you\".to_owned()")] name: String) -> String {
        format!("hello {name}")
    }

    async fn number(&self, value: i32) -> i32 {
        value
    }

    async fn me(&self, ctx: &Context<'_>) -> Result<String> {
        let viewer = ctx.data::<Viewer>()?;
        Ok(format!("{} {}", viewer.person, viewer.role.code()))
    }

    async fn inner(&self) -> Query {
        Query
    }

    #[graphql(complexity = "first as usize * child_complexity")]
    async fn list(&self, first: i32) -> Vec<Query> {
        (0..first).map(|_| Query).collect()
    }

    async fn fail(&self, code: String) -> Result<String> {
        self.fail_with(&code)
    }

    async fn fail_softly(&self, code: String) -> Result<Option<String>> {
        self.fail_with(&code).map(Some)
    }

    async fn leak(&self) -> Result<String> {
        Ok(std::fs::read_to_string("/no/such/inner/path")?)
    }

    async fn panic(&self, #[graphql(default = 7)] limit: usize) -> usize {
        [0; 3].get(limit).copied().expect("a secret inner thought")
    }

    async fn wait(&self, ctx: &Context<'_>) -> Result<bool> {
        let gate = ctx.data::<Gate>()?;
        let _leaving = Leaving(gate.left.clone());
        gate.entered.send(()).expect("the test listens");
        gate.open.acquire().await.expect("the gate is not closed").forget();
        Ok(true)
    }
}

impl Query {
    fn fail_with(&self, code: &str) -> Result<String> {
        let code = *ErrorCode::ALL.iter().find(|known| known.code() == code).expect("a code");
        // The texts of these two are for the log.
        let inner = matches!(code, ErrorCode::Internal | ErrorCode::Unavailable);
        Err(code.error(if inner { "connection to 10.0.0.1 refused" } else { "a text for clients" }))
    }
}

pub struct Mutation;

#[Object]
impl Mutation {
    async fn double(&self, value: i32) -> i32 {
        value * 2
    }
}

/// A store that answers, fails or hangs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Store {
    Up,
    Down,
    Hanging,
}

struct Switch(Arc<Mutex<Store>>);

#[async_trait::async_trait]
impl Probe for Switch {
    async fn ping(&self) -> std::result::Result<(), String> {
        let state = *self.0.lock().unwrap();
        match state {
            Store::Up => Ok(()),
            Store::Down => Err("bolt://10.0.0.1:7687 refused".to_owned()),
            Store::Hanging => std::future::pending().await,
        }
    }

    fn snapshot(&self) -> SnapshotHealth {
        let age = Duration::from_millis(90_500);
        let held = SnapshotHeld { data_version: 7, lines: 1_000, bytes: 48_000, age };
        SnapshotHealth { state: SnapshotState::Reading, held: Some(held) }
    }
}

/// What differs between the services of the tests.
pub struct Settings {
    pub auth: AuthConfig,
    pub limits: LimitsConfig,
    pub server: ServerConfig,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            auth: AuthConfig::Open,
            limits: LimitsConfig::default(),
            server: ServerConfig {
                bind: SocketAddr::from(([127, 0, 0, 1], 0)),
                introspection: true,
                cors_origins: Vec::new(),
                drain: Duration::from_secs(60),
                ready: Duration::from_secs(60),
            },
        }
    }
}

pub struct Running {
    pub address: SocketAddr,
    pub client: reqwest::Client,
    pub store: Arc<Mutex<Store>>,
    pub entered: mpsc::UnboundedReceiver<()>,
    pub left: mpsc::UnboundedReceiver<()>,
    open: Arc<Semaphore>,
    stop: oneshot::Sender<()>,
    served: JoinHandle<io::Result<()>>,
}

pub async fn start() -> Running {
    start_with(Settings::default()).await
}

pub async fn start_with(settings: Settings) -> Running {
    log();
    let (entered, entered_seen) = mpsc::unbounded_channel();
    let (left, left_seen) = mpsc::unbounded_channel();
    let open = Arc::new(Semaphore::new(0));
    let gate = Gate { entered, left, open: Arc::clone(&open) };
    let store = Arc::new(Mutex::new(Store::Up));
    let viewer = Viewer { person: Id::new("p-configured").unwrap(), role: Role::Rep };
    let Settings { auth, limits, server } = settings;
    let drain = server.drain;
    let router = router(Deps {
        schema: Served::new(
            || Schema::build(Query, Mutation, EmptySubscription),
            server.introspection,
            limits.query_complexity,
        ),
        prepare: Arc::new(move |request, _viewer| request.data(gate.clone())),
        auth: Authenticator::new(&auth, Some(&viewer)).unwrap(),
        probe: Arc::new(Switch(Arc::clone(&store))),
        metrics: Metrics::of_process(),
        server,
        limits,
    });
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let served = tokio::spawn(serve(
        listener,
        router,
        async {
            let _ = stopped.await;
        },
        drain,
    ));
    Running {
        address,
        client: reqwest::Client::new(),
        store,
        entered: entered_seen,
        left: left_seen,
        open,
        stop,
        served,
    }
}

impl Running {
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A POST to the endpoint with these headers and this body, not yet sent.
    pub fn post(&self, headers: &[(&str, &str)], body: impl Into<reqwest::Body>) -> reqwest::RequestBuilder {
        let mut request = self.client.post(self.url("/graphql")).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request
    }

    /// A query in the media type that tells outcomes by status.
    pub async fn query(&self, query: &str) -> Answer {
        self.ask(&serde_json::json!({ "query": query })).await
    }

    pub async fn ask(&self, body: &Value) -> Answer {
        let headers = [("content-type", "application/json"), ("accept", "application/graphql-response+json")];
        Answer::of(self.post(&headers, body.to_string())).await
    }

    /// A permit added lets one waiting resolver go on.
    pub fn gate(&self) -> Arc<Semaphore> {
        Arc::clone(&self.open)
    }

    /// Sends the stop signal; the handle ends when the server has.
    pub fn stop(self) -> JoinHandle<io::Result<()>> {
        self.stop.send(()).expect("the server runs");
        self.served
    }

    /// Sends bytes as they are, and reads until the server closes the connection.
    pub async fn raw(&self, bytes: &[u8]) -> String {
        let mut connection = TcpStream::connect(self.address).await.unwrap();
        connection.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).await.unwrap();
        String::from_utf8(answer).unwrap()
    }
}

/// An HTTP answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
}

impl Answer {
    pub async fn of(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            text: response.text().await.unwrap(),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// Status and code of the first error, with the whole answer checked for inner texts.
    pub fn told(&self) -> (u16, String) {
        for inner in ["10.0.0.1", "/no/such/inner", "secret inner thought"] {
            assert!(!self.text.contains(inner), "{}", self.text);
        }
        let code = self.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or("-").to_owned();
        (self.status, code)
    }
}

/// Everything this process has logged.
#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl io::Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn log() -> &'static Captured {
    static LOG: OnceLock<Captured> = OnceLock::new();
    LOG.get_or_init(|| {
        let captured = Captured::default();
        let writer = captured.clone();
        start_log(&LogConfig { filter: "info".to_owned(), format: LogFormat::Json }, move || writer.clone()).unwrap();
        // A test that fails says why where the test runner looks for it, too.
        let logging = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            logging(info);
            eprintln!("{info}");
        }));
        captured
    })
}

/// The log lines that carry this request id.
pub fn logged(request_id: &str) -> Vec<Value> {
    let bytes = log().0.lock().unwrap().clone();
    let text = String::from_utf8(bytes).unwrap();
    text.lines().filter(|line| line.contains(request_id)).map(|line| serde_json::from_str(line).unwrap()).collect()
}

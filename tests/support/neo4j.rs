//! A real Neo4j for tests.
//!
//! In this order: the database at `NEO4J_URI` (with `NEO4J_USER`, `NEO4J_PASSWORD` and, for the shapes of plans,
//! `NEO4J_HTTP_URI`; only with `GUANXI_TEST_NEO4J_WIPE=1`, because tests remove everything in it), a Docker container if an engine answers, else the official server's jars from Maven
//! (`scripts/fetch-neo4j.sh`, once). A server that a test process has started ends with that process, however it ends.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use guanxi::store::{Neo4jOptions, Neo4jStore, Store};

/// The password that `scripts/fetch-neo4j.sh` sets.
const PASSWORD: &str = "guanxi-tests";
const IMAGE: &str = "neo4j:5.26.30-community";
/// A server that takes longer to start does not come.
const START_LIMIT: Duration = Duration::from_secs(180);

/// The server of this test binary, started by whoever asks first. Tests that write use [`exclusive`].
pub fn shared() -> &'static Neo4jServer {
    static SERVER: OnceLock<Neo4jServer> = OnceLock::new();
    SERVER.get_or_init(Neo4jServer::start)
}

/// The server of this test binary for one test alone, emptied. Let go of the guard at the end of the test.
pub fn exclusive() -> Exclusive {
    static TURN: Mutex<()> = Mutex::new(());
    // A test that failed while it held the server leaves data behind, which is removed here.
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let server = shared();
    server.ensure_running();
    server.wipe();
    Exclusive { server, _turn: turn }
}

/// The right to a server.
pub struct Exclusive {
    server: &'static Neo4jServer,
    _turn: MutexGuard<'static, ()>,
}

impl std::ops::Deref for Exclusive {
    type Target = Neo4jServer;
    fn deref(&self) -> &Neo4jServer {
        self.server
    }
}

/// What a server gets of the machine.
#[derive(Clone, Copy)]
struct Share {
    heap_mb: u32,
    pages_mb: u32,
    /// Compiles quickly and no better than that: for servers that are young when they are stopped.
    quick: bool,
}

/// Several servers run beside each other, none for long.
const FOR_TESTS: Share = Share { heap_mb: 1024, pages_mb: 256, quick: true };
/// As an administrator would set it up.
const FOR_FIGURES: Share = Share { heap_mb: 4096, pages_mb: 2048, quick: false };

/// A server.
pub struct Neo4jServer {
    uri: String,
    http_uri: String,
    user: String,
    password: String,
    /// How to run it; none for a server that is not ours.
    launch: Option<Launch>,
    running: Mutex<Option<Running>>,
}

struct Launch {
    /// `container:NAME`, or the server's own folder.
    place: String,
    /// The first start, and every later one.
    commands: [Vec<String>; 2],
}

struct Running {
    /// The shell that holds the server; see `neo4j-server.sh`.
    keeper: Child,
}

impl Neo4jServer {
    /// Starts a server of its own.
    ///
    /// # Panics
    /// When there is no way to have one, saying what to install.
    pub fn start() -> Self {
        Self::with(FOR_TESTS)
    }

    /// Starts a server for measuring: with memory, and with the compiler it has in production.
    ///
    /// # Panics
    /// As [`start`](Self::start).
    pub fn start_for_figures() -> Self {
        Self::with(FOR_FIGURES)
    }

    fn with(share: Share) -> Self {
        if let Ok(uri) = std::env::var("NEO4J_URI") {
            assert!(
                std::env::var("GUANXI_TEST_NEO4J_WIPE").is_ok_and(|value| value == "1"),
                "NEO4J_URI is set, and tests remove everything in that database: set GUANXI_TEST_NEO4J_WIPE=1 if it may go"
            );
            let user = std::env::var("NEO4J_USER").unwrap_or_else(|_| "neo4j".into());
            let password = std::env::var("NEO4J_PASSWORD").expect("NEO4J_PASSWORD goes with NEO4J_URI");
            let http_uri = std::env::var("NEO4J_HTTP_URI").unwrap_or_else(|_| "http://127.0.0.1:7474".into());
            return Self { uri, http_uri, user, password, launch: None, running: Mutex::new(None) };
        }
        let [port, http_port] = free_ports();
        let launch = if docker_answers() { container(port, http_port, share) } else { jars(port, http_port, share) };
        let running = run(&launch, 0);
        Self {
            uri: format!("bolt://127.0.0.1:{port}"),
            http_uri: format!("http://127.0.0.1:{http_port}"),
            user: "neo4j".into(),
            password: PASSWORD.into(),
            launch: Some(launch),
            running: Mutex::new(Some(running)),
        }
    }

    /// Where it listens.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// How the server would run a statement, as its HTTP interface tells it: the driver keeps the plans to itself.
    pub async fn plan(&self, cypher: &str) -> serde_json::Value {
        let statements = serde_json::json!({"statements": [{"statement": format!("EXPLAIN {cypher}")}]});
        let request = reqwest::Client::new()
            .post(format!("{}/db/neo4j/tx/commit", self.http_uri))
            .basic_auth(&self.user, Some(&self.password))
            .json(&statements);
        let answer: serde_json::Value = request.send().await.expect("an answer").json().await.expect("JSON");
        let plan = &answer["results"][0]["plan"]["root"];
        assert!(plan.is_object(), "no plan for {cypher}: {answer}");
        plan.clone()
    }

    /// Options for a store on this server.
    pub fn options(&self) -> Neo4jOptions {
        Neo4jOptions::new(&self.uri, &self.user, &self.password)
    }

    /// A store on this server with the schema of this program.
    pub async fn store(&self) -> Arc<Neo4jStore> {
        let store = Neo4jStore::connect(self.options()).expect("the options are good");
        store.migrate().await.expect("the schema can be applied");
        Arc::new(store)
    }

    /// Whether [`kill_hard`](Self::kill_hard) and [`restart`](Self::restart) work: not on a server that is not ours.
    pub fn is_ours(&self) -> bool {
        self.launch.is_some()
    }

    /// Ends the server as `kill -9` does; its data stays.
    pub fn kill_hard(&self) {
        assert!(self.is_ours(), "a server that is not ours is not killed");
        if let Some(mut running) = self.running().take() {
            let mut input = running.keeper.stdin.take().expect("the keeper has a standard input");
            input.write_all(b"kill\n").expect("the keeper reads");
            running.keeper.wait().expect("the keeper ends");
        }
    }

    /// Starts the server again on the same data, at the same address.
    pub fn restart(&self) {
        self.kill_hard();
        self.ensure_running();
    }

    fn ensure_running(&self) {
        if let Some(launch) = &self.launch {
            self.running().get_or_insert_with(|| run(launch, 1));
        }
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes all data; constraints and indexes stay.
    pub fn wipe(&self) {
        self.execute("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS");
    }

    /// Removes all constraints and indexes but those of the server itself.
    pub fn drop_schema(&self) {
        for (listed, dropped) in [
            ("SHOW CONSTRAINTS YIELD name RETURN name", "DROP CONSTRAINT $name IF EXISTS"),
            ("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name", "DROP INDEX $name IF EXISTS"),
        ] {
            for name in self.execute(listed) {
                self.execute_with(dropped, &name);
            }
        }
    }

    /// Runs one statement outside of the store and returns its first column `name`, where it has one.
    pub fn execute(&self, cypher: &str) -> Vec<String> {
        self.execute_with(cypher, "")
    }

    fn execute_with(&self, cypher: &str, name: &str) -> Vec<String> {
        let graph = neo4rs::Graph::new(&self.uri, &self.user, &self.password).expect("the address is good");
        let query = neo4rs::query(cypher).param("name", name);
        let work = async {
            let mut rows = graph.execute(query).await.expect("the server runs the statement");
            let mut names = Vec::new();
            while let Some(row) = rows.next().await.expect("the server runs the statement") {
                names.extend(row.get::<String>("name").ok());
            }
            names
        };
        // On a thread of its own: the caller may be inside of a runtime.
        std::thread::scope(|scope| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            scope.spawn(move || runtime.block_on(work)).join().expect("the statement works")
        })
    }
}

/// Two ports that nobody listens on.
fn free_ports() -> [u16; 2] {
    let listeners = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
    listeners.map(|listener| listener.local_addr().expect("an address").port())
}

fn docker_answers() -> bool {
    Command::new("docker")
        .arg("info")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    words.into_iter().map(str::to_owned).collect()
}

fn container(port: u16, http_port: u16, share: Share) -> Launch {
    let name = format!("guanxi-test-{}-{port}", std::process::id());
    let bolt = format!("127.0.0.1:{port}:7687");
    let http = format!("127.0.0.1:{http_port}:7474");
    let auth = format!("NEO4J_AUTH=neo4j/{PASSWORD}");
    let heap = format!("NEO4J_server_memory_heap_max__size={}m", share.heap_mb);
    let pages = format!("NEO4J_server_memory_pagecache_size={}m", share.pages_mb);
    let first = words([
        "docker", "run", "--name", &name, "-p", &bolt, "-p", &http, "-e", &auth, "-e", &heap, "-e", &pages, IMAGE,
    ]);
    let later = words(["docker", "start", "--attach", &name]);
    Launch { place: format!("container:{name}"), commands: [first, later] }
}

fn jars(port: u16, http_port: u16, share: Share) -> Launch {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let dir = target.join("neo4j");
    let fetched = Command::new("sh").arg(root.join("scripts/fetch-neo4j.sh")).arg(&dir).stdin(Stdio::null()).status();
    assert!(
        fetched.is_ok_and(|status| status.success()),
        "no Neo4j for the tests: start a Docker engine, or install a JDK 17 and Maven (Debian: apt-get install \
         openjdk-17-jre-headless maven) so that scripts/fetch-neo4j.sh can fetch the server, or set NEO4J_URI"
    );
    let home = dir.join(format!("home-{}-{port}", std::process::id()));
    std::fs::create_dir_all(home.join("conf")).expect("the server's folder");
    std::fs::create_dir_all(home.join("data/dbms")).expect("the server's folder");
    std::fs::copy(dir.join("auth.ini"), home.join("data/dbms/auth.ini")).expect("the server's password");
    let settings = format!(
        "server.default_listen_address=127.0.0.1\n\
         server.bolt.listen_address=127.0.0.1:{port}\n\
         server.http.listen_address=127.0.0.1:{http_port}\n\
         server.https.enabled=false\n\
         dbms.usage_report.enabled=false\n\
         dbms.security.auth_enabled=true\n\
         server.memory.pagecache.size={}m\n\
         db.tx_log.rotation.retention_policy=keep_none\n\
         db.tx_log.preallocate=false\n",
        share.pages_mb
    );
    std::fs::write(home.join("conf/neo4j.conf"), settings).expect("the server's settings");
    let home = home.to_str().expect("a readable path").to_owned();
    let java = words([
        "java",
        &format!("-Xms{}m", if share.quick { 512 } else { share.heap_mb }),
        &format!("-Xmx{}m", share.heap_mb),
        "-XX:+UseParallelGC",
        if share.quick { "-XX:TieredStopAtLevel=1" } else { "-XX:+TieredCompilation" },
        "-Dfile.encoding=UTF-8",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-cp",
        &format!("{}/*", dir.join("lib").display()),
        "org.neo4j.server.CommunityEntryPoint",
        &format!("--home-dir={home}"),
        &format!("--config-dir={home}/conf"),
        "--console-mode",
    ]);
    Launch { place: home, commands: [java.clone(), java] }
}

/// Starts the server and waits for the line that says so.
fn run(launch: &Launch, start: usize) -> Running {
    let mut keeper = Command::new("sh")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/neo4j-server.sh"))
        .arg(&launch.place)
        .args(&launch.commands[start])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("a shell");
    let output = BufReader::new(keeper.stdout.take().expect("a piped output"));
    let (said, heard) = channel();
    // Reads to the end, also after the start: a full pipe would stop the server.
    std::thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            // Nobody listens after the start.
            let _ = said.send(line);
        }
    });
    let mut log = Vec::new();
    loop {
        match heard.recv_timeout(START_LIMIT) {
            Ok(line) if line.ends_with(" Started.") => return Running { keeper },
            Ok(line) => log.push(line),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                panic!("Neo4j did not start; it said:\n{}", log.join("\n"));
            }
        }
    }
}

//! Configuration: read once at start, checked, passed by value.
//!
//! Sources, each over the one before: the defaults, the configuration file (`--config` or `GUANXI_CONFIG`; unknown keys
//! are refused), the environment. Secrets come from the environment alone, have no default and never show in `Debug`.

mod load;
mod policy;

pub use load::ConfigError;
pub use policy::{PolicyFileError, SHIPPED_POLICY, read_policy};

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use crate::domain::{Policy, Viewer};

/// Everything that is configured.
#[derive(Debug, Clone)]
pub struct Config {
    pub store: StoreConfig,
    /// Who asks where nobody signs in: on the command line and with `auth = "none"`. `[viewer] person` and `role`
    /// (default `rep`); `GUANXI_VIEWER`, `GUANXI_VIEWER_ROLE`. No default.
    pub viewer: Option<Viewer>,
    pub server: ServerConfig,
    pub auth: AuthConfig,
    pub limits: LimitsConfig,
    /// Whether the server keeps a snapshot of the company in memory for questions about one person. `[snapshot] keep` or
    /// `GUANXI_SNAPSHOT` (`on`, `off`); default on.
    pub keep_snapshot: bool,
    pub log: LogConfig,
    /// The policy numbers, from the file named by `[policy] file` or `GUANXI_POLICY`; the method's defaults without one.
    pub policy: Policy,
}

/// Where the facts are. `[store] kind` or `GUANXI_STORE`: `embedded` (default) or `neo4j`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreConfig {
    /// SQLite in one file of this folder.
    Embedded {
        /// `[store] data_dir` or `GUANXI_DATA_DIR`; default `./data`.
        data_dir: PathBuf,
        /// `[store] mapped_mb`: how many megabytes of the file readers look at in place, 0 to 2,047; default 2,047.
        mapped_mb: u32,
    },
    /// A Neo4j server.
    Neo4j(Neo4jConfig),
}

/// How to reach Neo4j.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neo4jConfig {
    /// `[neo4j] uri` or `NEO4J_URI`: `bolt://…` or `neo4j://…`, either of which names one server. No default.
    pub uri: String,
    /// `[neo4j] user` or `NEO4J_USER`; default `neo4j`.
    pub user: String,
    /// `NEO4J_PASSWORD`. No default.
    pub password: Secret,
    /// `[neo4j] database` or `NEO4J_DATABASE`; default `neo4j`.
    pub database: String,
    /// `[neo4j] connections`: how many at most; default 16.
    pub connections: u32,
    /// `[neo4j] wait_ms`: how long a caller waits for a free connection; default 5000.
    pub wait: Duration,
    /// `[neo4j] statement_ms`: how long a statement may take, or the next rows of a stream; default 60000.
    pub statement: Duration,
}

/// How the service listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerConfig {
    /// `[server] bind` or `GUANXI_BIND`; default `127.0.0.1:8080`.
    pub bind: SocketAddr,
    /// `[server] introspection`: whether clients may ask for the schema; default true.
    pub introspection: bool,
    /// `[server] cors_origins`: origins whose pages may call the API, as `https://host[:port]`; default none.
    pub cors_origins: Vec<String>,
    /// `[server] drain_ms`: how long requests in flight may take after the stop signal; default 10000.
    pub drain: Duration,
    /// `[server] ready_ms`: how long the database may take to answer `/health/ready`; default 2000.
    pub ready: Duration,
}

/// Who may ask. `[auth] mode` or `GUANXI_AUTH`: `none` (default; only on a loopback address) or `jwt`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthConfig {
    /// Everybody who reaches the loopback address asks as the configured viewer.
    Open,
    /// A bearer token says who asks.
    Jwt(JwtConfig),
}

/// Which tokens are believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JwtConfig {
    pub key: JwtKey,
    /// `[auth] issuer` or `GUANXI_JWT_ISSUER`: the `iss` a token must carry; default any.
    pub issuer: Option<String>,
    /// `[auth] audience` or `GUANXI_JWT_AUDIENCE`: the `aud` a token must carry; default none, and then a token that names
    /// an audience is refused (RFC 7519 §4.1.3).
    pub audience: Option<String>,
}

/// What signatures are checked with; it fixes the algorithm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JwtKey {
    /// `GUANXI_JWT_SECRET`, at least 32 bytes: HS256.
    Secret(Secret),
    /// `[auth] jwks_file` or `GUANXI_JWKS_FILE`: public keys, RS256 and ES256.
    Jwks(PathBuf),
}

/// What one request may cost. `[limits]` of the configuration file; a limit that was met is told in the error by these
/// names, with its value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsConfig {
    /// Bytes of a request body; default 1048576.
    pub body_bytes: u32,
    /// Fields inside each other, fragments followed; default 16, at most 32.
    pub query_depth: u32,
    /// Cost of a query as the schema counts it: one for each field, times the page size of the lists above; default 20000.
    pub query_complexity: u32,
    /// Aliases, fragments followed; default 50.
    pub query_aliases: u32,
    /// Fields, fragments followed; default 1000.
    pub query_fields: u32,
    /// Directives, fragments followed; default 50.
    pub query_directives: u32,
    /// Words, numbers, texts and punctuation marks of a query; default 10000.
    pub query_tokens: u32,
    /// Queries in one HTTP request; default 10.
    pub batch_size: u32,
    /// Entries of one page; default 200.
    pub page_size: u32,
    /// Routes for each door; default 20.
    pub routes_per_door: u32,
    /// Edges of a route outside our company, and inside; default 6, at most 6.
    pub route_steps: u32,
    /// Worlds drawn where reach is estimated; default 262144.
    pub worlds: u32,
    /// People in the neighbourhood of one question; default 250000.
    pub neighbourhood_people: u32,
    /// Lines around people that are kept in memory for later questions, about 400 bytes each; default 1000000.
    pub recalled_lines: u32,
    /// Lines of the company that are held in memory, of all times, about 40 bytes each; default 30000000.
    pub graph_lines: u32,
    /// Pairs of employee and key person with a route that are held in memory, 24 bytes each; default 20000000.
    pub matrix_pairs: u32,
    /// People whose places on a map are told, and communities with a circle; default 10000.
    pub map_people: u32,
    /// Lines between them; default 100000.
    pub map_lines: u32,
    /// People whose departure is simulated together; default 1000.
    pub departing_people: u32,
    /// Jobs that one viewer may have queued or running; default 4.
    pub jobs_of_viewer: u32,
    /// Jobs that everybody together may have queued or running in one process; default 64.
    pub jobs: u32,
    /// Characters of a search text; default 200.
    pub search_text: u32,
    /// Points of a trend; default 400.
    pub trend_points: u32,
    /// People to move first; default 1000.
    pub seeds: u32,
    /// Introductions of one plan; default 1000.
    pub introductions: u32,
    /// Introductions weighed for one plan, about 100 bytes each; default 5000000.
    pub introduction_candidates: u32,
    /// Milliseconds of a request; default 10000.
    pub time_ms: u32,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            body_bytes: 1 << 20,
            query_depth: 16,
            query_complexity: 20_000,
            query_aliases: 50,
            query_fields: 1_000,
            query_directives: 50,
            query_tokens: 10_000,
            batch_size: 10,
            page_size: 200,
            routes_per_door: 20,
            route_steps: 6,
            worlds: 1 << 18,
            neighbourhood_people: 250_000,
            recalled_lines: 1_000_000,
            graph_lines: 30_000_000,
            matrix_pairs: 20_000_000,
            map_people: 10_000,
            map_lines: 100_000,
            departing_people: 1_000,
            jobs_of_viewer: 4,
            jobs: 64,
            search_text: 200,
            trend_points: 400,
            seeds: 1_000,
            introductions: 1_000,
            introduction_candidates: 5_000_000,
            time_ms: 10_000,
        }
    }
}

/// What is written to the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogConfig {
    /// `[log] filter` or `GUANXI_LOG`: a level, or `target=level` pairs (tracing's `EnvFilter`); default `info`, and of the
    /// Neo4j driver, which tells of every connection, warnings alone.
    pub filter: String,
    /// `[log] format` or `GUANXI_LOG_FORMAT`; default `text`.
    pub format: LogFormat,
}

/// How a log line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// A text that must not be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

//! Reads the configuration from its sources and checks it.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use super::{
    AuthConfig, Config, JwtConfig, JwtKey, LimitsConfig, LogConfig, LogFormat, Neo4jConfig, PolicyFileError, Secret,
    ServerConfig, StoreConfig, read_policy,
};
use crate::domain::{Coded, Id, Policy, Role, Viewer};

/// Fewest bytes of an HS256 secret (RFC 7518 §3.2: as long as the hash).
const SECRET_BYTES_MIN: usize = 32;
/// What is logged where nobody says: the driver of Neo4j would tell of every connection it opens.
const DEFAULT_FILTER: &str = "info,neo4rs=warn";

/// Why the program does not start; every message names the variable or the key.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The configuration file could not be read.
    #[error("configuration file {path}: {reason}")]
    Unreadable { path: PathBuf, reason: std::io::Error },
    /// The configuration file has a wrong or unknown key.
    #[error("configuration file {path}: {reason}")]
    File { path: PathBuf, reason: Box<toml::de::Error> },
    /// A value is missing.
    #[error("{name} is not set: {why}")]
    Missing { name: &'static str, why: &'static str },
    /// A value is not what was expected. Never used for secrets, because it shows the value.
    #[error("{name} is {value:?}, expected {expected}")]
    Invalid { name: &'static str, value: String, expected: String },
    /// The secret is too short to be safe.
    #[error("GUANXI_JWT_SECRET has {bytes} bytes, expected at least {SECRET_BYTES_MIN}")]
    ShortSecret { bytes: usize },
    /// Two values that exclude each other.
    #[error("{0}")]
    Contradiction(String),
    /// A variable is not UTF-8.
    #[error("{0} is not UTF-8 text")]
    NotText(String),
    /// The policy file was refused.
    #[error("policy file {0}")]
    Policy(#[from] PolicyFileError),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    store: StoreSection,
    neo4j: Neo4jSection,
    viewer: ViewerSection,
    server: ServerSection,
    auth: AuthSection,
    limits: LimitsConfig,
    snapshot: SnapshotSection,
    log: LogSection,
    policy: PolicySection,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SnapshotSection {
    keep: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct StoreSection {
    kind: Option<String>,
    data_dir: Option<PathBuf>,
    mapped_mb: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Neo4jSection {
    uri: Option<String>,
    user: Option<String>,
    database: Option<String>,
    connections: Option<u32>,
    wait_ms: Option<u32>,
    statement_ms: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ViewerSection {
    person: Option<String>,
    role: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ServerSection {
    bind: Option<String>,
    introspection: Option<bool>,
    cors_origins: Vec<String>,
    drain_ms: Option<u32>,
    ready_ms: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AuthSection {
    mode: Option<String>,
    jwks_file: Option<PathBuf>,
    issuer: Option<String>,
    audience: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LogSection {
    filter: Option<String>,
    format: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PolicySection {
    file: Option<PathBuf>,
}

/// The environment as this program sees it: a variable that is set to nothing counts as not set.
struct Environment(HashMap<String, String>);

impl Environment {
    fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).filter(|value| !value.is_empty()).cloned()
    }
}

impl Config {
    /// Reads the process environment and the configuration file: `file` (from `--config`), or the one `GUANXI_CONFIG` names.
    ///
    /// # Errors
    /// [`ConfigError`] naming the variable or key.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let mut variables = HashMap::new();
        for (name, value) in std::env::vars_os() {
            // A name that is no text is none of ours.
            let Ok(name) = name.into_string() else { continue };
            if !(name.starts_with("GUANXI_") || name.starts_with("NEO4J_")) {
                continue;
            }
            let value = value.into_string().map_err(|_| ConfigError::NotText(name.clone()))?;
            variables.insert(name, value);
        }
        Self::from_sources(file, variables)
    }

    /// As [`Config::load`], with the environment handed in.
    ///
    /// # Errors
    /// [`ConfigError`] naming the variable or key.
    pub fn from_sources(file: Option<&Path>, variables: HashMap<String, String>) -> Result<Self, ConfigError> {
        let env = Environment(variables);
        let path = file.map(Path::to_owned).or_else(|| env.text("GUANXI_CONFIG").map(PathBuf::from));
        let file = match path {
            None => File::default(),
            Some(path) => match std::fs::read_to_string(&path) {
                Err(reason) => return Err(ConfigError::Unreadable { path, reason }),
                Ok(text) => {
                    toml::from_str(&text).map_err(|reason| ConfigError::File { path, reason: Box::new(reason) })?
                }
            },
        };
        let File { store, neo4j, viewer, server, auth, limits, snapshot, log, policy } = file;
        let server = server_config(server, &env)?;
        let auth = auth_config(auth, &env)?;
        if auth == AuthConfig::Open && !server.bind.ip().is_loopback() {
            return Err(ConfigError::Contradiction(format!(
                "GUANXI_AUTH is none, which is only allowed on a loopback address, but GUANXI_BIND is {}: set \
                 GUANXI_AUTH=jwt or bind to 127.0.0.1",
                server.bind
            )));
        }
        check_limits(&limits)?;
        Ok(Self {
            store: store_config(store, neo4j, &env)?,
            viewer: viewer_config(viewer, &env)?,
            server,
            auth,
            limits,
            keep_snapshot: keep_snapshot(snapshot, &env)?,
            log: log_config(log, &env)?,
            policy: match env.text("GUANXI_POLICY").map(PathBuf::from).or(policy.file) {
                Some(path) => read_policy(&path)?,
                None => Policy::default(),
            },
        })
    }
}

fn invalid(name: &'static str, value: impl Into<String>, expected: impl Into<String>) -> ConfigError {
    ConfigError::Invalid { name, value: value.into(), expected: expected.into() }
}

/// As much as SQLite can map as it is built here.
const MAPPED_MB: u32 = 2_047;

fn store_config(store: StoreSection, neo4j: Neo4jSection, env: &Environment) -> Result<StoreConfig, ConfigError> {
    let kind = env.text("GUANXI_STORE").or(store.kind).unwrap_or_else(|| "embedded".to_owned());
    match kind.as_str() {
        "embedded" => Ok(StoreConfig::Embedded {
            data_dir: env
                .text("GUANXI_DATA_DIR")
                .map(PathBuf::from)
                .or(store.data_dir)
                .unwrap_or_else(|| PathBuf::from("./data")),
            mapped_mb: number_within("store.mapped_mb", store.mapped_mb.unwrap_or(MAPPED_MB), 0..=MAPPED_MB)?,
        }),
        "neo4j" => Ok(StoreConfig::Neo4j(Neo4jConfig {
            uri: env.text("NEO4J_URI").or(neo4j.uri).ok_or(ConfigError::Missing {
                name: "NEO4J_URI",
                why: "the neo4j store needs an address such as bolt://127.0.0.1:7687",
            })?,
            user: env.text("NEO4J_USER").or(neo4j.user).unwrap_or_else(|| "neo4j".to_owned()),
            password: env.text("NEO4J_PASSWORD").map(Secret::new).ok_or(ConfigError::Missing {
                name: "NEO4J_PASSWORD",
                why: "the neo4j store needs a password, and it comes from the environment alone",
            })?,
            database: env.text("NEO4J_DATABASE").or(neo4j.database).unwrap_or_else(|| "neo4j".to_owned()),
            connections: number_within("neo4j.connections", neo4j.connections.unwrap_or(16), 1..=1_000)?,
            wait: Duration::from_millis(
                number_within("neo4j.wait_ms", neo4j.wait_ms.unwrap_or(5_000), 1..=600_000)?.into(),
            ),
            statement: Duration::from_millis(
                number_within("neo4j.statement_ms", neo4j.statement_ms.unwrap_or(60_000), 1..=3_600_000)?.into(),
            ),
        })),
        _ => Err(invalid("GUANXI_STORE", kind, "embedded or neo4j")),
    }
}

/// A whole number in its range.
fn number_within(name: &'static str, value: u32, range: RangeInclusive<u32>) -> Result<u32, ConfigError> {
    if range.contains(&value) {
        Ok(value)
    } else {
        let (least, most) = range.into_inner();
        Err(invalid(name, value.to_string(), format!("a whole number from {least} to {most}")))
    }
}

fn viewer_config(viewer: ViewerSection, env: &Environment) -> Result<Option<Viewer>, ConfigError> {
    let role = match env.text("GUANXI_VIEWER_ROLE").or(viewer.role) {
        None => Role::Rep,
        Some(text) => Role::parse(&text).map_err(|reason| invalid("GUANXI_VIEWER_ROLE", text, reason.expected))?,
    };
    let Some(person) = env.text("GUANXI_VIEWER").or(viewer.person) else { return Ok(None) };
    let person = Id::new(&person).map_err(|reason| invalid("GUANXI_VIEWER", person, reason.to_string()))?;
    Ok(Some(Viewer { person, role }))
}

fn keep_snapshot(snapshot: SnapshotSection, env: &Environment) -> Result<bool, ConfigError> {
    match env.text("GUANXI_SNAPSHOT").as_deref() {
        None => Ok(snapshot.keep.unwrap_or(true)),
        Some("on") => Ok(true),
        Some("off") => Ok(false),
        Some(other) => Err(invalid("GUANXI_SNAPSHOT", other, "on or off")),
    }
}

fn server_config(server: ServerSection, env: &Environment) -> Result<ServerConfig, ConfigError> {
    let ServerSection { bind, introspection, cors_origins, drain_ms, ready_ms } = server;
    let bind = env.text("GUANXI_BIND").or(bind).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let bind: SocketAddr =
        bind.parse().map_err(|_| invalid("GUANXI_BIND", bind, "an IP address and a port, such as 127.0.0.1:8080"))?;
    for origin in &cors_origins {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")).unwrap_or_default();
        if host.is_empty() || !host.bytes().all(|b| b.is_ascii_graphic() && b != b'/' && b != b'*') {
            return Err(invalid("server.cors_origins", origin, "an origin such as https://crm.example.com"));
        }
    }
    Ok(ServerConfig {
        bind,
        introspection: introspection.unwrap_or(true),
        cors_origins,
        drain: Duration::from_millis(drain_ms.unwrap_or(10_000).into()),
        ready: Duration::from_millis(ready_ms.unwrap_or(2_000).into()),
    })
}

fn auth_config(auth: AuthSection, env: &Environment) -> Result<AuthConfig, ConfigError> {
    let mode = env.text("GUANXI_AUTH").or(auth.mode).unwrap_or_else(|| "none".to_owned());
    match mode.as_str() {
        "none" => Ok(AuthConfig::Open),
        "jwt" => {
            let secret = env.text("GUANXI_JWT_SECRET");
            let jwks_file = env.text("GUANXI_JWKS_FILE").map(PathBuf::from).or(auth.jwks_file);
            let key = match (secret, jwks_file) {
                (Some(secret), None) if secret.len() < SECRET_BYTES_MIN => {
                    return Err(ConfigError::ShortSecret { bytes: secret.len() });
                }
                (Some(secret), None) => JwtKey::Secret(Secret::new(secret)),
                (None, Some(path)) => JwtKey::Jwks(path),
                (None, None) => {
                    return Err(ConfigError::Missing {
                        name: "GUANXI_JWT_SECRET or GUANXI_JWKS_FILE",
                        why: "GUANXI_AUTH is jwt, so tokens need a key to be checked with",
                    });
                }
                (Some(_), Some(_)) => {
                    return Err(ConfigError::Contradiction(
                        "GUANXI_JWT_SECRET and GUANXI_JWKS_FILE are both set: tokens are checked with one or the other"
                            .to_owned(),
                    ));
                }
            };
            Ok(AuthConfig::Jwt(JwtConfig {
                key,
                issuer: env.text("GUANXI_JWT_ISSUER").or(auth.issuer),
                audience: env.text("GUANXI_JWT_AUDIENCE").or(auth.audience),
            }))
        }
        _ => Err(invalid("GUANXI_AUTH", mode, "none or jwt")),
    }
}

fn log_config(log: LogSection, env: &Environment) -> Result<LogConfig, ConfigError> {
    let format = env.text("GUANXI_LOG_FORMAT").or(log.format).unwrap_or_else(|| "text".to_owned());
    let filter = env.text("GUANXI_LOG").or(log.filter).unwrap_or_else(|| DEFAULT_FILTER.to_owned());
    tracing_subscriber::EnvFilter::try_new(&filter)
        .map_err(|reason| invalid("GUANXI_LOG", filter.as_str(), format!("a log filter ({reason})")))?;
    Ok(LogConfig {
        filter,
        format: match format.as_str() {
            "text" => LogFormat::Text,
            "json" => LogFormat::Json,
            _ => return Err(invalid("GUANXI_LOG_FORMAT", format, "text or json")),
        },
    })
}

/// A limit of nothing would refuse everything, and some have a ceiling that keeps the program safe.
fn check_limits(limits: &LimitsConfig) -> Result<(), ConfigError> {
    let ranges: [(&'static str, u32, u32); 27] = [
        ("limits.body_bytes", limits.body_bytes, 1 << 30),
        ("limits.query_depth", limits.query_depth, 32),
        ("limits.query_complexity", limits.query_complexity, u32::MAX),
        ("limits.query_aliases", limits.query_aliases, u32::MAX),
        ("limits.query_fields", limits.query_fields, u32::MAX),
        ("limits.query_directives", limits.query_directives, u32::MAX),
        ("limits.query_tokens", limits.query_tokens, u32::MAX),
        ("limits.batch_size", limits.batch_size, 1_000),
        ("limits.page_size", limits.page_size, 10_000),
        ("limits.routes_per_door", limits.routes_per_door, 50),
        ("limits.route_steps", limits.route_steps, 6),
        ("limits.worlds", limits.worlds, 1 << 20),
        ("limits.neighbourhood_people", limits.neighbourhood_people, u32::MAX),
        ("limits.recalled_lines", limits.recalled_lines, u32::MAX),
        ("limits.graph_lines", limits.graph_lines, 1_000_000_000),
        ("limits.matrix_pairs", limits.matrix_pairs, 1_000_000_000),
        ("limits.map_people", limits.map_people, 100_000),
        ("limits.map_lines", limits.map_lines, 1_000_000),
        ("limits.departing_people", limits.departing_people, 1_000_000),
        ("limits.jobs_of_viewer", limits.jobs_of_viewer, 10_000),
        ("limits.jobs", limits.jobs, 10_000),
        ("limits.search_text", limits.search_text, 10_000),
        ("limits.trend_points", limits.trend_points, 10_000),
        ("limits.seeds", limits.seeds, 100_000),
        ("limits.introductions", limits.introductions, 100_000),
        ("limits.introduction_candidates", limits.introduction_candidates, 100_000_000),
        ("limits.time_ms", limits.time_ms, 600_000),
    ];
    for (name, value, max) in ranges {
        number_within(name, value, 1..=max)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("guanxi.toml");
        std::fs::write(&path, file).unwrap();
        Config::from_sources(
            Some(&path),
            variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        )
    }

    fn refusal(file: &str, variables: &[(&str, &str)]) -> String {
        load(file, variables).unwrap_err().to_string()
    }

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn defaults() {
        let config = Config::from_sources(None, HashMap::new()).unwrap();
        assert_eq!(config.store, StoreConfig::Embedded { data_dir: PathBuf::from("./data"), mapped_mb: MAPPED_MB });
        assert_eq!(config.server.bind.to_string(), "127.0.0.1:8080");
        assert_eq!(config.auth, AuthConfig::Open);
        assert_eq!(config.viewer, None);
        assert_eq!(config.limits, LimitsConfig::default());
        assert_eq!(config.policy, Policy::default());
    }

    #[test]
    fn the_example_file_tells_every_default_and_every_key() {
        const EXAMPLE: &str = include_str!("../../guanxi.example.toml");
        let defaults = Config::from_sources(None, HashMap::new()).unwrap();
        assert_eq!(format!("{:?}", load(EXAMPLE, &[]).unwrap()), format!("{defaults:?}"));
        // With the commented keys too it is still a file without unknown keys.
        let keys = uncommented(EXAMPLE);
        let file: File = toml::from_str(&keys).unwrap();
        let told = (file.neo4j.uri, file.viewer.person, file.auth.jwks_file, file.auth.issuer, file.auth.audience);
        assert!(matches!(told, (Some(_), Some(_), Some(_), Some(_), Some(_))));
        assert!(file.policy.file.is_some());
    }

    /// The example with `# key = value` turned into `key = value`.
    fn uncommented(example: &str) -> String {
        let line = |line: &str| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).unwrap_or(line).to_owned();
        example.lines().map(|text| line(text) + "\n").collect()
    }

    #[test]
    fn the_file_stands_over_the_defaults_and_the_environment_over_the_file() {
        let file = "[server]\nbind = \"127.0.0.1:1\"\n[store]\ndata_dir = \"/a\"\nmapped_mb = 0\n[limits]\nbatch_size = 3\n\
                    [viewer]\nperson = \"p1\"\nrole = \"manager\"\n";
        let config = load(file, &[("GUANXI_BIND", "[::1]:2"), ("GUANXI_VIEWER", "p2")]).unwrap();
        assert_eq!(config.server.bind.to_string(), "[::1]:2");
        assert_eq!(config.store, StoreConfig::Embedded { data_dir: PathBuf::from("/a"), mapped_mb: 0 });
        assert_eq!(config.limits.batch_size, 3);
        assert_eq!(config.limits.query_depth, LimitsConfig::default().query_depth);
        let viewer = config.viewer.unwrap();
        assert_eq!((viewer.person.as_str(), viewer.role), ("p2", Role::Manager));
    }

    #[test]
    fn unknown_keys_are_refused_by_name() {
        assert!(refusal("[server]\nbnd = \"x\"", &[]).contains("bnd"));
        assert!(refusal("[limits]\nquery_deep = 1", &[]).contains("query_deep"));
        assert!(refusal("[neo4j]\npassword = \"x\"", &[]).contains("password"));
        assert!(refusal("colour = 1", &[]).contains("colour"));
    }

    #[test]
    fn wrong_values_are_refused_by_name() {
        assert!(refusal("", &[("GUANXI_STORE", "oracle")]).contains("GUANXI_STORE"));
        assert!(refusal("", &[("GUANXI_BIND", "localhost")]).contains("GUANXI_BIND"));
        assert!(refusal("", &[("GUANXI_AUTH", "basic")]).contains("GUANXI_AUTH"));
        assert!(refusal("", &[("GUANXI_VIEWER_ROLE", "boss")]).contains("GUANXI_VIEWER_ROLE"));
        assert!(refusal("", &[("GUANXI_VIEWER", " ")]).contains("GUANXI_VIEWER"));
        assert!(refusal("", &[("GUANXI_LOG", "a=b=c")]).contains("GUANXI_LOG"));
        assert!(refusal("", &[("GUANXI_LOG_FORMAT", "xml")]).contains("GUANXI_LOG_FORMAT"));
        assert!(refusal("", &[("GUANXI_POLICY", "/no/such/policy.toml")]).contains("/no/such/policy.toml"));
        assert!(refusal("[limits]\nbatch_size = 0", &[]).contains("limits.batch_size"));
        assert!(refusal("[limits]\nquery_depth = 33", &[]).contains("limits.query_depth"));
        assert!(refusal("[server]\ncors_origins = [\"*\"]", &[]).contains("cors_origins"));
        let missing = Config::from_sources(Some(Path::new("/no/such/guanxi.toml")), HashMap::new());
        assert!(missing.unwrap_err().to_string().contains("/no/such/guanxi.toml"));
    }

    #[test]
    fn no_sign_in_is_for_loopback_addresses_only() {
        assert!(refusal("", &[("GUANXI_BIND", "0.0.0.0:8080")]).contains("loopback"));
        let jwt = [("GUANXI_BIND", "0.0.0.0:8080"), ("GUANXI_AUTH", "jwt"), ("GUANXI_JWT_SECRET", SECRET)];
        assert!(load("", &jwt).is_ok());
    }

    #[test]
    fn tokens_need_exactly_one_key_and_a_long_secret() {
        assert!(refusal("", &[("GUANXI_AUTH", "jwt")]).contains("GUANXI_JWT_SECRET"));
        let short = [("GUANXI_AUTH", "jwt"), ("GUANXI_JWT_SECRET", "hunter2")];
        let message = refusal("", &short);
        assert!(message.contains("at least 32") && !message.contains("hunter2"), "{message}");
        let both = [("GUANXI_AUTH", "jwt"), ("GUANXI_JWT_SECRET", SECRET), ("GUANXI_JWKS_FILE", "k.json")];
        assert!(refusal("", &both).contains("both set"));
    }

    #[test]
    fn neo4j_needs_an_address_and_a_password() {
        let uri = [("GUANXI_STORE", "neo4j"), ("NEO4J_URI", "bolt://127.0.0.1:7687")];
        assert!(refusal("", &uri[..1]).contains("NEO4J_URI"));
        assert!(refusal("", &uri).contains("NEO4J_PASSWORD"));
        let config = load("", &[uri[0], uri[1], ("NEO4J_PASSWORD", "sesame")]).unwrap();
        let StoreConfig::Neo4j(neo4j) = &config.store else { panic!("{:?}", config.store) };
        assert_eq!((neo4j.user.as_str(), neo4j.connections, neo4j.wait.as_secs()), ("neo4j", 16, 5));
        assert_eq!(neo4j.statement.as_secs(), 60);
        let all = [uri[0], uri[1], ("NEO4J_PASSWORD", "sesame")];
        let set = load("[neo4j]\nconnections = 4\nstatement_ms = 1500\n", &all).unwrap();
        assert!(matches!(&set.store, StoreConfig::Neo4j(n) if n.connections == 4 && n.statement.as_millis() == 1500));
        let refused = load("[neo4j]\nconnections = 0\n", &all).unwrap_err().to_string();
        assert!(refused.contains("neo4j.connections"), "{refused}");
        assert!(!format!("{config:?}").contains("sesame"));
    }
}

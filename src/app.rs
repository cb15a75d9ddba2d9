//! The composition root: the one place that knows all parts. The server, the command line and the tests put the service
//! together here and nowhere else.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use tokio::net::TcpListener;

use crate::config::{AuthConfig, Config, LimitsConfig, StoreConfig};
use crate::graphql;
use crate::service::{self, ComputePool, Limits, Service, ServiceError, Severity, SnapshotHealth};
use crate::store::{Neo4jOptions, Neo4jStore, SqliteOptions, SqliteStore, Store, StoreError};
use crate::telemetry::Metrics;
use crate::web::{self, Authenticator, Probe};

/// The name of the embedded store's file in the data folder.
pub const STORE_FILE: &str = "guanxi.db";

/// Why the service could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("{what}: {reason}")]
    Io { what: String, reason: io::Error },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Service(#[from] ServiceError),
    #[error(transparent)]
    Auth(#[from] web::AuthSetupError),
}

/// Opens the configured store; its schema stays as it is.
///
/// # Errors
/// [`AppError::Store`] when the database does not answer or the file is not a store of ours.
pub async fn open_store(config: &StoreConfig) -> Result<Arc<dyn Store>, AppError> {
    Ok(match config {
        StoreConfig::Embedded { .. } => Arc::new(open_embedded(config).await?.0),
        StoreConfig::Neo4j(neo4j) => {
            let options = Neo4jOptions {
                database: Some(neo4j.database.clone()),
                pool_size: neo4j.connections as usize,
                pool_wait: neo4j.wait,
                statement_timeout: neo4j.statement,
                ..Neo4jOptions::new(&neo4j.uri, &neo4j.user, neo4j.password.expose())
            };
            Arc::new(Neo4jStore::connect(options)?)
        }
    })
}

/// Opens the embedded store; says where it is.
///
/// # Errors
/// As [`open_store`]; [`AppError::Store`] too when another kind of store is configured.
pub async fn open_embedded(config: &StoreConfig) -> Result<(SqliteStore, std::path::PathBuf), AppError> {
    let StoreConfig::Embedded { data_dir, mapped_mb } = config else {
        return Err(StoreError::Foreign("this needs the embedded store (GUANXI_STORE=embedded)".to_owned()).into());
    };
    std::fs::create_dir_all(data_dir)
        .map_err(|reason| AppError::Io { what: format!("the data folder {}", data_dir.display()), reason })?;
    let file = data_dir.join(STORE_FILE);
    let options = SqliteOptions { mapped_bytes: u64::from(*mapped_mb) << 20, ..SqliteOptions::default() };
    Ok((SqliteStore::open(&file, options).await?, file))
}

/// Puts the service together over a store that stays as it is: for looking at it.
///
/// # Errors
/// As [`open_store`].
pub async fn service_as_it_is(config: &Config) -> Result<Service, AppError> {
    service_over(open_store(&config.store).await?, config)
}

/// Puts the service together, with the store's schema brought to this program's.
///
/// # Errors
/// As [`open_store`].
pub async fn service(config: &Config) -> Result<Service, AppError> {
    let service = service_as_it_is(config).await?;
    for step in service.migrate().await? {
        tracing::info!(step, "schema applied");
    }
    for finding in service.pending_imports().await? {
        match finding.severity {
            Severity::Note => tracing::info!("{}", finding.message),
            Severity::Warning | Severity::Error => tracing::warn!("{}", finding.message),
        }
    }
    Ok(service)
}

/// Puts the service together over an open store.
///
/// # Errors
/// [`AppError::Service`] when the system gives no threads.
pub fn service_over(store: Arc<dyn Store>, config: &Config) -> Result<Service, AppError> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let compute = ComputePool::new(threads)?;
    Ok(Service::new(store, config.policy.clone(), limits(&config.limits), compute))
}

/// The service's limits from the configuration.
fn limits(config: &LimitsConfig) -> Limits {
    Limits {
        page_size: config.page_size,
        routes_per_door: config.routes_per_door,
        route_steps: config.route_steps,
        worlds: config.worlds,
        neighbourhood_people: config.neighbourhood_people,
        recalled_lines: config.recalled_lines,
        graph_lines: config.graph_lines,
        matrix_pairs: config.matrix_pairs,
        map_people: config.map_people,
        map_lines: config.map_lines,
        departing_people: config.departing_people,
        jobs_of_viewer: config.jobs_of_viewer,
        jobs: config.jobs,
        search_text: config.search_text,
        trend_points: config.trend_points,
        seeds: config.seeds,
        introductions: config.introductions,
        introduction_candidates: config.introduction_candidates,
    }
}

/// The server, bound to its address and not yet serving.
pub struct Application {
    listener: TcpListener,
    router: Router,
    address: SocketAddr,
    service: Service,
}

impl Application {
    /// Binds the address and puts the routes together.
    ///
    /// # Errors
    /// [`AppError::Io`] when the address is taken, [`AppError::Auth`] when nobody could be told apart.
    pub async fn build(config: &Config, service: Service) -> Result<Self, AppError> {
        let authenticator = Authenticator::new(&config.auth, config.viewer.as_ref())?;
        let service = if config.keep_snapshot { service.keeping_snapshot() } else { service };
        let bound = TcpListener::bind(config.server.bind).await;
        let listener =
            bound.map_err(|reason| AppError::Io { what: format!("address {}", config.server.bind), reason })?;
        let address =
            listener.local_addr().map_err(|reason| AppError::Io { what: "the bound address".to_owned(), reason })?;
        let metrics = Metrics::of_process();
        service::describe_metrics();
        if config.keep_snapshot {
            service.start_refresh();
        }
        let (prepared, stopped) = (service.clone(), service.clone());
        let router = web::router(web::Deps {
            schema: graphql::served(config.server.introspection, config.limits.query_complexity),
            prepare: Arc::new(move |request, viewer| {
                graphql::request_data(request, prepared.reading(viewer.clone(), jiff::Timestamp::now()))
            }),
            auth: authenticator,
            probe: Arc::new(StoreProbe(service)),
            metrics,
            server: config.server.clone(),
            limits: config.limits.clone(),
        });
        Ok(Self { listener, router, address, service: stopped })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` ends, then drains.
    ///
    /// # Errors
    /// When the listener breaks.
    pub async fn serve(self, config: &Config, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), AppError> {
        let served = web::serve(self.listener, self.router, stop, config.server.drain).await;
        self.service.interrupt_jobs(jiff::Timestamp::now()).await;
        served.map_err(|reason| AppError::Io { what: "serving".to_owned(), reason })
    }
}

/// Whether anybody may ask without signing in.
pub fn is_open(config: &Config) -> bool {
    matches!(config.auth, AuthConfig::Open)
}

struct StoreProbe(Service);

#[async_trait]
impl Probe for StoreProbe {
    async fn ping(&self) -> Result<(), String> {
        self.0.ping().await.map_err(|e| e.to_string())
    }

    fn snapshot(&self) -> SnapshotHealth {
        self.0.snapshot_health()
    }
}

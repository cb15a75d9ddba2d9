//! A store with the company of `data` in it, and the service over it as it is served.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use guanxi::config::{AuthConfig, LimitsConfig, ServerConfig};
use guanxi::demo::{Demo, DemoSize};
use guanxi::domain::{AsOf, Coded, Policy, Record, RecordKind, Viewer};
use guanxi::graphql::{request_data, served};
use guanxi::import::{ImportOptions, import};
use guanxi::service::{ComputePool, Limits, Reading, Service, SnapshotHealth, SnapshotState, WriteMode};
use guanxi::store::{SqliteOptions, SqliteStore, Store};
use guanxi::telemetry::Metrics;
use guanxi::web::{Authenticator, Deps, Probe, router};
use jiff::Timestamp;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::support::neo4j::Neo4jServer;

/// The moment at which everything is asked.
pub const NOW: &str = "2026-06-30T12:00:00Z";

pub struct World {
    service: Service,
    /// Holds the file of an embedded store.
    _folder: Option<TempDir>,
}

struct AlwaysThere;

#[async_trait::async_trait]
impl Probe for AlwaysThere {
    async fn ping(&self) -> Result<(), String> {
        Ok(())
    }

    fn snapshot(&self) -> SnapshotHealth {
        SnapshotHealth { state: SnapshotState::Off, held: None }
    }
}

impl World {
    pub async fn embedded() -> Self {
        Self::embedded_with(|store| store).await
    }

    /// As [`World::embedded`], with something around the store.
    pub async fn embedded_with(around: impl FnOnce(Arc<dyn Store>) -> Arc<dyn Store>) -> Self {
        Self::embedded_as(&[Self::folder("data")], around).await
    }

    /// As [`World::embedded`], with the records of these folders.
    pub async fn embedded_of(folders: &[PathBuf]) -> Self {
        Self::embedded_as(folders, |store| store).await
    }

    /// As [`World::embedded_of`], with something around the store.
    pub async fn embedded_as(folders: &[PathBuf], around: impl FnOnce(Arc<dyn Store>) -> Arc<dyn Store>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("guanxi.db"), SqliteOptions::default()).await.unwrap();
        Self::new(around(Arc::new(store)), folders, Some(folder)).await
    }

    /// The server's database is emptied first.
    pub async fn neo4j(server: &Neo4jServer) -> Self {
        Self::neo4j_of(server, &[Self::folder("data")]).await
    }

    /// As [`World::neo4j`], with the records of these folders.
    pub async fn neo4j_of(server: &Neo4jServer, folders: &[PathBuf]) -> Self {
        tokio::task::block_in_place(|| server.wipe());
        Self::new(server.store().await, folders, None).await
    }

    /// A folder of records of these tests.
    pub fn folder(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api").join(name)
    }

    /// The folders of the company and of its decision chains.
    pub fn with_chains() -> [PathBuf; 2] {
        [Self::folder("data"), Self::folder("chains")]
    }

    /// The folders of the company and of its sellers.
    pub fn with_sellers() -> [PathBuf; 2] {
        [Self::folder("data"), Self::folder("sellers")]
    }

    /// The folder of a company whose contacts are recorded.
    pub fn with_contacts() -> [PathBuf; 1] {
        [Self::folder("contacts")]
    }

    async fn new(store: Arc<dyn Store>, folders: &[PathBuf], folder: Option<TempDir>) -> Self {
        let service = Self::service_over(store).await;
        let outcome = import(&service, now(), folders, &ImportOptions::default(), &()).await.unwrap();
        assert!(outcome.faults.is_empty(), "{:?}", outcome.faults);
        Self { service, _folder: folder }
    }

    async fn service_over(store: Arc<dyn Store>) -> Service {
        store.migrate().await.unwrap();
        // Small enough that a case can meet it.
        let limits = Limits { page_size: 100, map_lines: 1_000, ..Limits::default() };
        Service::new(store, Policy::default(), limits, ComputePool::new(1).unwrap())
    }

    /// The demonstration company in an embedded store, with something around the store.
    pub async fn demonstration(size: DemoSize, around: impl FnOnce(Arc<dyn Store>) -> Arc<dyn Store>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("guanxi.db"), SqliteOptions::default()).await.unwrap();
        let service = Self::service_over(around(Arc::new(store))).await;
        let world = Self { service, _folder: Some(folder) };
        world.record_demonstration(size).await;
        world
    }

    /// As [`World::demonstration`], on a server whose database is emptied first.
    pub async fn demonstration_on(server: &Neo4jServer, size: DemoSize) -> Self {
        tokio::task::block_in_place(|| server.wipe());
        let world = Self { service: Self::service_over(server.store().await).await, _folder: None };
        world.record_demonstration(size).await;
        world
    }

    async fn record_demonstration(&self, size: DemoSize) {
        let demo = Demo::new(size, 1, AsOf::new(now()).day());
        let records: Vec<Vec<Record>> = RecordKind::ALL.iter().map(|kind| demo.records(*kind).collect()).collect();
        self.record(&records).await;
    }

    /// Records what is given, each list of one kind.
    pub async fn record(&self, records: &[Vec<Record>]) {
        let mut recorder = self.service.record(now(), WriteMode::Bulk).await.unwrap();
        for piece in records.iter().flat_map(|records| records.chunks(1_000)) {
            recorder.apply(piece).await.unwrap();
        }
        recorder.finish().await.unwrap();
    }

    /// What one viewer reads at the moment at which everything is asked.
    pub fn reading(&self, viewer: &Viewer) -> Arc<Reading> {
        self.service.reading(viewer.clone(), now())
    }

    /// What the service answers to a GraphQL request of this viewer.
    pub async fn ask(&self, viewer: &Viewer, request: &Value) -> Value {
        let body = Body::from(serde_json::to_vec(request).unwrap());
        let request = Request::post("http://localhost/graphql").header(header::CONTENT_TYPE, "application/json");
        let response = self.router(viewer).oneshot(request.body(body).unwrap()).await.unwrap();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// How many records of each kind are stored.
    pub async fn counts(&self) -> Vec<usize> {
        let mut counts = Vec::new();
        let mut all = self.service.all_records().await.unwrap();
        for kind in RecordKind::ALL {
            let (mut count, mut after) = (0, None);
            loop {
                let page = all.page(*kind, after.as_ref()).await.unwrap();
                let Some(last) = page.last() else { break };
                (count, after) = (count + page.len(), Some(last.id()));
            }
            counts.push(count);
        }
        counts
    }

    /// The service.
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// The service as it is served to this viewer.
    pub fn router(&self, viewer: &Viewer) -> Router {
        let service = self.service.clone();
        router(Deps {
            schema: served(true, LimitsConfig::default().query_complexity),
            prepare: Arc::new(move |request, viewer| request_data(request, service.reading(viewer.clone(), now()))),
            auth: Authenticator::new(&AuthConfig::Open, Some(viewer)).unwrap(),
            probe: Arc::new(AlwaysThere),
            metrics: Metrics::of_process(),
            server: ServerConfig {
                bind: ([127, 0, 0, 1], 0).into(),
                introspection: true,
                cors_origins: Vec::new(),
                drain: std::time::Duration::from_secs(1),
                ready: std::time::Duration::from_secs(1),
            },
            // Without optimisation and beside other tests, a calibration may take longer than a request may otherwise.
            limits: LimitsConfig { time_ms: 120_000, ..LimitsConfig::default() },
        })
    }
}

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

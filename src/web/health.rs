//! Whether the process runs, whether the store answers, and the numbers of both.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::answer::Failure;
use super::negotiation::MediaType;
use crate::domain::Coded as _;
use crate::graphql::ErrorCode;
use crate::service::{SnapshotHealth, SnapshotHeld};
use crate::telemetry::Metrics;

/// Asks the store whether it is there.
#[async_trait]
pub trait Probe: Send + Sync {
    /// Answers once the store does.
    ///
    /// # Errors
    /// What is wrong, for the log.
    async fn ping(&self) -> Result<(), String>;

    /// What there is of the snapshot of the company.
    fn snapshot(&self) -> SnapshotHealth;
}

/// What the health routes know.
pub(super) struct Health {
    probe: Arc<dyn Probe>,
    time: Duration,
    metrics: Metrics,
    /// What the last ping found, so that the log tells changes and not every question of a load balancer.
    up: AtomicBool,
}

pub(super) fn describe_metrics() {
    metrics::describe_gauge!("guanxi_store_up", "1 if the store answered the last ping, else 0");
    metrics::describe_histogram!("guanxi_store_ping_seconds", "how long the store took to answer a ping");
}

impl Health {
    pub(super) fn new(probe: Arc<dyn Probe>, time: Duration, metrics: Metrics) -> Self {
        Self { probe, time, metrics, up: AtomicBool::new(true) }
    }

    async fn store_answers(&self) -> bool {
        let started = Instant::now();
        let found = match tokio::time::timeout(self.time, self.probe.ping()).await {
            Ok(found) => found,
            Err(_) => Err(format!("no answer within {} ms", self.time.as_millis())),
        };
        metrics::gauge!("guanxi_store_up").set(if found.is_ok() { 1.0 } else { 0.0 });
        metrics::histogram!("guanxi_store_ping_seconds").record(started.elapsed().as_secs_f64());
        let was_up = self.up.swap(found.is_ok(), Ordering::AcqRel);
        match (&found, was_up) {
            (Err(reason), true) => tracing::warn!(reason, "the store does not answer"),
            (Ok(()), false) => tracing::info!("the store answers again"),
            (Ok(()), true) | (Err(_), false) => {}
        }
        found.is_ok()
    }
}

pub(super) async fn live() -> Response {
    Json(json!({ "status": "live" })).into_response()
}

pub(super) async fn ready(State(health): State<Arc<Health>>) -> Response {
    if health.store_answers().await {
        Json(json!({ "status": "ready", "snapshot": told(health.probe.snapshot()) })).into_response()
    } else {
        Failure::new(StatusCode::SERVICE_UNAVAILABLE, ErrorCode::Unavailable, "the store does not answer")
            .into_response(MediaType::Json)
    }
}

/// The snapshot as the page tells it.
fn told(snapshot: SnapshotHealth) -> serde_json::Value {
    let SnapshotHealth { state, held } = snapshot;
    match held {
        None => json!({ "state": state.code() }),
        Some(SnapshotHeld { data_version, lines, bytes, age }) => json!({
            "state": state.code(),
            "dataVersion": data_version,
            "lines": lines,
            "bytes": bytes,
            "ageSeconds": age.as_secs(),
        }),
    }
}

/// Pings the store first, so that a scrape tells how it is now.
pub(super) async fn metrics(State(health): State<Arc<Health>>) -> Response {
    health.store_answers().await;
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], health.metrics.render()).into_response()
}

//! The HTTP edge: router, sign-in, health, metrics, and the web application.
//!
//! [`router`] makes the whole service from its parts, [`fn@serve`] runs it until a stop signal and drains it. The GraphQL
//! endpoint works with any [`Served`] schema.

mod answer;
mod auth;
mod documents;
mod endpoint;
mod health;
mod negotiation;
mod observe;
mod pages;
mod request;
mod serve;
mod socket;

pub use auth::{AuthSetupError, Authenticator, TokenError, TokenVerifier, Unauthenticated, token};
pub use health::Probe;
pub use serve::{serve, stop_signal};

use std::sync::Arc;
use std::time::Duration;

use async_graphql::Executor;
use axum::Router;
use axum::http::{HeaderValue, Method, header};
use axum::routing::{any, get};
use tower_http::cors::CorsLayer;

use crate::config::{LimitsConfig, ServerConfig};
use crate::domain::Viewer;
use crate::graphql::Served;
use crate::telemetry::Metrics;

/// Puts what resolvers need (the viewer, loaders, a pinned snapshot) into the data of one GraphQL request.
pub type Prepare = Arc<dyn Fn(async_graphql::Request, &Viewer) -> async_graphql::Request + Send + Sync>;

/// What the service is made of.
pub struct Deps<E> {
    /// The schema, made with the same words on introspection and complexity as `server` and `limits`.
    pub schema: Served<E>,
    /// Called once for each GraphQL request, those of a batch included, after sign-in.
    pub prepare: Prepare,
    pub auth: Authenticator,
    /// Asks the store whether it is there.
    pub probe: Arc<dyn Probe>,
    pub metrics: Metrics,
    pub server: ServerConfig,
    pub limits: LimitsConfig,
}

/// Every route of the service:
///
/// | path | answers |
/// |---|---|
/// | `/graphql` | GraphQL over HTTP, and over a web socket (`graphql-transport-ws`) |
/// | `/health/live` | whether the process runs |
/// | `/health/ready` | whether the store answers |
/// | `/metrics` | Prometheus text |
/// | anything else | the web application |
pub fn router<E: Executor>(deps: Deps<E>) -> Router {
    let Deps { schema, prepare, auth, probe, metrics, server, limits } = deps;
    observe::describe_metrics();
    health::describe_metrics();
    let health = health::Health::new(probe, server.ready, metrics);
    let endpoint = endpoint::Endpoint::new(schema, prepare, auth, server.introspection, &limits);
    let router = Router::new()
        .route("/graphql", any(endpoint::answer::<E>).with_state(Arc::new(endpoint)))
        .route("/health/live", get(health::live).fallback(answer::method_not_allowed))
        .route("/health/ready", get(health::ready).fallback(answer::method_not_allowed))
        .route("/metrics", get(health::metrics).fallback(answer::method_not_allowed))
        .with_state(Arc::new(health))
        .fallback(pages::answer);
    let router = match cors(&server.cors_origins) {
        Some(cors) => router.layer(cors),
        None => router,
    };
    router.layer(axum::middleware::from_fn(observe::observe))
}

/// Lets pages of the listed origins call the API; without a list, the browser keeps all others out.
fn cors(origins: &[String]) -> Option<CorsLayer> {
    let origins: Vec<HeaderValue> =
        origins.iter().map(|origin| origin.parse().expect("the configuration holds only ASCII origins")).collect();
    (!origins.is_empty()).then(|| {
        CorsLayer::new()
            .allow_origin(origins)
            .allow_methods([Method::GET, Method::POST])
            .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, header::ACCEPT, observe::REQUEST_ID])
            .expose_headers([observe::REQUEST_ID])
            .max_age(Duration::from_secs(600))
    })
}

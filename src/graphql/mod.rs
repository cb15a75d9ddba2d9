//! The GraphQL schema over the service.
//!
//! [`schema`] is the bare schema that the server, the SDL and the tests share. A request is made ready with [`request_data`]:
//! a reading of the store, on behalf of a viewer, that all its fields share. Objects hold domain records and a [`Scope`], load
//! what they refer to in batches, and speak the names and enums of the API; nothing of GraphQL goes further inside.

mod answer;
mod batches;
mod calibration;
mod coaching;
mod code;
mod company;
mod connection;
mod customers;
mod decision;
mod department;
mod enums;
mod facts;
mod failure;
pub mod global_id;
mod guard;
mod import;
mod in_place;
mod interview;
mod jobs;
mod limits;
mod loaders;
mod mask;
mod mining;
mod mutation;
mod node;
mod opportunity;
mod order;
mod organization;
mod person;
mod query;
mod relations;
mod sales;
mod scalars;
mod scope;
mod sellers;
mod wanted;

use std::sync::Arc;

use async_graphql::{Request, Response, SchemaBuilder};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use crate::service::Reading;

pub use code::{ErrorCode, LimitExceeded};
pub use failure::{INTERNAL_TEXT, for_client, refusal};
use guard::guarded;
pub use guard::{Passage, Served};
pub use jobs::Subscription;
pub use limits::{NESTING_MAX, Operation, QueryLimits, measure, scan};
pub use mutation::Mutation;
pub use order::ResponseOrder;
pub use query::Query;
pub use scope::Scope;

/// The schema of the API.
pub type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// The bare schema: without data, the same for the server, the SDL and tests. Without `introspection` clients may not ask for it.
pub fn schema(introspection: bool) -> Schema {
    guarded(build(), introspection).finish()
}

/// The schema as it is served to clients whose queries may cost so much.
pub fn served(introspection: bool, complexity_max: u32) -> Served<Schema> {
    Served::new(build, introspection, complexity_max)
}

fn build() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query::default(), Mutation::default(), Subscription)
}

/// The schema in its definition language, as it is recorded in `schema.graphql`.
pub fn sdl() -> String {
    let options = async_graphql::SDLExportOptions::new().sorted_fields().sorted_enum_items().sorted_arguments();
    schema(true).sdl_with_options(options)
}

/// Answers a request on behalf of a reading's viewer, within this process. The schema is large: called here, it is compiled once,
/// and not again by everybody who asks it.
pub fn execute(schema: &Schema, request: Request, reading: Arc<Reading>) -> BoxFuture<'static, Response> {
    let schema = schema.clone();
    async move { batches::carried(schema.execute(request_data(request, reading))).await }.boxed()
}

/// Gives a request what its fields need: one reading of the store on behalf of its viewer, with loaders.
pub fn request_data(request: Request, reading: Arc<Reading>) -> Request {
    request.data(Scope::new(reading))
}

#[cfg(test)]
mod tests;

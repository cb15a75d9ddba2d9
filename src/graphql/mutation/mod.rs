//! What can be recorded, one fact at a time.
//!
//! For each kind of fact: `create…` (it must not exist with other values), `change…` (it must exist; all its values are
//! replaced) and `record…` (either); `end…` for what ends. All go the same way: the input becomes a domain record at the door,
//! the service checks and writes it, and the payload shows it from a reading opened after the write.

mod calibration;
mod entities;
mod facts;
mod import;
mod inputs;
mod sales;

use async_graphql::{Context, MergedObject};

use crate::domain::Viewer;
use crate::service::{Change, RecordMode, RecordedChange, RequestKey};

use super::company::{SharingMutations, SuggestionMutations};
use super::failure::Answer;
use super::scope::Scope;

/// Records what somebody learned, one fact at a time, and begins long questions. Every mutation but those of jobs carries a `clientId` of the client's choosing: sent again
/// with the same values it changes nothing and returns what it returned; with other values it is a `CONFLICT`. What is recorded
/// is checked as an import checks it, and nothing is lost: replaced values stay in the history. Facts are told apart by what
/// they connect, since when (`from`, `observedAt`, `at`) and, where they have one, by role, kind, source and owner; to change
/// one of these, end the fact and record another.
#[derive(MergedObject, Default)]
pub struct Mutation(
    entities::EntityMutations,
    facts::FactMutations,
    sales::SalesMutations,
    calibration::CalibrationMutations,
    import::ImportMutations,
    super::jobs::JobMutations,
    SuggestionMutations,
    SharingMutations,
);

/// An input that describes a whole record.
trait Described {
    /// Checks the input and makes a record of it.
    fn read(self, viewer: &Viewer) -> Answer<crate::domain::Record>;
}

/// What a mutation returns.
trait Payload: Sized {
    /// Shows what a change left behind.
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self>;
}

async fn record<P: Payload>(ctx: &Context<'_>, client_id: &str, input: impl Described, mode: RecordMode) -> Answer<P> {
    let scope: &Scope = ctx.data_unchecked();
    let record = input.read(scope.reading().viewer())?;
    carry_out(ctx, client_id, Change::Record { record, mode }).await
}

async fn carry_out<P: Payload>(ctx: &Context<'_>, client_id: &str, change: Change) -> Answer<P> {
    let before: &Scope = ctx.data_unchecked();
    let (service, viewer, now) = (before.reading().service(), before.reading().viewer(), before.reading().now());
    let done = service.change(viewer, &RequestKey::new(client_id)?, &change, now.instant()).await?;
    P::show(Scope::new(service.reading(viewer.clone(), now.instant())), done).await
}

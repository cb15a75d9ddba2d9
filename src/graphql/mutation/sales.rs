//! Signals, targets and endorsements.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use crate::domain::{self, Record, RecordKind, TargetDays, Viewer};
use crate::service::{Change, Ending, RecordMode, RecordedChange};

use super::inputs::{optional_instant, optional_prose};
use super::{Described, Payload, carry_out, record};
use crate::graphql::enums::SignalKind;
use crate::graphql::failure::{Answer, Failure};
use crate::graphql::global_id::{entity, optional_entity};
use crate::graphql::node::{Node, dangling};
use crate::graphql::sales::{Endorsement, Signal, Target};
use crate::graphql::scalars::{Date, DateTime};
use crate::graphql::scope::Scope;

/// Mutations of facts about selling.
#[derive(Default)]
pub struct SalesMutations;

#[Object]
impl SalesMutations {
    /// Records a deal signal that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_signal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: SignalInput,
    ) -> Answer<SignalPayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of a deal signal. `NOT_FOUND` if it is not there.
    async fn change_signal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: SignalInput,
    ) -> Answer<SignalPayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records a deal signal, be it there already or not.
    async fn record_signal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: SignalInput,
    ) -> Answer<SignalPayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }

    /// Records a sales target that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_target(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: TargetInput,
    ) -> Answer<TargetPayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of a sales target. `NOT_FOUND` if it is not there.
    async fn change_target(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: TargetInput,
    ) -> Answer<TargetPayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records a sales target, be it there already or not.
    async fn record_target(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: TargetInput,
    ) -> Answer<TargetPayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }

    /// Records an endorsement that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_endorsement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: EndorsementInput,
    ) -> Answer<EndorsementPayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of an endorsement. `NOT_FOUND` if it is not there.
    async fn change_endorsement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: EndorsementInput,
    ) -> Answer<EndorsementPayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records an endorsement, be it there already or not.
    async fn record_endorsement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: EndorsementInput,
    ) -> Answer<EndorsementPayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }

    /// Ends an endorsement. One that has ended at another instant is `BAD_INPUT`.
    async fn end_endorsement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Which one.")] id: ID,
        #[graphql(desc = "The instant it ended.")] at: DateTime,
    ) -> Answer<EndorsementPayload> {
        let id = entity(&id, RecordKind::Endorsement, "id")?;
        carry_out(ctx, &client_id, Change::End(Ending::Endorsement { id, at: at.instant("at")? })).await
    }
}

/// A deal signal with all its values. Told apart by opportunity, signal, instant and who saw it; the latest counts.
#[derive(InputObject)]
pub struct SignalInput {
    /// Of which opportunity.
    opportunity_id: ID,
    /// Which of the six.
    signal: SignalKind,
    /// Whether it was there.
    value: bool,
    /// When it was seen; not in the future.
    at: DateTime,
    /// Who saw it.
    by_id: Option<ID>,
    /// What it stands on; never the content of a message.
    evidence: Option<String>,
}

impl Described for SignalInput {
    fn read(self, _: &Viewer) -> Answer<Record> {
        let Self { opportunity_id, signal, value, at, by_id, evidence } = self;
        Ok(Record::Signal(domain::Signal {
            opportunity_id: entity(&opportunity_id, RecordKind::Opportunity, "opportunityId")?,
            signal: signal.into(),
            value,
            at: at.instant("at")?,
            by_id: optional_entity(by_id.as_ref(), RecordKind::Person, "byId")?,
            evidence: optional_prose("evidence", evidence.as_ref())?,
        }))
    }
}

/// A sales target with all its values. Told apart by person, both days and currency.
#[derive(InputObject)]
pub struct TargetInput {
    /// Whose.
    person_id: ID,
    /// The first day.
    from: Date,
    /// The day after the last.
    to: Date,
    /// How much, at least 0.
    amount: f64,
    /// The currency of the amount, by its ISO 4217 code.
    currency: String,
}

impl Described for TargetInput {
    fn read(self, _: &Viewer) -> Answer<Record> {
        let Self { person_id, from, to, amount, currency } = self;
        Ok(Record::Target(domain::Target {
            person_id: entity(&person_id, RecordKind::Person, "personId")?,
            days: TargetDays::new(from.day("from")?, to.day("to")?).map_err(|e| Failure::bad_input("to", e))?,
            amount: domain::amount(amount).map_err(|e| Failure::bad_input("amount", e))?,
            currency: domain::currency(&currency).map_err(|e| Failure::bad_input("currency", e))?,
        }))
    }
}

/// An endorsement with all its values. Told apart by person, instant and who says so.
#[derive(InputObject)]
pub struct EndorsementInput {
    /// Who is recognised as an authority of an industry.
    person_id: ID,
    /// Since when; not in the future.
    at: DateTime,
    /// Who says so.
    by_id: Option<ID>,
    /// What it stands on.
    evidence: Option<String>,
    /// When it ended.
    ended_at: Option<DateTime>,
}

impl Described for EndorsementInput {
    fn read(self, _: &Viewer) -> Answer<Record> {
        let Self { person_id, at, by_id, evidence, ended_at } = self;
        Ok(Record::Endorsement(domain::Endorsement {
            person_id: entity(&person_id, RecordKind::Person, "personId")?,
            at: at.instant("at")?,
            by_id: optional_entity(by_id.as_ref(), RecordKind::Person, "byId")?,
            evidence: optional_prose("evidence", evidence.as_ref())?,
            ended_at: optional_instant("endedAt", ended_at.as_ref())?,
        }))
    }
}

/// What became of the deal signal.
#[derive(SimpleObject)]
pub struct SignalPayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The deal signal as it is now.
    signal: Signal,
}

impl Payload for SignalPayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let Some(Node::Signal(signal)) = Node::load(&scope, RecordKind::Signal, &id).await? else {
            return Err(dangling(RecordKind::Signal, &id));
        };
        Ok(Self { data_version, unchanged, signal })
    }
}

/// What became of the sales target.
#[derive(SimpleObject)]
pub struct TargetPayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The sales target as it is now.
    target: Target,
}

impl Payload for TargetPayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let Some(Node::Target(target)) = Node::load(&scope, RecordKind::Target, &id).await? else {
            return Err(dangling(RecordKind::Target, &id));
        };
        Ok(Self { data_version, unchanged, target })
    }
}

/// What became of the endorsement.
#[derive(SimpleObject)]
pub struct EndorsementPayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The endorsement as it is now.
    endorsement: Endorsement,
}

impl Payload for EndorsementPayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let Some(Node::Endorsement(endorsement)) = Node::load(&scope, RecordKind::Endorsement, &id).await? else {
            return Err(dangling(RecordKind::Endorsement, &id));
        };
        Ok(Self { data_version, unchanged, endorsement })
    }
}

//! Memberships, reporting lines, influence lines, decision roles and assessments.

use async_graphql::{Context, ID, Object, SimpleObject};

use crate::domain::{Id, RecordKind};
use crate::service::{Change, Ending, RecordMode, RecordedChange};

use super::inputs::{AssessmentInput, DecisionRoleInput, InfluenceLineInput, MembershipInput, ReportingLineInput};
use super::{Payload, carry_out, record};
use crate::graphql::facts::{Assessment, InfluenceLine, Membership, ReportingLine, RoleInDecision};
use crate::graphql::failure::Answer;
use crate::graphql::global_id::entity;
use crate::graphql::node::{Node, dangling};
use crate::graphql::scalars::{Date, DateTime};
use crate::graphql::scope::Scope;

/// Mutations of the facts between what has an identifier of its own.
#[derive(Default)]
pub struct FactMutations;

fn fact(id: &ID, kind: RecordKind) -> Answer<Id> {
    entity(id, kind, "id")
}

#[Object]
impl FactMutations {
    /// Records a membership that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: MembershipInput,
    ) -> Answer<MembershipPayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of a membership. `NOT_FOUND` if it is not there.
    async fn change_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: MembershipInput,
    ) -> Answer<MembershipPayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records a membership, be it there already or not.
    async fn record_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: MembershipInput,
    ) -> Answer<MembershipPayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }

    /// Ends a membership. One that has ended on another day is `BAD_INPUT`.
    async fn end_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Which one.")] id: ID,
        #[graphql(desc = "The first day on which it does not hold any more.")] on: Date,
    ) -> Answer<MembershipPayload> {
        let id = fact(&id, RecordKind::Membership)?;
        carry_out(ctx, &client_id, Change::End(Ending::Membership { id, on: on.day("on")? })).await
    }

    /// Records a reporting line that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_reporting_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: ReportingLineInput,
    ) -> Answer<ReportingLinePayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of a reporting line. `NOT_FOUND` if it is not there.
    async fn change_reporting_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: ReportingLineInput,
    ) -> Answer<ReportingLinePayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records a reporting line, be it there already or not.
    async fn record_reporting_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: ReportingLineInput,
    ) -> Answer<ReportingLinePayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }

    /// Ends a reporting line. One that has ended on another day is `BAD_INPUT`.
    async fn end_reporting_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Which one.")] id: ID,
        #[graphql(desc = "The first day on which it does not hold any more.")] on: Date,
    ) -> Answer<ReportingLinePayload> {
        let id = fact(&id, RecordKind::Reporting)?;
        carry_out(ctx, &client_id, Change::End(Ending::Reporting { id, on: on.day("on")? })).await
    }

    /// Records an influence line that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_influence_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: InfluenceLineInput,
    ) -> Answer<InfluenceLinePayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of an influence line. `NOT_FOUND` if it is not there.
    async fn change_influence_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: InfluenceLineInput,
    ) -> Answer<InfluenceLinePayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records an influence line, be it there already or not.
    async fn record_influence_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: InfluenceLineInput,
    ) -> Answer<InfluenceLinePayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }

    /// Ends an influence line. A line that the viewer may not see is `NOT_FOUND`; a private one only its owner or an admin ends.
    async fn end_influence_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Which one.")] id: ID,
        #[graphql(desc = "The instant it ended.")] at: DateTime,
    ) -> Answer<InfluenceLinePayload> {
        let id = fact(&id, RecordKind::Influence)?;
        carry_out(ctx, &client_id, Change::End(Ending::Influence { id, at: at.instant("at")? })).await
    }

    /// Records a role in a decision that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_decision_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: DecisionRoleInput,
    ) -> Answer<DecisionRolePayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of a role in a decision. `NOT_FOUND` if it is not there.
    async fn change_decision_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: DecisionRoleInput,
    ) -> Answer<DecisionRolePayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records a role in a decision, be it there already or not.
    async fn record_decision_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: DecisionRoleInput,
    ) -> Answer<DecisionRolePayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }

    /// Ends a role in a decision. One that has ended on another day is `BAD_INPUT`.
    async fn end_decision_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Which one.")] id: ID,
        #[graphql(desc = "The first day on which it does not hold any more.")] on: Date,
    ) -> Answer<DecisionRolePayload> {
        let id = fact(&id, RecordKind::DecisionRole)?;
        carry_out(ctx, &client_id, Change::End(Ending::DecisionRole { id, on: on.day("on")? })).await
    }

    /// Records an assessment that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_assessment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: AssessmentInput,
    ) -> Answer<AssessmentPayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of an assessment. `NOT_FOUND` if it is not there, or the viewer may not see it.
    async fn change_assessment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: AssessmentInput,
    ) -> Answer<AssessmentPayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records an assessment, be it there already or not.
    async fn record_assessment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: AssessmentInput,
    ) -> Answer<AssessmentPayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }
}

/// What became of the membership.
#[derive(SimpleObject)]
pub struct MembershipPayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The membership as it is now.
    membership: Membership,
}

impl Payload for MembershipPayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let Some(Node::Membership(membership)) = Node::load(&scope, RecordKind::Membership, &id).await? else {
            return Err(dangling(RecordKind::Membership, &id));
        };
        Ok(Self { data_version, unchanged, membership })
    }
}

/// What became of the reporting line.
#[derive(SimpleObject)]
pub struct ReportingLinePayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The reporting line as it is now.
    reporting_line: ReportingLine,
}

impl Payload for ReportingLinePayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let Some(Node::ReportingLine(reporting_line)) = Node::load(&scope, RecordKind::Reporting, &id).await? else {
            return Err(dangling(RecordKind::Reporting, &id));
        };
        Ok(Self { data_version, unchanged, reporting_line })
    }
}

/// What became of the influence line.
#[derive(SimpleObject)]
pub struct InfluenceLinePayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The influence line as it is now; null where the viewer may not see it.
    influence_line: Option<InfluenceLine>,
}

impl Payload for InfluenceLinePayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let influence_line = match Node::load(&scope, RecordKind::Influence, &id).await? {
            Some(Node::InfluenceLine(line)) => Some(line),
            _ => None,
        };
        Ok(Self { data_version, unchanged, influence_line })
    }
}

/// What became of the role in a decision.
#[derive(SimpleObject)]
pub struct DecisionRolePayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The role in a decision as it is now.
    decision_role: RoleInDecision,
}

impl Payload for DecisionRolePayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let Some(Node::RoleInDecision(decision_role)) = Node::load(&scope, RecordKind::DecisionRole, &id).await? else {
            return Err(dangling(RecordKind::DecisionRole, &id));
        };
        Ok(Self { data_version, unchanged, decision_role })
    }
}

/// What became of the assessment.
#[derive(SimpleObject)]
pub struct AssessmentPayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The assessment as it is now; null where the viewer may not see it.
    assessment: Option<Assessment>,
}

impl Payload for AssessmentPayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let assessment = match Node::load(&scope, RecordKind::Assessment, &id).await? {
            Some(Node::Assessment(assessment)) => Some(assessment),
            _ => None,
        };
        Ok(Self { data_version, unchanged, assessment })
    }
}

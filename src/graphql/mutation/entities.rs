//! Organizations, departments, people and opportunities.

use async_graphql::{Context, ID, Object, SimpleObject};

use crate::domain::RecordKind;
use crate::service::{Change, Ending, RecordMode, RecordedChange};

use super::inputs::{DepartmentInput, OpportunityInput, OrganizationInput, PersonInput};
use super::{Payload, carry_out, record};
use crate::graphql::department::Department;
use crate::graphql::enums::OpportunityOutcome;
use crate::graphql::failure::Answer;
use crate::graphql::global_id::entity;
use crate::graphql::opportunity::Opportunity;
use crate::graphql::organization::Organization;
use crate::graphql::person::Person;
use crate::graphql::scalars::Date;
use crate::graphql::scope::Scope;

/// Mutations of what has an identifier of its own.
#[derive(Default)]
pub struct EntityMutations;

#[Object]
impl EntityMutations {
    /// Records an organization that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_organization(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: OrganizationInput,
    ) -> Answer<OrganizationPayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of an organization. `NOT_FOUND` if it is not there.
    async fn change_organization(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: OrganizationInput,
    ) -> Answer<OrganizationPayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records an organization, be it there already or not.
    async fn record_organization(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: OrganizationInput,
    ) -> Answer<OrganizationPayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }

    /// Records a department that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_department(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: DepartmentInput,
    ) -> Answer<DepartmentPayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of a department. `NOT_FOUND` if it is not there.
    async fn change_department(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: DepartmentInput,
    ) -> Answer<DepartmentPayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records a department, be it there already or not.
    async fn record_department(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: DepartmentInput,
    ) -> Answer<DepartmentPayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }

    /// Records a person that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: PersonInput,
    ) -> Answer<PersonPayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of a person. `NOT_FOUND` if it is not there.
    async fn change_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: PersonInput,
    ) -> Answer<PersonPayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records a person, be it there already or not.
    async fn record_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: PersonInput,
    ) -> Answer<PersonPayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }

    /// Records an opportunity that is not there yet. `BAD_INPUT` if it is there with other values.
    async fn create_opportunity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: OpportunityInput,
    ) -> Answer<OpportunityPayload> {
        record(ctx, &client_id, input, RecordMode::Create).await
    }

    /// Replaces all values of an opportunity. `NOT_FOUND` if it is not there.
    async fn change_opportunity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: OpportunityInput,
    ) -> Answer<OpportunityPayload> {
        record(ctx, &client_id, input, RecordMode::Change).await
    }

    /// Records an opportunity, be it there already or not.
    async fn record_opportunity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "All its values.")] input: OpportunityInput,
    ) -> Answer<OpportunityPayload> {
        record(ctx, &client_id, input, RecordMode::Upsert).await
    }

    /// Ends all memberships of a person that are current on the day: the person left. The person stays findable.
    async fn end_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Who, by an identifier of this API or the one used in imports.")] id: ID,
        #[graphql(desc = "The first day on which the memberships do not hold any more.")] on: Date,
    ) -> Answer<PersonPayload> {
        let id = entity(&id, RecordKind::Person, "id")?;
        carry_out(ctx, &client_id, Change::End(Ending::Person { id, on: on.day("on")? })).await
    }

    /// Closes an opportunity.
    async fn end_opportunity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client's own key of this request.")] client_id: String,
        #[graphql(desc = "Which one, by an identifier of this API or the one used in imports.")] id: ID,
        #[graphql(desc = "The day it was closed.")] on: Date,
        #[graphql(desc = "How it ended.")] outcome: OpportunityOutcome,
    ) -> Answer<OpportunityPayload> {
        let id = entity(&id, RecordKind::Opportunity, "id")?;
        let ending = Ending::Opportunity { id, on: on.day("on")?, outcome: outcome.into() };
        carry_out(ctx, &client_id, Change::End(ending)).await
    }
}

/// What became of the organization.
#[derive(SimpleObject)]
pub struct OrganizationPayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The organization as it is now.
    organization: Organization,
}

impl Payload for OrganizationPayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let organization = Organization::known(&scope, &id).await?;
        Ok(Self { data_version, unchanged, organization })
    }
}

/// What became of the department.
#[derive(SimpleObject)]
pub struct DepartmentPayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The department as it is now.
    department: Department,
}

impl Payload for DepartmentPayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let department = Department::known(&scope, &id).await?;
        Ok(Self { data_version, unchanged, department })
    }
}

/// What became of the person.
#[derive(SimpleObject)]
pub struct PersonPayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The person as it is now.
    person: Person,
}

impl Payload for PersonPayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let person = Person::known(&scope, &id).await?;
        Ok(Self { data_version, unchanged, person })
    }
}

/// What became of the opportunity.
#[derive(SimpleObject)]
pub struct OpportunityPayload {
    /// The version of the data after the change.
    data_version: i64,
    /// Whether nothing had to be written: the request was carried out before, or everything was already as asked.
    unchanged: bool,
    /// The opportunity as it is now.
    opportunity: Opportunity,
}

impl Payload for OpportunityPayload {
    async fn show(scope: Scope, done: RecordedChange) -> Answer<Self> {
        let RecordedChange { kind: _, id, data_version, unchanged } = done;
        let opportunity = Opportunity::known(&scope, &id).await?;
        Ok(Self { data_version, unchanged, opportunity })
    }
}

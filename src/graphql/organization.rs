//! Organizations.

use std::sync::Arc;

use async_graphql::{ID, Object};

use crate::domain::{self, Id, RecordKind};

use super::connection::{Connection, page_cost};
use super::department::Department;
use super::enums::{OrganizationKind, Potential};
use super::facts::Membership;
use super::failure::Answer;
use super::global_id;
use super::loaders::{Of, One};
use super::opportunity::Opportunity;
use super::relations::{DepartmentsOfOrganization, OpportunitiesOfCustomer, PostsOfOrganization};
use super::scalars::DateTime;
use super::scope::Scope;

/// An organization, looked at in a scope.
#[derive(Clone)]
pub struct Organization {
    pub scope: Scope,
    pub record: Arc<domain::Organization>,
}

impl Organization {
    /// The organization with an identifier, if there is one.
    pub async fn load(scope: &Scope, id: &Id) -> Answer<Option<Self>> {
        let record = scope.load(One::<domain::Organization>::new(id.clone())).await?;
        Ok(record.map(|record| Self { scope: scope.clone(), record }))
    }

    /// The organization a stored fact refers to.
    pub async fn known(scope: &Scope, id: &Id) -> Answer<Self> {
        Self::load(scope, id).await?.ok_or_else(|| super::node::dangling(RecordKind::Organization, id))
    }
}

/// An organization 组织: our own company, a customer, a competitor or a partner.
#[Object]
impl Organization {
    /// The opaque, stable identifier.
    pub async fn id(&self) -> ID {
        global_id::encode(RecordKind::Organization, &self.record.id)
    }
    /// The identifier used in imports and exports.
    async fn source_id(&self) -> ID {
        ID(self.record.id.to_string())
    }
    /// The name as it was recorded.
    async fn name(&self) -> &str {
        &self.record.name
    }
    /// What it is to us.
    async fn kind(&self) -> OrganizationKind {
        self.record.kind.into()
    }
    /// The industry.
    async fn industry(&self) -> Option<&str> {
        self.record.industry.as_deref()
    }
    /// The region.
    async fn region(&self) -> Option<&str> {
        self.record.region.as_deref()
    }
    /// What it could buy; null while unknown.
    async fn potential(&self) -> Option<Potential> {
        self.record.potential.map(Potential::from)
    }

    /// All its departments, of every depth.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn departments(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Department>> {
        let page = self.scope.page(first, after)?;
        let key = Of::<DepartmentsOfOrganization>(self.record.id.clone(), ());
        let departments = self.scope.load(key).await?;
        Department::slice(&self.scope, &departments.unwrap_or_default(), &page)
    }

    /// Memberships held at the organization as a whole; those in its departments are found there.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn members(
        &self,
        #[graphql(desc = "Those current at this moment.")] as_of: Option<DateTime>,
        #[graphql(desc = "Those of all times instead.", default = false)] all: bool,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Membership>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let page = scope.page(first, after)?;
        let moment = if all { None } else { Some(scope.as_of()) };
        let posts = scope.load(Of::<PostsOfOrganization>(self.record.id.clone(), moment)).await?;
        Membership::slice(&scope, &posts.unwrap_or_default(), &page)
    }

    /// Opportunities at this customer.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn opportunities(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Opportunity>> {
        let page = self.scope.page(first, after)?;
        let key = Of::<OpportunitiesOfCustomer>(self.record.id.clone(), ());
        let opportunities = self.scope.load(key).await?;
        Opportunity::slice(&self.scope, &opportunities.unwrap_or_default(), &page)
    }
}

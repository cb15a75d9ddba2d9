//! Departments.

use std::sync::Arc;

use async_graphql::{ID, Object};

use crate::domain::{self, Id, RecordKind};
use crate::service::PageRequest;

use super::connection::{Connection, page_cost};
use super::enums::DepartmentKind;
use super::facts::Membership;
use super::failure::Answer;
use super::global_id;
use super::in_place::Settled;
use super::loaders::{Of, One};
use super::organization::Organization;
use super::relations::{ChildDepartments, PostsOfDepartment};
use super::scalars::DateTime;
use super::scope::Scope;

/// A department, looked at in a scope.
#[derive(Clone)]
pub struct Department {
    pub scope: Scope,
    pub record: Arc<domain::Department>,
}

impl Department {
    /// The department with an identifier, if there is one.
    pub async fn load(scope: &Scope, id: &Id) -> Answer<Option<Self>> {
        let record = scope.load(One::<domain::Department>::new(id.clone())).await?;
        Ok(record.map(|record| Self { scope: scope.clone(), record }))
    }

    /// The department a stored fact refers to.
    pub async fn known(scope: &Scope, id: &Id) -> Answer<Self> {
        Self::load(scope, id).await?.ok_or_else(|| super::node::dangling(RecordKind::Department, id))
    }

    /// The asked part of a list of departments.
    pub fn slice(scope: &Scope, list: &[domain::Department], page: &PageRequest) -> Answer<Connection<Self>> {
        let show = |d: &domain::Department| Self { scope: scope.clone(), record: Arc::new(d.clone()) };
        Connection::slice(list, page, |d| d.id.to_string(), show)
    }
}

impl Settled for Department {
    const AT_HAND: bool = false;
}

/// A department 部门: part of a department or of an organization.
#[Object]
impl Department {
    /// The opaque, stable identifier.
    pub async fn id(&self) -> ID {
        global_id::encode(RecordKind::Department, &self.record.id)
    }
    /// The identifier used in imports and exports.
    async fn source_id(&self) -> ID {
        ID(self.record.id.to_string())
    }
    /// The name as it was recorded.
    async fn name(&self) -> &str {
        &self.record.name
    }
    /// What it is.
    async fn kind(&self) -> DepartmentKind {
        self.record.kind.into()
    }
    /// The organization it belongs to.
    async fn organization(&self) -> Answer<Organization> {
        Organization::known(&self.scope, &self.record.organization_id).await
    }
    /// The department above; null where it stands directly below its organization.
    async fn parent(&self) -> Answer<Option<Department>> {
        match &self.record.parent_id {
            None => Ok(None),
            Some(id) => Department::known(&self.scope, id).await.map(Some),
        }
    }

    /// The departments directly below.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn children(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Department>> {
        let page = self.scope.page(first, after)?;
        let children = self.scope.load(Of::<ChildDepartments>(self.record.id.clone(), ())).await?;
        Department::slice(&self.scope, &children.unwrap_or_default(), &page)
    }

    /// Memberships in this department itself, those below not included; the highest title levels first.
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
        let posts = scope.load(Of::<PostsOfDepartment>(self.record.id.clone(), moment)).await?;
        Membership::slice(&scope, &posts.unwrap_or_default(), &page)
    }
}

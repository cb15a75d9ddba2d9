//! People in answers about the whole company.

use async_graphql::{Enum, Object};

use crate::graphql::department::Department;
use crate::graphql::failure::Answer;
use crate::graphql::person::Person;
use crate::graphql::scope::Scope;
use crate::service::{self, CompanyNode};

/// Somebody in an answer about the whole company.
#[derive(Clone)]
pub struct CompanyPerson {
    scope: Scope,
    found: service::Colleague,
}

impl CompanyPerson {
    /// As the viewer may know them.
    pub fn new(scope: &Scope, found: &service::Colleague) -> Self {
        Self { scope: scope.clone(), found: found.clone() }
    }
}

/// Somebody in an answer about the whole company: by name, or, behind blind lines, by the department to ask in.
#[Object]
impl CompanyPerson {
    /// Who it is; null for a colleague who has not agreed to be named.
    async fn person(&self) -> Answer<Option<Person>> {
        match &self.found.node {
            CompanyNode::Person(id) => Person::known(&self.scope, id).await.map(Some),
            CompanyNode::Masked(_) => Ok(None),
        }
    }
    /// Whether the name is withheld.
    async fn masked(&self) -> bool {
        matches!(self.found.node, CompanyNode::Masked(_))
    }
    /// The department at our company; null for contacts, and for who belongs to none.
    async fn department(&self) -> Option<Department> {
        let record = self.found.department.clone()?;
        Some(Department { scope: self.scope.clone(), record })
    }
}

/// Which lines.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::StructureLayer")]
pub enum StructureLayer {
    /// Everything that carries influence.
    Influence,
    /// Trust from contacts alone, whatever else is recorded.
    Contact,
}

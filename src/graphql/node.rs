//! Everything that has an identifier.

use async_graphql::{ID, Interface};

use crate::domain::{Id, Record, RecordKind};
use crate::service::ServiceError;

use super::department::Department;
use super::facts::{Assessment, InfluenceLine, Membership, ReportingLine, RoleInDecision};
use super::failure::{Answer, Failure};
use super::opportunity::Opportunity;
use super::organization::Organization;
use super::person::Person;
use super::sales::{Endorsement, Signal, Target};
use super::scope::Scope;

/// Something with an identifier.
#[derive(Clone, Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "The opaque, stable identifier."))]
pub enum Node {
    /// A person.
    Person(Person),
    /// A department.
    Department(Department),
    /// An organization.
    Organization(Organization),
    /// An opportunity.
    Opportunity(Opportunity),
    /// A membership.
    Membership(Membership),
    /// A reporting line.
    ReportingLine(ReportingLine),
    /// An influence line.
    InfluenceLine(InfluenceLine),
    /// A role in a decision.
    RoleInDecision(RoleInDecision),
    /// An assessment.
    Assessment(Assessment),
    /// A deal signal.
    Signal(Signal),
    /// A sales target.
    Target(Target),
    /// An endorsement.
    Endorsement(Endorsement),
}

impl Node {
    /// What has an identifier, if there is such a thing and the viewer may know of it.
    pub async fn load(scope: &Scope, kind: RecordKind, id: &Id) -> Answer<Option<Self>> {
        match kind {
            RecordKind::Person => Ok(Person::load(scope, id).await?.map(Self::Person)),
            RecordKind::Department => Ok(Department::load(scope, id).await?.map(Self::Department)),
            RecordKind::Organization => Ok(Organization::load(scope, id).await?.map(Self::Organization)),
            RecordKind::Opportunity => Ok(Opportunity::load(scope, id).await?.map(Self::Opportunity)),
            RecordKind::Membership
            | RecordKind::Reporting
            | RecordKind::Influence
            | RecordKind::DecisionRole
            | RecordKind::Assessment
            | RecordKind::Signal
            | RecordKind::Target
            | RecordKind::Endorsement => {
                match scope.reading().records(kind, std::slice::from_ref(id)).await?.remove(id) {
                    None => Ok(None),
                    Some(record) => Self::of_fact(scope, record).await,
                }
            }
            RecordKind::Interaction => Ok(None),
        }
    }

    async fn of_fact(scope: &Scope, record: Record) -> Answer<Option<Self>> {
        let scope = scope.clone();
        Ok(match record {
            Record::Membership(record) => Some(Self::Membership(Membership { scope, record })),
            Record::Reporting(record) => Some(Self::ReportingLine(ReportingLine { scope, record })),
            Record::DecisionRole(record) => Some(Self::RoleInDecision(RoleInDecision { scope, record })),
            Record::Signal(record) => Some(Self::Signal(Signal { scope, record })),
            Record::Target(record) => Some(Self::Target(Target { scope, record })),
            Record::Endorsement(record) => Some(Self::Endorsement(Endorsement { scope, record })),
            Record::Assessment(record) => {
                let seen = scope.reading().visible_assessments(vec![record], scope.as_of()).await?.pop();
                seen.map(|record| Self::Assessment(Assessment { scope, record }))
            }
            Record::Influence(line) => {
                let seen = scope.reading().visible(vec![line], scope.as_of()).await?;
                // A blind line is not to be found by an identifier that follows from the colleague's.
                let line = seen.into_iter().find(|line| !line.masked);
                line.map(|line| Self::InfluenceLine(InfluenceLine { scope, line }))
            }
            Record::Organization(_)
            | Record::Department(_)
            | Record::Person(_)
            | Record::Opportunity(_)
            | Record::Interaction(_) => None,
        })
    }
}

/// A stored fact refers to something that is not there: our mistake.
pub fn dangling(kind: RecordKind, id: &Id) -> Failure {
    let kind = crate::domain::Coded::code(kind);
    ServiceError::Internal(format!("a fact refers to the {kind} {id:?}, which is not stored")).into()
}

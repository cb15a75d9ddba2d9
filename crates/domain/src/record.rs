//! Records of every kind: what is written, read, imported and exported.

use super::{
    Assessment, DecisionRole, Department, Endorsement, Id, Influence, Interaction, Membership, Opportunity,
    Organization, Person, Reporting, Signal, Target, coded,
};

coded! {
    /// The kinds of records, in the order in which they depend on each other.
    pub enum RecordKind expects "a kind of record" {
        Organization = "organization",
        Department = "department",
        Person = "person",
        Membership = "membership",
        Opportunity = "opportunity",
        Reporting = "reporting",
        Influence = "influence",
        Interaction = "interaction",
        DecisionRole = "decision_role",
        Assessment = "assessment",
        Signal = "signal",
        Target = "target",
        Endorsement = "endorsement",
    }
}

/// A record of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    Organization(Organization),
    Department(Department),
    Person(Person),
    Membership(Membership),
    Opportunity(Opportunity),
    Reporting(Reporting),
    Influence(Influence),
    Interaction(Interaction),
    DecisionRole(DecisionRole),
    Assessment(Assessment),
    Signal(Signal),
    Target(Target),
    Endorsement(Endorsement),
}

impl Record {
    /// Which kind this is.
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::Organization(_) => RecordKind::Organization,
            Self::Department(_) => RecordKind::Department,
            Self::Person(_) => RecordKind::Person,
            Self::Membership(_) => RecordKind::Membership,
            Self::Opportunity(_) => RecordKind::Opportunity,
            Self::Reporting(_) => RecordKind::Reporting,
            Self::Influence(_) => RecordKind::Influence,
            Self::Interaction(_) => RecordKind::Interaction,
            Self::DecisionRole(_) => RecordKind::DecisionRole,
            Self::Assessment(_) => RecordKind::Assessment,
            Self::Signal(_) => RecordKind::Signal,
            Self::Target(_) => RecordKind::Target,
            Self::Endorsement(_) => RecordKind::Endorsement,
        }
    }

    /// The identity under which the record is stored.
    pub fn id(&self) -> Id {
        match self {
            Self::Organization(r) => r.id.clone(),
            Self::Department(r) => r.id.clone(),
            Self::Person(r) => r.id.clone(),
            Self::Opportunity(r) => r.id.clone(),
            Self::Membership(r) => r.id(),
            Self::Reporting(r) => r.id(),
            Self::Influence(r) => r.id(),
            Self::Interaction(r) => r.id(),
            Self::DecisionRole(r) => r.id(),
            Self::Assessment(r) => r.id(),
            Self::Signal(r) => r.id(),
            Self::Target(r) => r.id(),
            Self::Endorsement(r) => r.id(),
        }
    }
}

//! What a simulated departure answers.

use std::sync::Arc;

use crate::domain::{AsOf, ChainStatus, Id, Organization, Policy};
use crate::engine::Reach;
use crate::service::coaching::AmountAtRisk;
use crate::service::influencers::Language;
use crate::service::snapshot::CompanyGraph;

/// What we lose if people leave.
#[derive(Debug, Clone)]
pub struct DepartureAnswer {
    /// Who leaves, by identifier.
    pub leaving: Vec<Id>,
    /// Σ over key persons: decision power · (reach before − reach after).
    pub loss: f64,
    /// Key persons whom nobody reaches any more: greatest part of the loss first.
    pub lost: Vec<ReachLoss>,
    /// Key persons whose reach falls by at least `mining.weakened`: greatest part of the loss first.
    pub weakened: Vec<ReachLoss>,
    /// Open opportunities whose decision chain turns red, by identifier.
    pub red: Vec<ChangedChain>,
    /// Open opportunities whose owner leaves, by identifier.
    pub ownerless: Vec<OwnerlessDeal>,
    /// Customers, by number in the ledger, of whom no key person is covered any more.
    pub(super) uncovered: Vec<u32>,
    pub at_risk: AtRisk,
    /// Direct lines of colleagues who leave: those to the most powerful first.
    pub relations: Vec<LostRelation>,
    /// Lines and assessments of other teams that were left out because of who asks.
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
    pub(super) company: Arc<CompanyGraph>,
}

/// A key person whom we reach less.
#[derive(Debug, Clone, PartialEq)]
pub struct ReachLoss {
    /// The key person's node.
    pub node: u32,
    /// Decision power.
    pub power: f64,
    pub before: Reach,
    pub after: Reach,
}

impl ReachLoss {
    /// How far the reach falls.
    pub fn fall(&self) -> f64 {
        self.before.probability - self.after.probability
    }
}

/// A decision chain that turns red.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedChain {
    pub opportunity: Id,
    pub before: ChainStatus,
}

/// An open opportunity whose owner leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnerlessDeal {
    pub opportunity: Id,
    pub owner: Id,
}

/// Open opportunities at customers who are no longer covered, and those whose owner leaves, each once.
#[derive(Debug, Clone, PartialEq)]
pub struct AtRisk {
    /// By currency.
    pub amounts: Vec<AmountAtRisk>,
    pub n_opportunities: u32,
    /// Those without an amount or a currency.
    pub n_without_amount: u32,
}

/// A direct line of a colleague who leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct LostRelation {
    pub leaver: Id,
    pub contact: Id,
    /// Decision power of the contact; 0 for one who is no key person.
    pub power: f64,
    /// Of the line that is lost.
    pub strength: f64,
    /// Who could take over best; nobody where there is no colleague with a route or in the same department.
    pub successor: Option<Successor>,
}

/// Who could take over a relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Successor {
    pub person: Id,
    /// Of the best route to the contact; 0 without one.
    pub probability: f64,
    /// What speaks for them, what counts most first.
    pub reasons: Vec<SuccessorReason>,
}

/// What speaks for a successor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SuccessorReason {
    /// Knows the contact.
    KnowsContact { probability: f64 },
    /// Has a way to the contact over so many others.
    HasRoute { probability: f64, over: u8 },
    /// Works in the department of who leaves.
    SameDepartment,
    /// Has so many direct relations with contacts.
    Load { relations: u32 },
}

impl SuccessorReason {
    /// In words.
    pub fn text(&self, language: Language) -> String {
        match (self, language) {
            (Self::KnowsContact { probability }, Language::English) => {
                format!("knows the contact: {:.0} %", probability * 100.0)
            }
            (Self::KnowsContact { probability }, Language::Chinese) => {
                format!("认识此人：{:.0} %", probability * 100.0)
            }
            (Self::HasRoute { probability, over }, Language::English) => {
                let others = if *over == 1 { "other" } else { "others" };
                format!("has a route over {over} {others}: {:.0} %", probability * 100.0)
            }
            (Self::HasRoute { probability, over }, Language::Chinese) => {
                format!("经 {over} 人可达：{:.0} %", probability * 100.0)
            }
            (Self::SameDepartment, Language::English) => "works in the same department".to_owned(),
            (Self::SameDepartment, Language::Chinese) => "同部门".to_owned(),
            (Self::Load { relations }, Language::English) => format!("has {relations} relations with contacts so far"),
            (Self::Load { relations }, Language::Chinese) => format!("目前有 {relations} 个客户联系人"),
        }
    }
}

impl DepartureAnswer {
    /// The identifier of a key person.
    pub fn key_person(&self, loss: &ReachLoss) -> Option<&Id> {
        self.company.person(loss.node)
    }

    /// Customers of whom no key person is covered any more, by identifier.
    pub fn uncovered_customers(&self) -> impl Iterator<Item = &Arc<Organization>> {
        self.uncovered.iter().map(|&number| self.company.customer(number))
    }
}

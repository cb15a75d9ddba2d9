//! What would help most.

use async_graphql::Object;

use crate::service::{ChangeAnswer, Enabler};

use super::super::answer::{Route, department, party};
use super::super::department::Department;
use super::super::enums::Dimension;
use super::super::facts::RouteParty;
use super::super::in_place::InPlace;
use super::super::organization::Organization;
use super::Chain;
use super::enums::ChainChangeKind;
use super::member::ChainMember;

/// A change, by its rank.
#[derive(Clone)]
pub struct ChainChange {
    chain: Chain,
    at: usize,
}

impl ChainChange {
    /// The first of the changes, the one that gains most before the others.
    pub fn first(chain: &Chain, first: usize) -> Vec<Self> {
        let all = chain.answer.changes.len();
        (0..all.min(first)).map(|at| Self { chain: chain.clone(), at }).collect()
    }

    fn found(&self) -> &ChangeAnswer {
        &self.chain.answer.changes[self.at]
    }
}

/// One single change in a decision chain, what it would bring, and who of ours could bring it about. Weights, votes and
/// influence stay as they are.
#[Object]
impl ChainChange {
    /// What changes.
    async fn kind(&self) -> ChainChangeKind {
        self.found().change.kind.into()
    }
    /// In whom.
    async fn member(&self) -> ChainMember {
        self.chain.member(self.found().change.member)
    }
    /// Towards whom: us, or the rival who loses a supporter.
    async fn towards(&self) -> Organization {
        self.chain.vendor(self.found().change.towards)
    }
    /// The degree that changes; null where a rival's supporter becomes neutral, in all degrees at once.
    async fn dimension(&self) -> Option<Dimension> {
        self.found().change.dimension.map(Dimension::from)
    }
    /// The level it has; null where it is unknown, and where there is no single degree.
    async fn from_level(&self) -> Option<i32> {
        self.found().change.from.map(|level| i32::from(level.get()))
    }
    /// The level it gets; of an unknown degree 1, the mildest good news; null where there is no single degree.
    async fn to_level(&self) -> Option<i32> {
        self.found().change.to.map(|level| i32::from(level.get()))
    }
    /// The new win probability.
    async fn probability(&self) -> f64 {
        self.found().change.probability
    }
    /// By how much that is more than now; negative if less.
    async fn gain(&self) -> f64 {
        self.found().change.gain
    }
    /// The least that can come of it: of an unknown degree, the win probability if it turns out -2.
    async fn low(&self) -> f64 {
        self.found().change.low
    }
    /// The most that can come of it: of an unknown degree, the win probability if it turns out 2.
    async fn high(&self) -> f64 {
        self.found().change.high
    }
    /// The colleagues with the most probable ways to this member over the members and their direct lines, at most three, the
    /// best first.
    async fn enablers(&self) -> Vec<ChangeEnabler> {
        let enablers = 0..self.found().enablers.len();
        enablers.map(|rank| ChangeEnabler { change: self.clone(), rank }).collect()
    }
}

/// A colleague, by the rank among those who could bring a change about.
pub struct ChangeEnabler {
    change: ChainChange,
    rank: usize,
}

impl ChangeEnabler {
    fn found(&self) -> &Enabler {
        &self.change.found().enablers[self.rank]
    }
}

/// A colleague who could bring a change about.
#[Object]
impl ChangeEnabler {
    /// Who it is; masked where only a blind line leads on.
    async fn employee(&self) -> InPlace<RouteParty> {
        party(&self.change.chain.scope, &self.found().employee)
    }
    /// The department: where several posts are held, that of the highest title level.
    async fn department(&self) -> Option<Department> {
        department(&self.change.chain.scope, self.found().department.as_ref())
    }
    /// The chance of the best way.
    async fn probability(&self) -> f64 {
        self.found().probability
    }
    /// The best way.
    async fn route(&self) -> InPlace<Route> {
        Route::shown(&self.change.chain.scope, &self.found().route)
    }
}

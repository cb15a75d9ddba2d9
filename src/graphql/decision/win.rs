//! The win probability of an opportunity.

use async_graphql::{Object, SimpleObject};

use crate::service;

use super::super::answer::PolicyNumber;
use super::super::calibration::WinModel;
use super::super::organization::Organization;
use super::super::scalars::DateTime;
use super::Chain;
use super::enums::{SalesStage, WinCapKind, WinProbabilityKind};
use super::member::ChainMember;

/// The win probability of our own company.
pub struct WinProbability(pub Chain);

impl WinProbability {
    fn found(&self) -> &service::WinProbability {
        &self.0.answer.win
    }
}

/// How likely we win 赢单概率, with every part: what the chain says, how much of it we know, and what usually happens in this
/// stage. The heuristic is `insight · raw + (1 - insight) · prior`; where a fitted model is in use, its probability takes that
/// place and the parts are still told. Neither is above any cap.
#[Object]
impl WinProbability {
    /// The chance that we win, 0 to 1.
    async fn probability(&self) -> f64 {
        self.found().probability
    }
    /// What it rests on.
    async fn kind(&self) -> WinProbabilityKind {
        self.found().kind.into()
    }
    /// The fitted model that told it, with its quality; null: the heuristic.
    async fn model(&self) -> Option<WinModel> {
        self.0.answer.model.as_ref().map(|model| WinModel(service::WinModel::clone(model)))
    }
    /// The chance by the chain scores alone.
    async fn raw(&self) -> f64 {
        self.found().raw
    }
    /// How much is known, and recently, 0 to 1: the share of `raw` in the whole.
    async fn insight(&self) -> f64 {
        self.found().insight
    }
    /// The base rate of the stage.
    async fn prior(&self) -> f64 {
        self.found().prior
    }
    /// The stage as it was read; null where it is none of those with a base rate, or none is recorded.
    async fn stage(&self) -> Option<SalesStage> {
        self.0.answer.stage.map(SalesStage::from)
    }
    /// The chance before the caps.
    async fn uncapped(&self) -> f64 {
        self.found().uncapped
    }
    /// Whose chance it is.
    async fn vendor(&self) -> Organization {
        self.0.vendor(self.found().vendor)
    }
    /// The chances by the chain scores of us and of each known rival. With that of no decision they sum to 1.
    async fn vendors(&self) -> Vec<VendorChance> {
        let chance = |v: &service::VendorChance| VendorChance {
            vendor: self.0.vendor(v.vendor),
            score: v.score,
            z: v.chance.z,
            raw: v.chance.raw,
        };
        self.found().vendors.iter().map(chance).collect()
    }
    /// The chance that nothing is decided.
    async fn no_decision(&self) -> NoDecisionChance {
        NoDecisionChance { z: self.found().no_decision.z, raw: self.found().no_decision.raw }
    }
    /// The limits that votes set, the lowest first.
    async fn caps(&self) -> Vec<WinCap> {
        let cap = |cap: &service::WinCap| WinCap {
            kind: cap.kind.into(),
            limit: cap.limit,
            members: self.0.members(&cap.members),
            lowers: cap.lowers,
        };
        self.found().caps.iter().map(cap).collect()
    }
    /// The policy numbers that made this answer.
    async fn policy(&self) -> Vec<PolicyNumber> {
        self.0.policy()
    }
    /// The moment the answer holds for.
    async fn as_of(&self) -> DateTime {
        self.0.answer.as_of.instant().into()
    }
    /// The version of the data the answer was computed from.
    async fn data_version(&self) -> i64 {
        self.0.answer.data_version
    }
}

/// One vendor's chance by the chain scores alone.
#[derive(SimpleObject)]
pub struct VendorChance {
    /// Whose.
    vendor: Organization,
    /// The chain score, -1 to 1; null where nothing is known.
    score: Option<f64>,
    /// What the softmax takes: the score, scaled; 0 where it is not known.
    z: f64,
    /// The share of `e^z` in the sum.
    raw: f64,
}

/// The chance that nothing is decided.
#[derive(SimpleObject)]
pub struct NoDecisionChance {
    /// What the softmax takes: 0.
    z: f64,
    /// The share of `e^z` in the sum.
    raw: f64,
}

/// A limit to the win probability that a vote sets.
#[derive(SimpleObject)]
pub struct WinCap {
    /// Why.
    kind: WinCapKind,
    /// The most the win probability may be.
    limit: f64,
    /// Whose veto it is.
    members: Vec<ChainMember>,
    /// Whether it takes something away.
    lowers: bool,
}

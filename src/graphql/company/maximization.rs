//! Whom to move first.

use std::sync::Arc;

use async_graphql::{Enum, Object, SimpleObject};

use crate::graphql::answer::{PolicyNumber, policy_of_company};
use crate::graphql::failure::Answer;
use crate::graphql::scalars::DateTime;
use crate::graphql::scope::Scope;
use crate::service::{self, MaximizationAnswer, MaximizationQuestion};

use super::party::CompanyPerson;

/// Who may be moved first.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::SeedsAmong")]
pub enum SeedsAmong {
    /// People outside our company.
    Contacts,
    /// Our own people.
    Employees,
}

/// Whom to move first, looked at in a scope at its moment.
#[derive(Clone)]
pub struct InfluenceMaximization {
    scope: Scope,
    answer: Arc<MaximizationAnswer>,
}

impl InfluenceMaximization {
    /// Asks for it.
    pub async fn ask(scope: Scope, question: MaximizationQuestion) -> Answer<Self> {
        let answer = scope.reading().influence_maximization(question, scope.as_of()).await?;
        Ok(Self { answer: Arc::new(answer), scope })
    }
}

/// Influence maximisation 影响力最大化: which people, moved first, move most decision power, if every line carries with its strength independently of
/// the others. Each customer's decision power counts 1.
#[Object]
impl InfluenceMaximization {
    /// In the order of choice. Fewer than asked for where nobody else adds anything.
    async fn people(&self) -> Vec<SeedPerson> {
        let show = |seed: &service::Seed| SeedPerson {
            person: CompanyPerson::new(&self.scope, &seed.person),
            gain: seed.gain,
        };
        self.answer.people.iter().map(show).collect()
    }
    /// Decision power that moves, themselves included: the mean over samples that had no part in the choice.
    async fn spread(&self) -> f64 {
        self.answer.spread
    }
    /// The spread is at least this.
    async fn lower_bound(&self) -> f64 {
        self.answer.lower_bound
    }
    /// The spread is at most this.
    async fn upper_bound(&self) -> f64 {
        self.answer.upper_bound
    }
    /// What is certain, but for a chance of `delta`.
    async fn certificate(&self) -> SpreadCertificate {
        let answer = &self.answer;
        SpreadCertificate {
            holds: answer.holds,
            ratio: answer.ratio,
            wanted: answer.wanted,
            epsilon: answer.question.epsilon,
            delta: answer.question.delta,
            optimum_at_most: answer.optimum_at_most,
        }
    }
    /// Samples drawn in all.
    async fn samples(&self) -> u64 {
        self.answer.samples
    }
    /// Decision power of all key persons.
    async fn power(&self) -> f64 {
        self.answer.power
    }
    /// How many lines and assessments of other teams take no part because of who asks.
    async fn omitted(&self) -> u64 {
        self.answer.omitted
    }
    /// The policy numbers that made it.
    async fn policy(&self) -> Vec<PolicyNumber> {
        policy_of_company(&self.answer.policy)
    }
    /// The moment it holds for.
    async fn as_of(&self) -> DateTime {
        self.answer.as_of.instant().into()
    }
    /// The version of the data it was computed from.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}

/// Somebody to move first.
#[derive(SimpleObject)]
pub struct SeedPerson {
    /// Who.
    person: CompanyPerson,
    /// Decision power added to those before.
    gain: f64,
}

/// What is certain about a choice, but for a chance of `delta`.
#[derive(SimpleObject)]
pub struct SpreadCertificate {
    /// Whether the wanted share is certain.
    holds: bool,
    /// The share of the best choice that is reached at least.
    ratio: f64,
    /// The share that was asked for: 1 - 1/e - epsilon.
    wanted: f64,
    /// How far below 1 - 1/e it may stay.
    epsilon: f64,
    /// The chance that any of this is wrong.
    delta: f64,
    /// No choice of so many people spreads further.
    optimum_at_most: f64,
}

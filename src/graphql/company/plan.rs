//! Whom to introduce next.

use std::sync::Arc;

use async_graphql::Object;

use crate::graphql::answer::{PolicyNumber, policy_of_company};
use crate::graphql::failure::Answer;
use crate::graphql::organization::Organization;
use crate::graphql::person::Person;
use crate::graphql::scalars::DateTime;
use crate::graphql::scope::Scope;
use crate::service::{self, IntroductionPlanAnswer, IntroductionPlanQuestion};

use super::party::CompanyPerson;

/// A plan, looked at in a scope at its moment.
#[derive(Clone)]
pub struct IntroductionPlan {
    scope: Scope,
    answer: Arc<IntroductionPlanAnswer>,
}

impl IntroductionPlan {
    /// Asks for it.
    pub async fn ask(scope: Scope, question: &IntroductionPlanQuestion) -> Answer<Self> {
        let answer = scope.reading().introduction_plan(question, scope.as_of()).await?;
        Ok(Self { answer: Arc::new(answer), scope })
    }
}

/// An introduction plan 引荐计划: who of ours should meet which key person next, so that the decision power we reach grows most. An employee is
/// introduced where a route to somebody at the customer exists; a new line is worth `mining.new_line` and helps independently of the best
/// route there is.
#[Object]
impl IntroductionPlan {
    /// In the order of their gain.
    async fn introductions(&self) -> Vec<PlannedIntroduction> {
        let show =
            |found: &service::Introduced| PlannedIntroduction { scope: self.scope.clone(), found: found.clone() };
        self.answer.introductions.iter().map(show).collect()
    }
    /// Decision power that all of them add.
    async fn gain(&self) -> f64 {
        self.answer.gain
    }
    /// The share of the best plan's gain that this way of choosing always reaches: 1, or 1/2 where somebody's load is the limit.
    async fn guarantee(&self) -> f64 {
        self.answer.guarantee
    }
    /// No plan gains more: computed from these very candidates.
    async fn upper_bound(&self) -> f64 {
        self.answer.upper_bound
    }
    /// The share of the best plan's gain that this plan certainly reaches.
    async fn reached(&self) -> f64 {
        self.answer.reached
    }
    /// Decision power reached before: of each key person times the best route.
    async fn power_before(&self) -> f64 {
        self.answer.before
    }
    /// Decision power of all key persons asked about.
    async fn power(&self) -> f64 {
        self.answer.power
    }
    /// How many introductions were possible.
    async fn n_candidates(&self) -> u64 {
        self.answer.n_candidates
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

/// An introduction of a plan.
pub struct PlannedIntroduction {
    scope: Scope,
    found: service::Introduced,
}

/// An introduction of a plan.
#[Object]
impl PlannedIntroduction {
    /// Who of us.
    async fn employee(&self) -> CompanyPerson {
        CompanyPerson::new(&self.scope, &self.found.employee)
    }
    /// Whom to meet.
    async fn key_person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.found.key_person).await
    }
    /// Where.
    async fn customers(&self) -> Vec<Organization> {
        let show = |record: &Arc<_>| Organization { scope: self.scope.clone(), record: Arc::clone(record) };
        self.found.customers.iter().map(show).collect()
    }
    /// Decision power that it adds to what those before it reach.
    async fn gain(&self) -> f64 {
        self.found.gain
    }
    /// How well anybody of us reaches the key person before.
    async fn reach_before(&self) -> f64 {
        self.found.reach
    }
    /// What the new line is expected to be worth.
    async fn probability(&self) -> f64 {
        self.found.probability
    }
    /// The employee's own route before, over others; null without one.
    async fn route_before(&self) -> Option<f64> {
        self.found.route
    }
}

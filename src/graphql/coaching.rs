//! The coaching list.

use std::sync::Arc;

use async_graphql::{Enum, ID, Object, SimpleObject};

use crate::domain::{Policy, RecordKind};
use crate::service::{self, CoachingAnswer, CoachingQuestion};

use super::answer::PolicyNumber;
use super::connection::{Connection, Listed, page_cost};
use super::decision::{Chain, ChainChange, ChainRule, ChainStatus, DecisionChain};
use super::department::Department;
use super::enums::Language;
use super::failure::Answer;
use super::global_id::optional_entity;
use super::opportunity::Opportunity;
use super::scalars::DateTime;
use super::scope::Scope;

/// Changes that are told where nobody says how many.
const CHANGES: i32 = 1;

/// Why an opportunity is on the coaching list.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::CoachingReason")]
pub enum CoachingReason {
    /// The decision chain is red.
    Red,
    /// The status is worse than it was.
    Worse,
    /// The chain score fell by more than the policy allows.
    Fell,
}

/// The coaching list, looked at in a scope at its moment.
pub struct CoachingList {
    scope: Scope,
    answer: Arc<CoachingAnswer>,
}

impl CoachingList {
    /// Asks which open opportunities need help.
    pub async fn ask(scope: &Scope, owner: Option<ID>, department: Option<ID>) -> Answer<Self> {
        let question = CoachingQuestion {
            owner: optional_entity(owner.as_ref(), RecordKind::Person, "owner")?,
            department: optional_entity(department.as_ref(), RecordKind::Department, "department")?,
        };
        let answer = scope.reading().coaching(&question, scope.as_of()).await?;
        Ok(Self { scope: scope.clone(), answer: Arc::new(answer) })
    }
}

/// Open opportunities whose decision chain is red, whose status is worse than it was, or whose chain score fell.
#[Object]
impl CoachingList {
    /// By amount at risk, the currency with the most opportunities first; those without an amount last.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn opportunities(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<CoachingEntry>> {
        let page = self.scope.page(first, after)?;
        let all: Vec<usize> = (0..self.answer.entries.len()).collect();
        let entry = |at: &usize| CoachingEntry { scope: self.scope.clone(), answer: Arc::clone(&self.answer), at: *at };
        Connection::slice(&all, &page, |at| self.answer.entries[*at].opportunity.to_string(), entry)
    }
    /// How many open opportunities were judged.
    async fn n_open(&self) -> u32 {
        self.answer.n_open
    }
    /// How many are on the list for each reason; one may be there for several.
    async fn reasons(&self) -> Vec<CoachingCount> {
        let count = |reason: &service::CoachingReason| CoachingCount {
            reason: (*reason).into(),
            opportunities: self.answer.entries.iter().filter(|entry| entry.reasons.contains(reason)).count(),
        };
        <service::CoachingReason as crate::domain::Coded>::ALL.iter().map(count).collect()
    }
    /// What is at risk in each currency, the one with the most opportunities first. Currencies are never added.
    async fn amounts(&self) -> Vec<AmountAtRisk> {
        self.answer.amounts.iter().map(Into::into).collect()
    }
    /// How many on the list have no amount or no currency.
    async fn n_without_amount(&self) -> u32 {
        self.answer.n_without_amount
    }
    /// How many lines and assessments of other teams, in all judged chains, take no part because of who asks.
    async fn omitted(&self) -> u64 {
        self.answer.omitted
    }
    /// The policy numbers that made this list.
    async fn policy(&self) -> Vec<PolicyNumber> {
        let sections = [Policy::COACHING_SECTIONS, Policy::CHAIN_SECTIONS].concat();
        Policy::numbers_of(&sections).map(|n| PolicyNumber::of(n, &self.answer.policy)).collect()
    }
    /// The moment the list holds for.
    async fn as_of(&self) -> DateTime {
        self.answer.as_of.instant().into()
    }
    /// The moment with which it is compared.
    async fn compared_with(&self) -> DateTime {
        self.answer.compared_with.instant().into()
    }
    /// The version of the data it was computed from.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}

/// How many opportunities are on the list for a reason.
#[derive(SimpleObject)]
pub struct CoachingCount {
    /// The reason.
    reason: CoachingReason,
    /// How many.
    opportunities: usize,
}

/// What is at risk in one currency.
#[derive(SimpleObject)]
pub struct AmountAtRisk {
    /// The currency, by its ISO 4217 code.
    currency: String,
    /// The amounts of the opportunities together.
    amount: f64,
    /// How many opportunities.
    opportunities: u32,
}

impl From<&service::AmountAtRisk> for AmountAtRisk {
    fn from(found: &service::AmountAtRisk) -> Self {
        let service::AmountAtRisk { currency, amount, opportunities } = found;
        Self { currency: currency.to_string(), amount: *amount, opportunities: *opportunities }
    }
}

/// An entry of the list, by its place.
#[derive(Clone)]
pub struct CoachingEntry {
    scope: Scope,
    answer: Arc<CoachingAnswer>,
    at: usize,
}

impl Listed for CoachingEntry {}

impl CoachingEntry {
    fn found(&self) -> &service::CoachingEntry {
        &self.answer.entries[self.at]
    }

    /// The chain behind; everything that is asked of the entries of a page is read at once.
    async fn asked(&self) -> Answer<Chain> {
        Chain::ask(&self.scope, &self.found().opportunity, None, true).await
    }
}

/// An opportunity to coach: what is wrong, who could help, and what to ask.
#[Object]
impl CoachingEntry {
    /// The opportunity, with its customer and owner.
    async fn opportunity(&self) -> Answer<Opportunity> {
        Opportunity::known(&self.scope, &self.found().opportunity).await
    }
    /// The department of its owner at our company.
    async fn department(&self) -> Option<Department> {
        let record = self.found().department.clone()?;
        Some(Department { scope: self.scope.clone(), record })
    }
    /// Why it is on the list.
    async fn reasons(&self) -> Vec<CoachingReason> {
        self.found().reasons.iter().map(|reason| (*reason).into()).collect()
    }
    /// The status of the decision chain now.
    async fn status(&self) -> ChainStatus {
        self.found().now.status.into()
    }
    /// The rule that gave it.
    async fn status_rule(&self) -> ChainRule {
        self.found().now.rule.into()
    }
    /// The chain score now, -1 to 1; null where nothing is known.
    async fn score(&self) -> Option<f64> {
        self.found().now.score
    }
    /// The status then; null where the opportunity was not yet opened.
    async fn status_then(&self) -> Option<ChainStatus> {
        self.found().then.map(|then| then.status.into())
    }
    /// The chain score then; null where nothing was known.
    async fn score_then(&self) -> Option<f64> {
        self.found().then.and_then(|then| then.score)
    }
    /// The amount at risk; null while unknown.
    async fn amount(&self) -> Option<f64> {
        self.found().amount
    }
    /// The currency of the amount; null while unknown.
    async fn currency(&self) -> Option<&str> {
        self.found().currency.as_deref()
    }
    /// The decision chain, with missing roles and alerts: the gap.
    async fn chain(&self) -> Answer<DecisionChain> {
        Ok(DecisionChain(self.asked().await?))
    }
    /// The single changes that would help most, with who of ours could bring them about.
    #[graphql(complexity = "page_cost(Some(first.unwrap_or(CHANGES)), child_complexity)")]
    async fn best_changes(
        &self,
        #[graphql(desc = "At most this many; 1 without.")] first: Option<i32>,
    ) -> Answer<Vec<ChainChange>> {
        let first = self.scope.page(Some(first.unwrap_or(CHANGES)), None)?.first;
        Ok(ChainChange::first(&self.asked().await?, first as usize))
    }
    /// What to ask the owner.
    async fn questions(
        &self,
        #[graphql(desc = "In this language; English without.")] language: Option<Language>,
    ) -> Answer<Vec<String>> {
        let chain = self.asked().await?;
        let then = self.answer.compared_with.day();
        Ok(self.found().questions(chain.answer(), then, language.unwrap_or_default().into()))
    }
}

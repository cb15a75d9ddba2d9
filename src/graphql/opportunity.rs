//! Opportunities.

use std::sync::Arc;

use async_graphql::{ID, Object};

use crate::domain::{self, Id, RecordKind};
use crate::service::PageRequest;

use super::connection::{Connection, page_cost};
use super::decision::{Chain, ChainChange, DealSignal, DecisionChain, Have, Know, WinProbability};
use super::enums::OpportunityOutcome;
use super::facts::RoleInDecision;
use super::failure::Answer;
use super::global_id;
use super::loaders::{Of, One};
use super::organization::Organization;
use super::person::Person;
use super::relations::{RolesInOpportunity, SignalsOfOpportunity};
use super::sales::Signal;
use super::scalars::{Date, DateTime};
use super::scope::Scope;

/// Changes that are told where nobody says how many.
const CHANGES: i32 = 5;

/// An opportunity, looked at in a scope.
#[derive(Clone)]
pub struct Opportunity {
    pub scope: Scope,
    pub record: Arc<domain::Opportunity>,
}

impl Opportunity {
    /// The opportunity with an identifier, if there is one.
    pub async fn load(scope: &Scope, id: &Id) -> Answer<Option<Self>> {
        let record = scope.load(One::<domain::Opportunity>::new(id.clone())).await?;
        Ok(record.map(|record| Self { scope: scope.clone(), record }))
    }

    /// The opportunity a stored fact refers to.
    pub async fn known(scope: &Scope, id: &Id) -> Answer<Self> {
        Self::load(scope, id).await?.ok_or_else(|| super::node::dangling(RecordKind::Opportunity, id))
    }

    /// The asked part of a list of opportunities.
    pub fn slice(scope: &Scope, list: &[domain::Opportunity], page: &PageRequest) -> Answer<Connection<Self>> {
        let show = |o: &domain::Opportunity| Self { scope: scope.clone(), record: Arc::new(o.clone()) };
        Connection::slice(list, page, |o| o.id.to_string(), show)
    }
}

/// An opportunity 商机 at a customer.
#[Object]
impl Opportunity {
    /// The opaque, stable identifier.
    pub async fn id(&self) -> ID {
        global_id::encode(RecordKind::Opportunity, &self.record.id)
    }
    /// The identifier used in imports and exports.
    async fn source_id(&self) -> ID {
        ID(self.record.id.to_string())
    }
    /// The name as it was recorded.
    async fn name(&self) -> &str {
        &self.record.name
    }
    /// The customer.
    async fn customer(&self) -> Answer<Organization> {
        Organization::known(&self.scope, &self.record.customer_id).await
    }
    /// The colleague who owns it; null while nobody does.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::known_if(&self.scope, self.record.owner_id.as_ref()).await
    }
    /// What it is worth, in `currency`; null while unknown.
    async fn amount(&self) -> Option<f64> {
        self.record.amount
    }
    /// The currency of the amount, by its ISO 4217 code.
    async fn currency(&self) -> Option<&str> {
        self.record.currency.as_deref()
    }
    /// The class.
    async fn class(&self) -> Option<&str> {
        self.record.class.as_deref()
    }
    /// The stage it has reached.
    async fn stage(&self) -> Option<&str> {
        self.record.stage.as_deref()
    }
    /// The day it was opened.
    async fn opened(&self) -> Option<Date> {
        self.record.opened.map(Date::from)
    }
    /// The day it was closed; null while it is open.
    async fn closed(&self) -> Option<Date> {
        self.record.closed.map(Date::from)
    }
    /// How it ended; null while it has not.
    async fn outcome(&self) -> Option<OpportunityOutcome> {
        self.record.outcome.map(OpportunityOutcome::from)
    }

    /// The decision chain 决策链: who decides, where everybody stands, what is wrong or missing.
    async fn decision_chain(
        &self,
        #[graphql(
            desc = "From the viewpoint of this vendor, our own company or a competitor; our own company without."
        )]
        vendor: Option<ID>,
        #[graphql(desc = "At this moment.")] as_of: Option<DateTime>,
    ) -> Answer<DecisionChain> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let vendor = global_id::optional_entity(vendor.as_ref(), RecordKind::Organization, "vendor")?;
        Ok(DecisionChain(Chain::ask(&scope, &self.record.id, vendor, false).await?))
    }

    /// How likely we win 赢单概率. A heuristic: none of its numbers is fitted to outcomes.
    async fn win_probability(
        &self,
        #[graphql(desc = "At this moment.")] as_of: Option<DateTime>,
    ) -> Answer<WinProbability> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        Ok(WinProbability(Chain::ask(&scope, &self.record.id, None, false).await?))
    }

    /// Which single changes in the decision chain would raise the win probability most, and who of ours could bring them about.
    #[graphql(complexity = "page_cost(Some(first.unwrap_or(CHANGES)), child_complexity)")]
    async fn best_changes(
        &self,
        #[graphql(desc = "At most this many; 5 without.")] first: Option<i32>,
        #[graphql(desc = "At this moment.")] as_of: Option<DateTime>,
    ) -> Answer<Vec<ChainChange>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let first = scope.page(Some(first.unwrap_or(CHANGES)), None)?.first;
        let chain = Chain::ask(&scope, &self.record.id, None, true).await?;
        Ok(ChainChange::first(&chain, first as usize))
    }

    /// The 3 knows 三知: is it an opportunity, are we competitive, can we win.
    async fn knows(&self, #[graphql(desc = "At this moment.")] as_of: Option<DateTime>) -> Answer<Vec<Know>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        Ok(Know::all(&Chain::ask(&scope, &self.record.id, None, false).await?))
    }

    /// The 6 haves 六有: advantage, method, omen, relation, enemy intelligence, aim.
    async fn haves(&self, #[graphql(desc = "At this moment.")] as_of: Option<DateTime>) -> Answer<Vec<Have>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        Ok(Have::all(&Chain::ask(&scope, &self.record.id, None, false).await?))
    }

    /// All six deal signals 成交信号 (六点把控), each yes, no or unknown, with its latest record.
    async fn deal_signals(
        &self,
        #[graphql(desc = "At this moment.")] as_of: Option<DateTime>,
    ) -> Answer<Vec<DealSignal>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        Ok(DealSignal::all(&Chain::ask(&scope, &self.record.id, None, false).await?))
    }

    /// Who has which role in the decision.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn roles(
        &self,
        #[graphql(desc = "Those current at this moment.")] as_of: Option<DateTime>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<RoleInDecision>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let page = scope.page(first, after)?;
        let roles = scope.load(Of::<RolesInOpportunity>(self.record.id.clone(), scope.as_of())).await?;
        RoleInDecision::slice(&scope, &roles.unwrap_or_default(), &page)
    }

    /// Deal signals 成交信号 as they were recorded up to a moment, the latest first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn signals(
        &self,
        #[graphql(desc = "Those seen until this moment.")] as_of: Option<DateTime>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Signal>> {
        let scope = self.scope.at_argument(as_of.as_ref())?;
        let page = scope.page(first, after)?;
        let signals = scope.load(Of::<SignalsOfOpportunity>(self.record.id.clone(), scope.as_of())).await?;
        Signal::slice(&scope, &signals.unwrap_or_default(), &page)
    }
}

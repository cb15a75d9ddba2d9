//! The customer line.

use std::sync::Arc;

use async_graphql::Object;

use crate::domain::Policy;
use crate::service::CustomerLineAnswer;

use super::super::answer::PolicyNumber;
use super::super::connection::{Connection, page_cost};
use super::super::decision::Completeness;
use super::super::failure::Answer;
use super::super::scalars::DateTime;
use super::super::scope::Scope;
use super::change::CustomerChange;
use super::enums::{ChangePeriod, CustomerOrder};
use super::numbers::{ClassCount, CustomerDegree, CustomerInsight, LargeCustomerCounts, OpenBusiness, class_counts};
use super::standing::CustomerStanding;

/// The whole answer, looked at in a scope at its moment.
pub struct CustomerLine {
    scope: Scope,
    answer: Arc<CustomerLineAnswer>,
}

impl CustomerLine {
    /// Shows an answer of the service.
    pub fn new(scope: &Scope, answer: Arc<CustomerLineAnswer>) -> Self {
        Self { scope: scope.at(answer.as_of), answer }
    }
}

/// The customer line 客户线: how the key persons of the customers stand towards us. A key person works at the customer, and has a role
/// in a decision there or was assessed. Unknown is never counted as a number: every average says how much of it is known.
#[Object]
impl CustomerLine {
    /// How many customers fit.
    async fn n_customers(&self) -> u32 {
        self.answer.totals.n_customers
    }
    /// How many key persons they have; somebody who is one at two customers counts at each.
    async fn n_key_persons(&self) -> u32 {
        self.answer.totals.n_key_persons
    }
    /// The three degrees: customers by band, and averages.
    async fn degrees(&self) -> Vec<CustomerDegree> {
        self.answer.totals.degrees.iter().map(CustomerDegree::from).collect()
    }
    /// Is the map drawn? 完整性: what is done at all of them of what there is to do.
    async fn completeness(&self) -> Completeness {
        self.answer.totals.completeness.into()
    }
    /// Do we know, recently? 洞察率.
    async fn insight(&self) -> CustomerInsight {
        self.answer.totals.insight.into()
    }
    /// How many customers are of each class.
    async fn classes(&self) -> Vec<ClassCount> {
        class_counts(&self.answer.totals)
    }
    /// How many are large customers 大客户.
    async fn large(&self) -> LargeCustomerCounts {
        LargeCustomerCounts::from(&self.answer.totals)
    }
    /// Their open opportunities.
    async fn open(&self) -> OpenBusiness {
        OpenBusiness::from(&self.answer.totals.open)
    }
    /// The period of `periodOnPeriod`.
    async fn period(&self) -> ChangePeriod {
        self.answer.period.into()
    }
    /// Against one period before 环比.
    async fn period_on_period(&self) -> CustomerChange {
        CustomerChange::of(self.answer.before_as_of, &self.answer.before, &self.answer.totals)
    }
    /// Against a year before 同比.
    async fn year_on_year(&self) -> CustomerChange {
        CustomerChange::of(self.answer.year_before_as_of, &self.answer.year_before, &self.answer.totals)
    }
    /// The customers with their numbers.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn customers(
        &self,
        #[graphql(desc = "In this order; by identifier without.")] order: Option<CustomerOrder>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<CustomerStanding>> {
        let page = self.scope.page(first, after)?;
        let places = self.answer.in_order(order.unwrap_or(CustomerOrder::Identifier).into());
        let key = |at: &usize| self.answer.customers[*at].standing.customer.id.to_string();
        let show =
            |at: &usize| CustomerStanding { scope: self.scope.clone(), answer: Arc::clone(&self.answer), at: *at };
        Connection::slice(&places, &page, key, show)
    }
    /// How many assessments and lines of other teams are not in the answer because of who asks.
    async fn omitted(&self) -> u64 {
        self.answer.omitted
    }
    /// The policy numbers that made this answer.
    async fn policy(&self) -> Vec<PolicyNumber> {
        Policy::numbers_of(Policy::CUSTOMER_LINE_SECTIONS).map(|n| PolicyNumber::of(n, &self.answer.policy)).collect()
    }
    /// The moment the answer holds for.
    async fn as_of(&self) -> DateTime {
        self.answer.as_of.instant().into()
    }
    /// The version of the data the answer was computed from. It rises with every change.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}

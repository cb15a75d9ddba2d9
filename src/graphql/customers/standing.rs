//! One customer in a list.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};

use crate::service::{CustomerLineAnswer, CustomerRow, LargeCustomer};

use super::super::answer::department;
use super::super::decision::{Completeness, DegreeAverage, Insight};
use super::super::department::Department;
use super::super::enums::{Dimension, YesNoUnknown};
use super::super::failure::Answer;
use super::super::organization::Organization;
use super::super::person::Person;
use super::super::scope::Scope;
use super::change::MetricChange;
use super::enums::CustomerClass;
use super::numbers::{OpenBusiness, WeightedMean};

/// A customer, by its place in the answer.
#[derive(Clone)]
pub struct CustomerStanding {
    pub scope: Scope,
    pub answer: Arc<CustomerLineAnswer>,
    pub at: usize,
}

impl CustomerStanding {
    fn row(&self) -> &CustomerRow {
        &self.answer.customers[self.at]
    }
}

/// The numbers of one customer.
#[Object]
impl CustomerStanding {
    /// The customer.
    async fn customer(&self) -> Organization {
        Organization { scope: self.scope.clone(), record: Arc::clone(&self.row().standing.customer) }
    }
    /// Whose it is: the owner of the open opportunity that was opened last, or, where none is open, of any that was opened
    /// last; null where nobody owns any.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::known_if(&self.scope, self.row().standing.owner.as_ref()).await
    }
    /// The department of the owner; null where there is none.
    async fn department(&self) -> Option<Department> {
        department(&self.scope, self.row().standing.department.as_ref())
    }
    /// How many key persons there are.
    async fn n_key_persons(&self) -> u32 {
        self.row().standing.degrees[0].average.n_total
    }
    /// The three degrees over the key persons.
    async fn degrees(&self) -> Vec<CustomerDegreeStanding> {
        let row = self.row();
        let degree = |(place, degree): (usize, &crate::service::DegreeStanding)| CustomerDegreeStanding {
            dimension: degree.dimension.into(),
            average: DegreeAverage::of(degree.dimension, &degree.average),
            weighted: degree.weighted.into(),
            period_on_period: MetricChange::of(row.before[place].mean, degree.average.mean),
            year_on_year: MetricChange::of(row.year_before[place].mean, degree.average.mean),
        };
        row.standing.degrees.iter().enumerate().map(degree).collect()
    }
    /// Is the map drawn? 完整性.
    async fn completeness(&self) -> Completeness {
        self.row().standing.completeness.into()
    }
    /// Do we know, recently? 洞察率; null where there are no key persons.
    async fn insight(&self) -> Option<Insight> {
        self.row().standing.insight.as_ref().map(Insight::from)
    }
    /// Potential × relation.
    async fn class(&self) -> CustomerClass {
        self.row().standing.class.into()
    }
    /// The large-customer test 大客户.
    async fn large(&self) -> LargeCustomerTest {
        let standing = &self.row().standing;
        let LargeCustomer { large, share, carries, repeats } = standing.large;
        LargeCustomerTest {
            large: large.into(),
            share,
            carries: carries.into(),
            repeats,
            target: standing.target,
            currency: standing.target_currency.as_ref().map(ToString::to_string),
            n_won: standing.n_won,
        }
    }
    /// Open opportunities.
    async fn open(&self) -> OpenBusiness {
        OpenBusiness::from(&self.row().standing.open)
    }
}

/// One degree of a customer.
#[derive(SimpleObject)]
pub struct CustomerDegreeStanding {
    /// Which degree.
    dimension: Dimension,
    /// The average over the key persons.
    average: DegreeAverage,
    /// The mean by decision weight.
    weighted: WeightedMean,
    /// The change of the average against one period before 环比.
    period_on_period: MetricChange,
    /// The change of the average against a year before 同比.
    year_on_year: MetricChange,
}

/// Whether a customer is a large one, with the parts of the answer.
#[derive(SimpleObject)]
pub struct LargeCustomerTest {
    /// Both: it could carry enough, and it repeats.
    large: YesNoUnknown,
    /// The open amount by the owner's target; null without either.
    share: Option<f64>,
    /// Whether that share is large enough.
    carries: YesNoUnknown,
    /// Whether it buys again.
    repeats: bool,
    /// The owner's target; null where none is recorded for the day.
    target: Option<f64>,
    /// The currency of target and open amount.
    currency: Option<String>,
    /// How many opportunities were won.
    n_won: u32,
}

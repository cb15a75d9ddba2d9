//! The customer line 客户线: customers by band, averages, change, completeness, insight, class and size.

use std::sync::Arc;

use crate::domain::{AsOf, Policy, coded};
use crate::scoring::band::DegreeAverage;
use crate::service::ledger::LedgerView;
use crate::service::{Reading, ServiceError};

use super::filter::CustomerFilter;
use super::moments::Period;
use super::standing::{self, CustomerStanding};
use super::totals::CustomerTotals;

coded! {
    /// In which order customers are listed.
    pub enum CustomerOrder expects "an order of customers" {
        /// By identifier.
        Identifier = "identifier",
        /// The least close first; those of whom nothing is known last.
        Relationship = "relationship",
        /// Those that accept the solution least first; those of whom nothing is known last.
        Solution = "solution",
        /// Those that accept the price least first; those of whom nothing is known last.
        Price = "price",
        /// The least complete first.
        Completeness = "completeness",
        /// Those least known of first.
        Insight = "insight",
    }
}

/// The customer line at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerLineAnswer {
    pub totals: CustomerTotals,
    /// The same customers one period, and a year, before.
    pub before: CustomerTotals,
    pub year_before: CustomerTotals,
    pub period: Period,
    pub before_as_of: AsOf,
    pub year_before_as_of: AsOf,
    /// Each customer, by identifier.
    pub customers: Vec<CustomerRow>,
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
}

/// One customer, now and before.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerRow {
    pub standing: CustomerStanding,
    /// The averages of the three degrees one period, and a year, before.
    pub before: [DegreeAverage; 3],
    pub year_before: [DegreeAverage; 3],
}

impl Reading {
    /// The customer line as of a moment.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] while our own company is not recorded, and for an unknown person or department of the filter;
    /// [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn customer_line(
        &self,
        filter: CustomerFilter,
        period: Period,
        as_of: AsOf,
    ) -> Result<CustomerLineAnswer, ServiceError> {
        let (ledger, data_version) = self.ledger().await?;
        ledger.own()?;
        let view = LedgerView::new(&ledger, &self.service().policy, self.viewer(), as_of);
        let work = move || CustomerLineAnswer::new(&view, &filter, period, data_version);
        self.service().compute.run(work).await?
    }
}

impl CustomerLineAnswer {
    /// Computes it.
    pub(super) fn new(
        view: &LedgerView,
        filter: &CustomerFilter,
        period: Period,
        data_version: i64,
    ) -> Result<Self, ServiceError> {
        let (policy, as_of) = (view.policy(), view.as_of());
        let filter = filter.read(view.ledger())?;
        let mut now = CustomerStanding::all(view);
        now.retain(|standing| filter.fits(standing));
        let numbers: Vec<u32> = now.iter().map(|standing| standing.number).collect();
        let (before_as_of, year_before_as_of) = (period.before(as_of), Period::Year.before(as_of));
        let before = standing::at(view, &numbers, before_as_of);
        let year_before = if year_before_as_of == before_as_of {
            before.clone()
        } else {
            standing::at(view, &numbers, year_before_as_of)
        };
        let averages = |standing: &CustomerStanding| standing.degrees.map(|degree| degree.average);
        let totals = CustomerTotals::of(now.iter(), policy);
        let omitted = now.iter().map(|standing| standing.omitted).sum();
        let before_totals = CustomerTotals::of(before.iter(), policy);
        let year_before_totals = CustomerTotals::of(year_before.iter(), policy);
        let row = |(standing, (before, year_before)): (CustomerStanding, (&CustomerStanding, &CustomerStanding))| {
            CustomerRow { standing, before: averages(before), year_before: averages(year_before) }
        };
        let customers = now.into_iter().zip(before.iter().zip(&year_before)).map(row).collect();
        Ok(Self {
            totals,
            before: before_totals,
            year_before: year_before_totals,
            period,
            before_as_of,
            year_before_as_of,
            customers,
            omitted,
            as_of,
            data_version,
            policy: Arc::clone(policy),
        })
    }

    /// The places of the customers in an order; of equals the first by identifier.
    pub fn in_order(&self, order: CustomerOrder) -> Vec<usize> {
        let degree = |row: &CustomerRow, place: usize| row.standing.degrees[place].average.mean;
        let value = |row: &CustomerRow| match order {
            CustomerOrder::Identifier => Some(0.0),
            CustomerOrder::Relationship => degree(row, 0),
            CustomerOrder::Solution => degree(row, 1),
            CustomerOrder::Price => degree(row, 2),
            CustomerOrder::Completeness => Some(row.standing.completeness.value),
            CustomerOrder::Insight => Some(row.standing.insight.as_ref().map_or(0.0, |insight| insight.rate)),
        };
        let rank = |place: &usize| value(&self.customers[*place]).unwrap_or(f64::INFINITY);
        let mut places: Vec<usize> = (0..self.customers.len()).collect();
        places.sort_by(|a, b| rank(a).total_cmp(&rank(b)));
        places
    }
}

//! The company overview: all customers, their trend, their groups, who moved, and the open business by chain status.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{AsOf, ChainStatus, Coded, Department, Dimension, Id, Organization, coded};
use crate::service::ledger::LedgerView;
use crate::service::{Reading, Service, ServiceError};

use super::filter::CustomerFilter;
use super::line::CustomerLineAnswer;
use super::moments::{Every, Period};
use super::movers::{Mover, movers};
use super::standing::{Counted, CustomerStanding, OpenBusiness};
use super::sweep::sweep;
use super::totals::{CustomerTotals, DegreeTotals, degrees};

coded! {
    /// By what customers are put together.
    pub enum Grouping expects "a grouping: department, region, owner or customer" {
        /// The department of the owner.
        Department = "department",
        /// The customer's region.
        Region = "region",
        /// Whose the customers are.
        Owner = "owner",
        /// Each customer by itself.
        Customer = "customer",
    }
}

/// The state of all customers at a moment. What costs more than a look is computed when it is asked for, from the same data.
#[derive(Clone)]
pub struct Overview {
    service: Service,
    view: Arc<LedgerView>,
    line: Arc<CustomerLineAnswer>,
}

/// The averages at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct OverviewPoint {
    pub as_of: AsOf,
    pub n_customers: u32,
    pub n_key_persons: u32,
    /// The three degrees, in their order.
    pub degrees: [DegreeTotals; 3],
}

/// What the customers of a group have in common; nothing where they have none: no owner, no department, no region.
#[derive(Debug, Clone, PartialEq)]
pub enum GroupKey {
    Department(Option<Arc<Department>>),
    Region(Option<String>),
    Owner(Option<Id>),
    Customer(Arc<Organization>),
}

/// Customers put together.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerGroup {
    pub key: GroupKey,
    pub totals: CustomerTotals,
    /// By number.
    customers: Arc<[u32]>,
}

/// Open opportunities whose chains have one status.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusBusiness {
    pub status: ChainStatus,
    pub open: OpenBusiness,
}

impl Reading {
    /// The state of all customers that fit, as of a moment.
    ///
    /// # Errors
    /// As [`Reading::customer_line`].
    pub async fn company_overview(
        &self,
        filter: CustomerFilter,
        period: Period,
        as_of: AsOf,
    ) -> Result<Overview, ServiceError> {
        let (ledger, data_version) = self.ledger().await?;
        ledger.own()?;
        let view = Arc::new(LedgerView::new(&ledger, &self.service().policy, self.viewer(), as_of));
        let seen = Arc::clone(&view);
        let work = move || CustomerLineAnswer::new(&seen, &filter, period, data_version);
        let line = Arc::new(self.service().compute.run(work).await??);
        Ok(Overview { service: self.service().clone(), view, line })
    }
}

impl Overview {
    /// The numbers at the moment, and their changes.
    pub fn line(&self) -> &Arc<CustomerLineAnswer> {
        &self.line
    }

    fn customers(&self) -> Arc<[u32]> {
        self.line.customers.iter().map(|row| row.standing.number).collect()
    }

    /// The averages at the ends of some months (or what else) before the moment, and at the moment: of the customers that fit at
    /// the moment.
    ///
    /// # Errors
    /// [`ServiceError::LimitExceeded`] for too many points.
    pub async fn trend(&self, every: Every, points: u32) -> Result<Vec<OverviewPoint>, ServiceError> {
        self.points(self.customers(), every, points).await
    }

    /// As [`Overview::trend`], of the customers of a group.
    ///
    /// # Errors
    /// As [`Overview::trend`].
    pub async fn trend_of(
        &self,
        group: &CustomerGroup,
        every: Every,
        points: u32,
    ) -> Result<Vec<OverviewPoint>, ServiceError> {
        self.points(Arc::clone(&group.customers), every, points).await
    }

    async fn points(
        &self,
        customers: Arc<[u32]>,
        every: Every,
        points: u32,
    ) -> Result<Vec<OverviewPoint>, ServiceError> {
        let moments = every.back_from(self.view.as_of(), points, self.service.limits().trend_points)?;
        let view = Arc::clone(&self.view);
        self.service.compute.run(move || points_at(&view, &customers, &moments)).await
    }

    /// The customers by what they have in common; those who have it not come last.
    pub fn groups(&self, grouping: Grouping) -> Vec<CustomerGroup> {
        let mut groups: BTreeMap<(bool, String), Vec<&CustomerStanding>> = BTreeMap::new();
        for row in &self.line.customers {
            let standing = &row.standing;
            let key = match grouping {
                Grouping::Department => standing.department.as_ref().map(|department| department.id.to_string()),
                Grouping::Region => standing.customer.region.clone(),
                Grouping::Owner => standing.owner.as_ref().map(Id::to_string),
                Grouping::Customer => Some(standing.customer.id.to_string()),
            };
            groups.entry((key.is_none(), key.unwrap_or_default())).or_default().push(standing);
        }
        let group = |standings: Vec<&CustomerStanding>| {
            let first = standings[0];
            let key = match grouping {
                Grouping::Department => GroupKey::Department(first.department.clone()),
                Grouping::Region => GroupKey::Region(first.customer.region.clone()),
                Grouping::Owner => GroupKey::Owner(first.owner.clone()),
                Grouping::Customer => GroupKey::Customer(Arc::clone(&first.customer)),
            };
            let totals = CustomerTotals::of(standings.iter().copied(), &self.line.policy);
            CustomerGroup { key, totals, customers: standings.iter().map(|standing| standing.number).collect() }
        };
        groups.into_values().map(group).collect()
    }

    /// The customers whose average of a degree rose most, and those whose fell most, against one period before.
    ///
    /// # Errors
    /// [`ServiceError::Internal`] when the computation fails.
    pub async fn movers(&self, dimension: Dimension, most: usize) -> Result<[Vec<Mover>; 2], ServiceError> {
        let (view, customers) = (Arc::clone(&self.view), self.customers());
        let before = view.at(self.line.before_as_of);
        self.service.compute.run(move || movers(&before, &view, &customers, dimension, most)).await
    }

    /// The open opportunities of the customers by the status of their chains.
    ///
    /// # Errors
    /// [`ServiceError::Internal`] when the computation fails.
    pub async fn business(&self) -> Result<Vec<StatusBusiness>, ServiceError> {
        let (view, customers) = (Arc::clone(&self.view), self.customers());
        let work = move || -> Result<Vec<StatusBusiness>, ServiceError> {
            let ledger = view.ledger();
            let own = ledger.own()?;
            let none = |&status: &ChainStatus| StatusBusiness { status, open: OpenBusiness::default() };
            let mut business: Vec<StatusBusiness> = ChainStatus::ALL.iter().map(none).collect();
            for &customer in customers.iter() {
                for (number, deal) in view.open_deals(customer) {
                    let status = view.state(number, own).status;
                    let amount = deal.amount.zip(deal.currency);
                    let amount = amount.map(|(amount, currency)| (ledger.currency(currency), amount));
                    let place = business.iter_mut().find(|b| b.status == status);
                    place.into_iter().for_each(|b| b.open.add(amount));
                }
            }
            Ok(business)
        };
        self.service.compute.run(work).await?
    }
}

/// The averages of some customers at moments that go on in time.
pub fn points_at(view: &LedgerView, customers: &[u32], moments: &[AsOf]) -> Vec<OverviewPoint> {
    let views: Vec<LedgerView> = moments.iter().map(|&moment| view.at(moment)).collect();
    let counted: Vec<Vec<Counted>> = customers.iter().map(|&customer| sweep(&views, customer)).collect();
    let point = |(at, &as_of): (usize, &AsOf)| {
        let here = counted.iter().map(|of_customer| &of_customer[at]);
        OverviewPoint {
            as_of,
            n_customers: u32::try_from(customers.len()).unwrap_or(u32::MAX),
            n_key_persons: here.clone().map(|counted| counted.n_key_persons).sum(),
            degrees: degrees(here, view.policy()),
        }
    };
    moments.iter().enumerate().map(point).collect()
}

//! The company overview.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};

use crate::domain::Policy;
use crate::service::{self, GroupKey};

use super::super::answer::{PolicyNumber, department};
use super::super::connection::{Connection, page_cost};
use super::super::decision::{ChainStatus, Completeness};
use super::super::department::Department;
use super::super::enums::Dimension;
use super::super::failure::{Answer, Failure};
use super::super::organization::Organization;
use super::super::person::Person;
use super::super::scalars::DateTime;
use super::super::scope::Scope;
use super::change::CustomerChange;
use super::enums::{ChangePeriod, CustomerGrouping, MoverDirection, TrendInterval};
use super::movers::CustomerMover;
use super::numbers::{ClassCount, CustomerDegree, CustomerInsight, LargeCustomerCounts, OpenBusiness, class_counts};

/// Points of a trend where nobody says how many: three years of months.
const POINTS: i32 = 36;
/// Movers that are told where nobody says how many.
const MOVERS: i32 = 5;

/// The whole answer, looked at in a scope at its moment.
pub struct CompanyOverview {
    scope: Scope,
    overview: Arc<service::Overview>,
}

impl CompanyOverview {
    /// Shows an answer of the service.
    pub fn new(scope: &Scope, overview: service::Overview) -> Self {
        Self { scope: scope.at(overview.line().as_of), overview: Arc::new(overview) }
    }

    fn totals(&self) -> &service::CustomerTotals {
        &self.overview.line().totals
    }
}

fn points(points: Option<i32>) -> Answer<u32> {
    let points = points.unwrap_or(POINTS);
    u32::try_from(points).map_err(|_| Failure::bad_input("points", format!("{points} is below 0")))
}

/// The state and the trend of all customer relationships.
#[Object]
impl CompanyOverview {
    /// How many customers fit.
    async fn n_customers(&self) -> u32 {
        self.totals().n_customers
    }
    /// How many key persons they have; somebody who is one at two customers counts at each.
    async fn n_key_persons(&self) -> u32 {
        self.totals().n_key_persons
    }
    /// The three degrees: customers by band, and averages.
    async fn degrees(&self) -> Vec<CustomerDegree> {
        self.totals().degrees.iter().map(CustomerDegree::from).collect()
    }
    /// Is the map drawn? 完整性.
    async fn completeness(&self) -> Completeness {
        self.totals().completeness.into()
    }
    /// Do we know, recently? 洞察率.
    async fn insight(&self) -> CustomerInsight {
        self.totals().insight.into()
    }
    /// How many customers are of each class.
    async fn classes(&self) -> Vec<ClassCount> {
        class_counts(self.totals())
    }
    /// How many are large customers 大客户.
    async fn large(&self) -> LargeCustomerCounts {
        LargeCustomerCounts::from(self.totals())
    }
    /// The period of `periodOnPeriod` and of the movers.
    async fn period(&self) -> ChangePeriod {
        self.overview.line().period.into()
    }
    /// Against one period before 环比.
    async fn period_on_period(&self) -> CustomerChange {
        let line = self.overview.line();
        CustomerChange::of(line.before_as_of, &line.before, &line.totals)
    }
    /// Against a year before 同比.
    async fn year_on_year(&self) -> CustomerChange {
        let line = self.overview.line();
        CustomerChange::of(line.year_before_as_of, &line.year_before, &line.totals)
    }
    /// The averages at the ends of the months (or what else) before the moment, and at the moment as the last point, in time.
    #[graphql(complexity = "page_cost(Some(points.unwrap_or(POINTS)), child_complexity)")]
    async fn trend(
        &self,
        #[graphql(desc = "How far the points are apart; months without.")] every: Option<TrendInterval>,
        #[graphql(desc = "How many points; 36 without.")] points: Option<i32>,
    ) -> Answer<Vec<OverviewPoint>> {
        let every = every.unwrap_or(TrendInterval::Month).into();
        let found = self.overview.trend(every, self::points(points)?).await?;
        Ok(found.iter().map(OverviewPoint::from).collect())
    }
    /// The customers put together by what they have in common.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn groups(
        &self,
        #[graphql(desc = "By what.")] by: CustomerGrouping,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<CustomerGroup>> {
        let page = self.scope.page(first, after)?;
        let groups: Vec<Arc<service::CustomerGroup>> =
            self.overview.groups(by.into()).into_iter().map(Arc::new).collect();
        let key = |group: &Arc<service::CustomerGroup>| match &group.key {
            GroupKey::Department(None) | GroupKey::Region(None) | GroupKey::Owner(None) => "none".to_owned(),
            GroupKey::Department(Some(department)) => format!("={}", department.id),
            GroupKey::Region(Some(region)) => format!("={region}"),
            GroupKey::Owner(Some(owner)) => format!("={owner}"),
            GroupKey::Customer(customer) => format!("={}", customer.id),
        };
        let show = |group: &Arc<service::CustomerGroup>| CustomerGroup {
            scope: self.scope.clone(),
            overview: Arc::clone(&self.overview),
            group: Arc::clone(group),
        };
        Connection::slice(&groups, &page, key, show)
    }
    /// The customers whose average of a degree moved most against one period before, with what moved it.
    #[graphql(complexity = "page_cost(Some(first.unwrap_or(MOVERS)), child_complexity)")]
    async fn movers(
        &self,
        #[graphql(desc = "Which degree.")] dimension: Dimension,
        #[graphql(desc = "Those that rose, or those that fell.")] direction: MoverDirection,
        #[graphql(desc = "At most this many; 5 without.")] first: Option<i32>,
    ) -> Answer<Vec<CustomerMover>> {
        let first = self.scope.page(Some(first.unwrap_or(MOVERS)), None)?.first as usize;
        let [up, down] = self.overview.movers(dimension.into(), first).await?;
        let movers = match direction {
            MoverDirection::Up => up,
            MoverDirection::Down => down,
        };
        let show = |mover| CustomerMover { scope: self.scope.clone(), mover: Arc::new(mover) };
        Ok(movers.into_iter().map(show).collect())
    }
    /// The open opportunities by the status of their decision chains.
    async fn business(&self) -> Answer<Vec<StatusBusiness>> {
        let found = self.overview.business().await?;
        let show = |b: &service::StatusBusiness| StatusBusiness { status: b.status.into(), open: (&b.open).into() };
        Ok(found.iter().map(show).collect())
    }
    /// How many assessments and lines of other teams are not in the answer because of who asks.
    async fn omitted(&self) -> u64 {
        self.overview.line().omitted
    }
    /// The policy numbers that made this answer.
    async fn policy(&self) -> Vec<PolicyNumber> {
        let policy = &self.overview.line().policy;
        Policy::numbers_of(Policy::CUSTOMER_LINE_SECTIONS).map(|n| PolicyNumber::of(n, policy)).collect()
    }
    /// The moment the answer holds for.
    async fn as_of(&self) -> DateTime {
        self.overview.line().as_of.instant().into()
    }
    /// The version of the data the answer was computed from. It rises with every change.
    async fn data_version(&self) -> i64 {
        self.overview.line().data_version
    }
}

/// The averages at one moment.
#[derive(SimpleObject)]
pub struct OverviewPoint {
    /// The moment.
    as_of: DateTime,
    /// How many key persons there were.
    n_key_persons: u32,
    /// The three degrees: customers by band, and averages.
    degrees: Vec<CustomerDegree>,
}

impl From<&service::OverviewPoint> for OverviewPoint {
    fn from(point: &service::OverviewPoint) -> Self {
        Self {
            as_of: point.as_of.instant().into(),
            n_key_persons: point.n_key_persons,
            degrees: point.degrees.iter().map(CustomerDegree::from).collect(),
        }
    }
}

/// Open opportunities whose decision chains have one status.
#[derive(SimpleObject)]
pub struct StatusBusiness {
    /// The status.
    status: ChainStatus,
    /// How many, and how much.
    open: OpenBusiness,
}

/// Customers put together.
pub struct CustomerGroup {
    scope: Scope,
    overview: Arc<service::Overview>,
    group: Arc<service::CustomerGroup>,
}

/// Customers that have something in common: the department of their owner, the region, the owner; or one customer. Of these fields
/// one says which; all are null for customers that have it not.
#[Object]
impl CustomerGroup {
    /// The department of their owners.
    async fn department(&self) -> Option<Department> {
        match &self.group.key {
            GroupKey::Department(record) => department(&self.scope, record.as_ref()),
            GroupKey::Region(_) | GroupKey::Owner(_) | GroupKey::Customer(_) => None,
        }
    }
    /// Their region.
    async fn region(&self) -> Option<&str> {
        match &self.group.key {
            GroupKey::Region(region) => region.as_deref(),
            GroupKey::Department(_) | GroupKey::Owner(_) | GroupKey::Customer(_) => None,
        }
    }
    /// Their owner.
    async fn owner(&self) -> Answer<Option<Person>> {
        match &self.group.key {
            GroupKey::Owner(owner) => Person::known_if(&self.scope, owner.as_ref()).await,
            GroupKey::Department(_) | GroupKey::Region(_) | GroupKey::Customer(_) => Ok(None),
        }
    }
    /// The one customer.
    async fn customer(&self) -> Option<Organization> {
        match &self.group.key {
            GroupKey::Customer(record) => Some(Organization { scope: self.scope.clone(), record: Arc::clone(record) }),
            GroupKey::Department(_) | GroupKey::Region(_) | GroupKey::Owner(_) => None,
        }
    }
    /// How many customers.
    async fn n_customers(&self) -> u32 {
        self.group.totals.n_customers
    }
    /// How many key persons they have.
    async fn n_key_persons(&self) -> u32 {
        self.group.totals.n_key_persons
    }
    /// The three degrees: customers by band, and averages.
    async fn degrees(&self) -> Vec<CustomerDegree> {
        self.group.totals.degrees.iter().map(CustomerDegree::from).collect()
    }
    /// Is the map drawn? 完整性.
    async fn completeness(&self) -> Completeness {
        self.group.totals.completeness.into()
    }
    /// Do we know, recently? 洞察率.
    async fn insight(&self) -> CustomerInsight {
        self.group.totals.insight.into()
    }
    /// Their open opportunities.
    async fn open(&self) -> OpenBusiness {
        OpenBusiness::from(&self.group.totals.open)
    }
    /// The averages of these customers at the ends of the months (or what else) before the moment, and at the moment.
    #[graphql(complexity = "page_cost(Some(points.unwrap_or(POINTS)), child_complexity)")]
    async fn trend(
        &self,
        #[graphql(desc = "How far the points are apart; months without.")] every: Option<TrendInterval>,
        #[graphql(desc = "How many points; 36 without.")] points: Option<i32>,
    ) -> Answer<Vec<OverviewPoint>> {
        let every = every.unwrap_or(TrendInterval::Month).into();
        let found = self.overview.trend_of(&self.group, every, self::points(points)?).await?;
        Ok(found.iter().map(OverviewPoint::from).collect())
    }
}

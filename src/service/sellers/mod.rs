//! "What level is this seller, and did the account work improve?": seller grade 销售分级 and performance score 绩效 (method §10).
//!
//! Not for automated pay or employment decisions: the answer says so, and groups of few people are not broken down.

mod strong;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::{
    AsOf, Band, Coded as _, Department, Dimension, Id, OpportunityOutcome, Organization, Policy, Role, SellerGrade,
};
use crate::scoring::band::{DegreeAverage, LevelCounts};
use crate::scoring::chain::{Completeness, pooled_completeness};
use crate::scoring::customer::{metric_change, strong_relationship};
use crate::scoring::seller::{PerformanceCase, may_break_down, performance, seller_grade};
use crate::store::{Params, statements as st};

pub use crate::scoring::customer::{MetricChange, StrongRelationship};
pub use crate::scoring::seller::{HeldCustomers, Performance, ScorePart};

use super::ledger::{Ledger, LedgerView, Quota, numbers};
use super::recall::Recollection;
use super::{Reading, ServiceError};

/// Which sellers, over which days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SellersQuestion {
    /// The first day; absent: the first of the year of the moment.
    pub from: Option<Date>,
    /// The day after the last; absent: the day after the moment.
    pub to: Option<Date>,
    /// Only those of this department of ours, or of one below it.
    pub department: Option<Id>,
}

/// One customer a seller holds.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldCustomer {
    pub customer: Arc<Organization>,
    /// The closeness average over the key persons, whose band counts.
    pub closeness: DegreeAverage,
    pub relationship: StrongRelationship,
}

/// What was sold in one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct SalesResult {
    pub currency: Arc<str>,
    pub won: f64,
    pub n_won: u32,
    /// What was to be sold, by the share of each target's days that fall into the period; absent: no target in this currency.
    pub target: Option<f64>,
    /// Whether the performance score counts this one.
    pub counts: bool,
}

/// One seller.
#[derive(Debug, Clone, PartialEq)]
pub struct SellerEntry {
    pub person: Id,
    /// At our company.
    pub department: Option<Arc<Department>>,
    pub grade: SellerGrade,
    pub held: HeldCustomers,
    /// By identifier.
    pub customers: Vec<HeldCustomer>,
    /// Whether an endorsement as an authority of the industry holds.
    pub is_authority: bool,
    pub performance: Performance,
    /// By currency.
    pub sales: Vec<SalesResult>,
    /// Won opportunities of which no amount or no currency is recorded.
    pub n_won_without_amount: u32,
    /// Of the three averages over the customers held now, from the beginning of the period.
    pub changes: Vec<(Dimension, MetricChange)>,
}

/// The sellers of one department.
#[derive(Debug, Clone, PartialEq)]
pub struct SellerGroup {
    /// Absent: those who have none.
    pub department: Option<Arc<Department>>,
    pub n_sellers: u32,
    /// Whether it is large enough to be told seller by seller.
    pub broken_down: bool,
    /// How many sellers have each grade, where it is broken down.
    pub grades: Option<Vec<(SellerGrade, u32)>>,
}

/// What a question about sellers answers.
#[derive(Debug, Clone, PartialEq)]
pub struct SellersAnswer {
    /// By identifier.
    pub sellers: Vec<SellerEntry>,
    /// By identifier of the department; those without one last.
    pub groups: Vec<SellerGroup>,
    /// Sellers who are not told one by one because their group is too small.
    pub n_not_broken_down: u32,
    pub from: Date,
    pub to: Date,
    /// Assessments and lines of other teams about the customers held that were left out because of who asks.
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
}

#[derive(Deserialize)]
struct MemberRow {
    id: String,
}

impl Reading {
    /// Grades and scores of the sellers whom the viewer may ask about: a rep themself, a manager their departments and everybody
    /// below, an executive or an administrator everybody.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] for a period without a day; [`ServiceError::NotFound`] while our own company is not recorded, and for
    /// an unknown department; [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn sellers(&self, question: &SellersQuestion, as_of: AsOf) -> Result<SellersAnswer, ServiceError> {
        let (mut answer, version) =
            self.consistently("sellers", |r| Box::pin(r.sellers_list(question.clone(), as_of))).await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn sellers_list(&self, question: SellersQuestion, as_of: AsOf) -> Result<SellersAnswer, ServiceError> {
        let period = Days::of(&question, as_of)?;
        let ledger = self.ledger().await?;
        let allowed = match self.viewer().role {
            Role::Executive | Role::Admin => None,
            Role::Rep => Some([self.viewer().person.clone()].into()),
            Role::Manager => Some(self.team(as_of).await?),
        };
        let policy = Arc::clone(&self.service().policy);
        let own = ledger.organization(ledger.own()?).id.clone();
        let view = Arc::new(LedgerView::new(&ledger, &policy, self.viewer(), as_of));
        let viewer = self.viewer().person.clone();
        let planned = Arc::clone(&view);
        let plan = move || Plan::new(&planned, &question, &period, allowed.as_ref(), &viewer);
        let plan = self.service().compute.run(plan).await??;
        let deep = self.deeply_influenced(&own, &plan.vote_holders, &policy, as_of).await?;
        let deep: HashSet<u32> = deep.iter().filter_map(|id| ledger.people().number(id)).collect();
        self.service().compute.run(move || plan.carried_out(&view, &period, &deep)).await
    }

    /// The viewer, the members of their departments, and everybody below them.
    async fn team(&self, as_of: AsOf) -> Result<BTreeSet<Id>, ServiceError> {
        let params = Params::new().with("viewer", self.viewer().person.as_str()).with("day", as_of.day_text());
        let rows: Vec<MemberRow> = self.rows(&st::team::MEMBERS, params).await?;
        let mut team = BTreeSet::from([self.viewer().person.clone()]);
        for row in rows {
            team.insert(Id::new(row.id).map_err(|e| ServiceError::Internal(e.to_string()))?);
        }
        Ok(team)
    }
}

/// The period as days and as numbers of days.
#[derive(Debug, Clone, Copy)]
struct Days {
    from: Date,
    to: Date,
    first: i32,
    end: i32,
}

impl Days {
    fn of(question: &SellersQuestion, as_of: AsOf) -> Result<Self, ServiceError> {
        let day = as_of.day();
        let from = question.from.unwrap_or_else(|| day.first_of_year());
        let to = question.to.unwrap_or_else(|| day.saturating_add(1.day()));
        if from >= to {
            return Err(ServiceError::bad_input("to", format!("{to} is not after {from}: the period has no day")));
        }
        let number = |date: Date| numbers::day(&date.to_string());
        match (number(from), number(to)) {
            (Some(first), Some(end)) => Ok(Self { from, to, first, end }),
            _ => Err(ServiceError::bad_input("from", "a day of the years 0000 to 9999 is expected")),
        }
    }

    fn contains(&self, day: i32) -> bool {
        self.first <= day && day < self.end
    }

    /// The part of a target that falls into the period.
    fn share_of(&self, quota: &Quota) -> f64 {
        let common = self.end.min(quota.to).saturating_sub(self.first.max(quota.from)).max(0);
        f64::from(common) / f64::from(quota.to.saturating_sub(quota.from).max(1))
    }

    fn overlaps(&self, quota: &Quota) -> bool {
        self.share_of(quota) > 0.0
    }
}

/// Whom the answer is about.
struct Plan {
    groups: Vec<PlannedGroup>,
    /// The key persons with a vote at the customers of the sellers who are told one by one.
    vote_holders: BTreeSet<Id>,
}

struct PlannedGroup {
    department: Option<Arc<Department>>,
    /// All whom the viewer may ask about.
    n_sellers: u32,
    broken_down: bool,
    /// Those who are told one by one, each with the customers held.
    told: Vec<(u32, Vec<u32>)>,
}

impl Plan {
    fn new(
        view: &LedgerView,
        question: &SellersQuestion,
        period: &Days,
        allowed: Option<&BTreeSet<Id>>,
        viewer: &Id,
    ) -> Result<Self, ServiceError> {
        let ledger = view.ledger();
        let wanted = question.department.as_ref().map(|id| ledger.department_of_ours(id)).transpose()?;
        // In the order of the identifiers; those without a department last.
        let mut by_group: BTreeMap<(bool, Option<u32>), Vec<u32>> = BTreeMap::new();
        for seller in sellers(view, period) {
            let department = view.department_of(seller);
            by_group.entry((department.is_none(), department)).or_default().push(seller);
        }
        let mut held = customers_by_owner(view);
        let (mut groups, mut vote_holders) = (Vec::new(), BTreeSet::new());
        for ((_, department), group) in by_group {
            let is_within = |wanted| department.is_some_and(|number| ledger.is_within_department(number, wanted));
            if wanted.is_some_and(|wanted| !is_within(wanted)) {
                continue;
            }
            // How large a group is does not depend on who asks.
            let broken_down = may_break_down(group.len(), &view.policy().performance);
            let id = |seller: u32| ledger.people().id(seller);
            let asked: Vec<u32> = group
                .into_iter()
                .filter(|&seller| allowed.is_none_or(|allowed| allowed.contains(id(seller))))
                .collect();
            if asked.is_empty() {
                continue;
            }
            let n_sellers = u32::try_from(asked.len()).unwrap_or(u32::MAX);
            let told = asked.into_iter().filter(|&seller| broken_down || id(seller) == viewer);
            let told: Vec<(u32, Vec<u32>)> =
                told.map(|seller| (seller, held.remove(&seller).unwrap_or_default())).collect();
            for &customer in told.iter().flat_map(|(_, customers)| customers) {
                vote_holders.extend(strong::vote_holders(&view.customer(customer)).map(|person| id(person).clone()));
            }
            let department = department.and_then(|number| ledger.department(number)).cloned();
            groups.push(PlannedGroup { department, n_sellers, broken_down, told });
        }
        Ok(Self { groups, vote_holders })
    }

    fn carried_out(self, view: &LedgerView, period: &Days, deep: &HashSet<u32>) -> SellersAnswer {
        let before = view.at(end_of_day_before(period.from));
        let (mut sellers, mut groups, mut n_not_broken_down, mut omitted) = (Vec::new(), Vec::new(), 0, 0);
        for PlannedGroup { department, n_sellers, broken_down, told } in self.groups {
            let mut grades: BTreeMap<SellerGrade, u32> = SellerGrade::ALL.iter().map(|grade| (*grade, 0)).collect();
            n_not_broken_down += n_sellers - u32::try_from(told.len()).unwrap_or(n_sellers);
            for (seller, customers) in told {
                let (entry, hidden) = seller_entry((view, &before), seller, &customers, period, deep);
                omitted += hidden;
                *grades.entry(entry.grade).or_default() += 1;
                sellers.push(entry);
            }
            let grades = broken_down.then(|| grades.into_iter().collect());
            groups.push(SellerGroup { department, n_sellers, broken_down, grades });
        }
        sellers.sort_by(|a, b| a.person.cmp(&b.person));
        SellersAnswer {
            sellers,
            groups,
            n_not_broken_down,
            from: period.from,
            to: period.to,
            omitted,
            as_of: view.as_of(),
            data_version: 0,
            policy: Arc::clone(view.policy()),
        }
    }
}

fn end_of_day_before(day: Date) -> AsOf {
    let before = day.saturating_sub(1.day());
    AsOf::end_of(before).unwrap_or_else(|_| AsOf::new(jiff::Timestamp::MIN))
}

/// Who sells: colleagues who own an opportunity that was opened by the day, and people with a target in the period.
fn sellers(view: &LedgerView, period: &Days) -> BTreeSet<u32> {
    let ledger = view.ledger();
    let owners = ledger.deals().filter(|(_, deal)| deal.opened_by(view.day())).map(|(_, deal)| deal.owner);
    let owners: BTreeSet<u32> = owners.filter(|&owner| owner != numbers::NONE).collect();
    let mut sellers: BTreeSet<u32> = owners.into_iter().filter(|&owner| view.is_colleague(owner)).collect();
    let with_target = ledger.people_with_target();
    sellers.extend(with_target.filter(|&person| ledger.targets_of(person).iter().any(|quota| period.overlaps(quota))));
    sellers
}

fn customers_by_owner(view: &LedgerView) -> BTreeMap<u32, Vec<u32>> {
    let mut held: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for customer in view.ledger().customers() {
        if let Some(owner) = view.owner_of(customer) {
            held.entry(owner).or_default().push(customer);
        }
    }
    held
}

/// What the customers of a seller say together.
#[derive(Default)]
struct Accounts {
    held: HeldCustomers,
    customers: Vec<HeldCustomer>,
    /// Of the customers that have key persons.
    completeness: Vec<Completeness>,
    insights: Vec<f64>,
    now: [LevelCounts; 3],
    before: [LevelCounts; 3],
    omitted: u64,
}

/// What is known now and what was known before the period of the customers of a seller.
fn accounts((view, before): (&LedgerView, &LedgerView), customers: &[u32], deep: &HashSet<u32>) -> Accounts {
    let policy = view.policy();
    let mut all = Accounts::default();
    for &number in customers {
        let customer = view.customer(number);
        let assessment = customer.assessed(view);
        let counts = customer.counts();
        let closeness = counts[0].average(&policy.band);
        let facts = strong::facts(view, &customer, &assessment, deep);
        let relationship = strong_relationship(&facts, &policy.customer);
        let place = match closeness.band {
            _ if relationship.strong == crate::domain::YesNoUnknown::Yes => &mut all.held.strong,
            Band::Excellent => &mut all.held.excellent,
            Band::Good => &mut all.held.good,
            Band::Medium => &mut all.held.medium,
            Band::Poor => &mut all.held.poor,
            Band::Unknown => &mut all.held.unknown,
        };
        *place += 1;
        if !customer.members.is_empty() {
            all.insights.push(assessment.insight.rate);
            all.completeness.push(assessment.completeness);
        }
        all.omitted += customer.omitted;
        let earlier = before.customer(number).counts();
        for degree in 0..3 {
            all.now[degree].merge(&counts[degree]);
            all.before[degree].merge(&earlier[degree]);
        }
        let customer = Arc::clone(view.ledger().organization(number));
        all.customers.push(HeldCustomer { customer, closeness, relationship });
    }
    all
}

/// One seller, and how much about their customers the viewer may not see.
fn seller_entry(
    views: (&LedgerView, &LedgerView),
    seller: u32,
    customers: &[u32],
    period: &Days,
    deep: &HashSet<u32>,
) -> (SellerEntry, u64) {
    let (view, _) = views;
    let (ledger, policy) = (view.ledger(), view.policy());
    let accounts = accounts(views, customers, deep);
    let mean = |counts: &LevelCounts| counts.average(&policy.band).mean;
    let change = |place: usize| metric_change(mean(&accounts.before[place]), mean(&accounts.now[place]));
    let changes: Vec<(Dimension, MetricChange)> =
        Dimension::ALL.iter().enumerate().map(|(place, dimension)| (*dimension, change(place))).collect();
    let known = !accounts.insights.is_empty();
    let completeness = known.then(|| pooled_completeness(&accounts.completeness, &policy.completeness).value);
    let insight = known.then(|| accounts.insights.iter().sum::<f64>() / accounts.insights.len() as f64);
    let (sales, n_won_without_amount) = sales(view, seller, period);
    let counted = sales.iter().find(|result| result.counts);
    let case = PerformanceCase {
        won: counted.map_or(0.0, |result| result.won),
        target: counted.and_then(|result| result.target),
        completeness,
        insight,
        changes: [0, 1, 2].map(|place| changes[place].1.difference),
    };
    let is_authority = view.is_recognised(seller);
    let department = view.department_of(seller).and_then(|number| ledger.department(number)).cloned();
    let entry = SellerEntry {
        person: ledger.people().id(seller).clone(),
        department,
        grade: seller_grade(&accounts.held, is_authority, &policy.grade),
        held: accounts.held,
        customers: accounts.customers,
        is_authority,
        performance: performance(&case, &policy.performance),
        sales,
        n_won_without_amount,
        changes,
    };
    (entry, accounts.omitted)
}

/// What a seller sold in the period, until the moment, against the targets; and how many won opportunities have no amount.
fn sales(view: &LedgerView, seller: u32, period: &Days) -> (Vec<SalesResult>, u32) {
    #[derive(Default)]
    struct Sum {
        won: f64,
        n_won: u32,
        target: Option<f64>,
        target_days: i32,
    }
    let ledger: &Ledger = view.ledger();
    let mut by_currency: BTreeMap<&Arc<str>, Sum> = BTreeMap::new();
    let mut without_amount = 0;
    let won = ledger.deals().filter(|(_, deal)| {
        let closed = deal.closed().is_some_and(|day| period.contains(day) && day <= view.day());
        deal.owner == seller && closed && deal.ended() == Some(OpportunityOutcome::Won)
    });
    for (_, deal) in won {
        match (deal.amount, deal.currency) {
            (Some(amount), Some(currency)) => {
                let sum = by_currency.entry(ledger.currency(currency)).or_default();
                (sum.won, sum.n_won) = (sum.won + amount, sum.n_won + 1);
            }
            _ => without_amount += 1,
        }
    }
    for quota in ledger.targets_of(seller).iter().filter(|quota| period.overlaps(quota)) {
        let sum = by_currency.entry(ledger.currency(quota.currency)).or_default();
        sum.target = Some(sum.target.unwrap_or(0.0) + quota.amount * period.share_of(quota));
        sum.target_days += period.end.min(quota.to) - period.first.max(quota.from);
    }
    // Amounts of several currencies are never added: the one with a target on most days counts, of equals the first.
    let counts = by_currency.iter().filter(|(_, sum)| sum.target.is_some());
    let counts = counts.rev().max_by_key(|(_, sum)| sum.target_days).map(|(currency, _)| Arc::clone(currency));
    let result = |(currency, sum): (&Arc<str>, Sum)| SalesResult {
        counts: counts.as_ref() == Some(currency),
        currency: Arc::clone(currency),
        won: sum.won,
        n_won: sum.n_won,
        target: sum.target,
    };
    (by_currency.into_iter().map(result).collect(), without_amount)
}

//! Sellers: grades and performance scores.

use std::sync::Arc;

use async_graphql::{Enum, ID, Object, SimpleObject};

use crate::domain::{self, Policy, RecordKind, SellerGrade as Grade};
use crate::service::{self, SellersAnswer, SellersQuestion, people_notice};

use super::answer::PolicyNumber;
use super::connection::{Connection, Listed, page_cost};
use super::decision::DegreeAverage;
use super::department::Department;
use super::enums::{Dimension, Language, YesNoUnknown};
use super::failure::Answer;
use super::global_id::optional_entity;
use super::organization::Organization;
use super::person::Person;
use super::scalars::{Date, DateTime};
use super::scope::Scope;

/// Seller grades 销售分级.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::SellerGrade")]
pub enum SellerGrade {
    /// 小白: less than a junior.
    Novice,
    /// 初级.
    Junior,
    /// 中级.
    Middle,
    /// 高级.
    Senior,
    /// 顶级: as senior, and a recognised authority of the industry.
    Top,
}

/// Sellers over a period, looked at in a scope at its moment.
pub struct Sellers {
    scope: Scope,
    answer: Arc<SellersAnswer>,
}

impl Sellers {
    /// Asks for the sellers whom the viewer may ask about.
    pub async fn ask(scope: &Scope, from: Option<Date>, to: Option<Date>, department: Option<ID>) -> Answer<Self> {
        let question = SellersQuestion {
            from: from.map(|day| day.day("from")).transpose()?,
            to: to.map(|day| day.day("to")).transpose()?,
            department: optional_entity(department.as_ref(), RecordKind::Department, "department")?,
        };
        let answer = scope.reading().sellers(&question, scope.as_of()).await?;
        Ok(Self { scope: scope.clone(), answer: Arc::new(answer) })
    }
}

/// Seller grades 销售分级 and performance scores 绩效, with every part. A rep sees themself, a manager their departments and everybody
/// below them, an executive everybody. Sellers of a group that is too small are not told one by one, except the viewer.
#[Object]
impl Sellers {
    /// The sellers, by identifier.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn sellers(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Seller>> {
        let page = self.scope.page(first, after)?;
        let all: Vec<usize> = (0..self.answer.sellers.len()).collect();
        let seller = |at: &usize| Seller { scope: self.scope.clone(), answer: Arc::clone(&self.answer), at: *at };
        Connection::slice(&all, &page, |at| self.answer.sellers[*at].person.to_string(), seller)
    }
    /// The sellers by department.
    async fn groups(&self) -> Vec<SellerGroup> {
        let group = |group: &service::SellerGroup| SellerGroup {
            department: group.department.clone().map(|record| Department { scope: self.scope.clone(), record }),
            n_sellers: group.n_sellers,
            broken_down: group.broken_down,
            grades: group.grades.as_ref().map(|grades| {
                grades.iter().map(|&(grade, sellers)| GradeCount { grade: grade.into(), sellers }).collect()
            }),
        };
        self.answer.groups.iter().map(group).collect()
    }
    /// How many sellers are not told one by one because their group is too small.
    async fn n_not_broken_down(&self) -> u32 {
        self.answer.n_not_broken_down
    }
    /// What stands beside every metric of people.
    async fn notice(
        &self,
        #[graphql(desc = "In this language; English without.")] language: Option<Language>,
    ) -> &'static str {
        people_notice(language.unwrap_or_default().into())
    }
    /// The first day of the period.
    async fn from(&self) -> Date {
        self.answer.from.into()
    }
    /// The day after the last.
    async fn to(&self) -> Date {
        self.answer.to.into()
    }
    /// How many assessments and lines of other teams about the customers held take no part because of who asks.
    async fn omitted(&self) -> u64 {
        self.answer.omitted
    }
    /// The policy numbers that made this answer.
    async fn policy(&self) -> Vec<PolicyNumber> {
        let sections = [Policy::SELLER_SECTIONS, Policy::CUSTOMER_SECTIONS, Policy::CHAIN_SECTIONS].concat();
        Policy::numbers_of(&sections).map(|n| PolicyNumber::of(n, &self.answer.policy)).collect()
    }
    /// The moment the answer holds for.
    async fn as_of(&self) -> DateTime {
        self.answer.as_of.instant().into()
    }
    /// The version of the data it was computed from.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}

/// The sellers of one department whom the viewer may ask about.
#[derive(SimpleObject)]
pub struct SellerGroup {
    /// The department; null: those who have none.
    department: Option<Department>,
    /// How many sellers.
    n_sellers: u32,
    /// Whether all sellers of the department together are enough to be told one by one.
    broken_down: bool,
    /// How many have each grade; null where the group is not broken down.
    grades: Option<Vec<GradeCount>>,
}

/// How many sellers have a grade.
#[derive(SimpleObject)]
pub struct GradeCount {
    /// The grade.
    grade: SellerGrade,
    /// How many.
    sellers: u32,
}

/// A seller, by their place in the answer.
#[derive(Clone)]
pub struct Seller {
    scope: Scope,
    answer: Arc<SellersAnswer>,
    at: usize,
}

impl Listed for Seller {}

impl Seller {
    fn found(&self) -> &service::SellerEntry {
        &self.answer.sellers[self.at]
    }
}

/// A seller: who owns opportunities as our colleague, or has a target in the period.
#[Object]
impl Seller {
    /// Who it is.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.found().person).await
    }
    /// The department at our company: of several posts, that of the highest title level.
    async fn department(&self) -> Option<Department> {
        let record = self.found().department.clone()?;
        Some(Department { scope: self.scope.clone(), record })
    }
    /// The seller grade.
    async fn grade(&self) -> SellerGrade {
        Grade::into(self.found().grade)
    }
    /// How many of the customers held stand in each band of closeness.
    async fn held(&self) -> HeldCustomers {
        let held = self.found().held;
        HeldCustomers {
            strong: held.strong,
            excellent: held.excellent,
            good: held.good,
            medium: held.medium,
            poor: held.poor,
            unknown: held.unknown,
            total: held.total(),
        }
    }
    /// The customers held, by identifier.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn customers(&self, #[graphql(desc = "At most this many.")] first: Option<i32>) -> Answer<Vec<HeldCustomer>> {
        let first = self.scope.page(first, None)?.first as usize;
        let customer = |held: &service::HeldCustomer| HeldCustomer {
            customer: Organization { scope: self.scope.clone(), record: Arc::clone(&held.customer) },
            closeness: DegreeAverage::of(domain::Dimension::Relationship, &held.closeness),
            relationship: (&held.relationship).into(),
        };
        Ok(self.found().customers.iter().take(first).map(customer).collect())
    }
    /// Whether an endorsement 行业认可 as an authority of the industry holds.
    async fn is_authority(&self) -> bool {
        self.found().is_authority
    }
    /// The performance score with its parts.
    async fn performance(&self) -> Performance {
        let found = &self.found().performance;
        let part = |part: &service::ScorePart| ScorePart { value: part.value, weight: part.weight };
        Performance {
            score: found.score,
            low: found.low,
            high: found.high,
            base: part(&found.base),
            sales: part(&found.sales),
            account: part(&found.account),
            sales_ratio: found.sales_ratio,
            completeness: found.completeness,
            insight: found.insight,
            change: found.change,
        }
    }
    /// What was won in the period, by currency, against the targets. Currencies are never added.
    async fn sales(&self) -> Vec<SalesResult> {
        let result = |result: &service::SalesResult| SalesResult {
            currency: result.currency.to_string(),
            won: result.won,
            n_won: result.n_won,
            target: result.target,
            counts: result.counts,
        };
        self.found().sales.iter().map(result).collect()
    }
    /// Won opportunities without an amount or a currency, which are not in `sales`.
    async fn n_won_without_amount(&self) -> u32 {
        self.found().n_won_without_amount
    }
    /// The three averages over the key persons of the customers held now, at the beginning of the period and now.
    async fn changes(&self) -> Vec<AverageChange> {
        let change = |(dimension, change): &(domain::Dimension, service::MetricChange)| AverageChange {
            dimension: (*dimension).into(),
            earlier: change.earlier,
            later: change.later,
            difference: change.difference,
        };
        self.found().changes.iter().map(change).collect()
    }
}

/// Customers by band of closeness, each counted once.
#[derive(SimpleObject)]
pub struct HeldCustomers {
    /// With a strong relationship 强关系; these are not counted under their band.
    strong: u32,
    /// 优.
    excellent: u32,
    /// 良.
    good: u32,
    /// 中.
    medium: u32,
    /// 差.
    poor: u32,
    /// Nothing is known.
    unknown: u32,
    /// All of them.
    total: u32,
}

/// A customer that a seller holds: the owner of its open opportunity that was opened last, or of the last one.
#[derive(SimpleObject)]
pub struct HeldCustomer {
    /// The customer.
    customer: Organization,
    /// The closeness average over its key persons, whose band counts.
    closeness: DegreeAverage,
    /// Whether the relationship is strong.
    relationship: StrongRelationship,
}

/// Whether a relationship is strong 强关系: all four parts hold.
#[derive(SimpleObject)]
pub struct StrongRelationship {
    /// All of them together.
    strong: YesNoUnknown,
    /// The closeness average is excellent.
    closeness_excellent: YesNoUnknown,
    /// Every known vote holder is deeply influenced by a colleague of ours.
    votes_influenced: YesNoUnknown,
    /// Enough of the key deciders are for us.
    deciders_for_us: YesNoUnknown,
    /// Nobody of whom something is known opposes.
    nobody_opposes: YesNoUnknown,
}

impl From<&service::StrongRelationship> for StrongRelationship {
    fn from(found: &service::StrongRelationship) -> Self {
        Self {
            strong: found.strong.into(),
            closeness_excellent: found.closeness_excellent.into(),
            votes_influenced: found.votes_influenced.into(),
            deciders_for_us: found.deciders_for_us.into(),
            nobody_opposes: found.nobody_opposes.into(),
        }
    }
}

/// A performance score 绩效 with its parts.
#[derive(SimpleObject)]
pub struct Performance {
    /// The score, 0 to 1; null where a part that counts is not known.
    score: Option<f64>,
    /// The score if every part that is not known were 0.
    low: f64,
    /// The score if every part that is not known were 1.
    high: f64,
    /// The duties of the job, of which nothing recorded here is a measure: always 1.
    base: ScorePart,
    /// Sales result: amount won by target, at most 1.
    sales: ScorePart,
    /// Account operation: the mean of what is known of completeness, insight and change.
    account: ScorePart,
    /// Amount won by target, however much more than 1; null without a target.
    sales_ratio: Option<f64>,
    /// Completeness of the customers held, pooled, 0 to 1; null where none has key persons.
    completeness: Option<f64>,
    /// Mean insight rate of the customers held, 0 to 1; null where none has key persons.
    insight: Option<f64>,
    /// The mean change of the three averages over the period, moved to 0 to 1; null where none is known.
    change: Option<f64>,
}

/// A part of a score.
#[derive(SimpleObject)]
pub struct ScorePart {
    /// 0 to 1; null while unknown.
    value: Option<f64>,
    /// Its share in the score.
    weight: f64,
}

/// What was won in one currency.
#[derive(SimpleObject)]
pub struct SalesResult {
    /// The currency, by its ISO 4217 code.
    currency: String,
    /// The amounts won in the period, until the moment of the answer.
    won: f64,
    /// Of how many opportunities.
    n_won: u32,
    /// What was to be sold: of each target the share of its days that fall into the period; null: no target in this currency.
    target: Option<f64>,
    /// Whether the performance score counts this one: with targets in several currencies, that of the most days.
    counts: bool,
}

/// How an average changed.
#[derive(SimpleObject)]
pub struct AverageChange {
    /// Of which degree.
    dimension: Dimension,
    /// The mean then; null where nothing was known.
    earlier: Option<f64>,
    /// The mean now; null where nothing is known.
    later: Option<f64>,
    /// Later minus earlier; null where either is not known.
    difference: Option<f64>,
}

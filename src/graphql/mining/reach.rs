//! Reach rankings and hidden influencers.

use std::sync::Arc;

use async_graphql::{Enum, ID, Object, SimpleObject};

use crate::domain::RecordKind;
use crate::graphql::answer::{PolicyNumber, policy_of_company};
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::department::Department;
use crate::graphql::enums::Language;
use crate::graphql::failure::Answer;
use crate::graphql::global_id::optional_entity;
use crate::graphql::person::Person;
use crate::graphql::scalars::DateTime;
use crate::graphql::scope::Scope;
use crate::service::{self, ReachQuestion, ReachSubject, people_notice};

/// Whose reach is ranked.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Default)]
#[graphql(remote = "service::ReachBy")]
pub enum ReachBy {
    /// Our people, one by one.
    #[default]
    Employees,
    /// Our departments: those who work in each itself.
    Departments,
    /// Our uppermost departments, with everybody below.
    Offices,
}

/// A ranking, looked at in a scope at its moment.
#[derive(Clone)]
pub struct ReachRanking {
    scope: Scope,
    answer: Arc<service::ReachRanking>,
}

impl ReachRanking {
    /// Ranks by reach.
    pub async fn ask(scope: &Scope, by: ReachBy, department: Option<ID>) -> Answer<Self> {
        let department = optional_entity(department.as_ref(), RecordKind::Department, "department")?;
        let question = ReachQuestion { by: by.into(), department };
        let answer = scope.reading().reach_ranking(&question, scope.as_of()).await?;
        Ok(Self { scope: scope.clone(), answer: Arc::new(answer) })
    }

    fn entry(&self, at: usize) -> ReachEntry {
        ReachEntry { ranking: self.clone(), at }
    }
}

/// Employees, departments or offices by reach: Σ over key persons of decision power times the probability of the best route, over contacts
/// alone. The decision power of one customer sums to 1, so every customer counts alike.
#[Object]
impl ReachRanking {
    /// Greatest reach first; equals by identifier, masked colleagues last.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn entries(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<ReachEntry>> {
        let page = self.scope.page(first, after)?;
        let all: Vec<usize> = (0..self.answer.entries.len()).collect();
        Connection::slice(&all, &page, |at| format!("reach:{at}"), |at| self.entry(*at))
    }
    /// Whose reach is ranked.
    async fn by(&self) -> ReachBy {
        self.answer.by.into()
    }
    /// People who are not told one by one, or whose department is not told, because the group is too small.
    async fn n_not_broken_down(&self) -> u32 {
        self.answer.n_not_broken_down
    }
    /// The decision power of all key persons together: the number of customers that have any.
    async fn total_power(&self) -> f64 {
        self.answer.total_power
    }
    /// How many key persons there are.
    async fn n_key_persons(&self) -> u32 {
        self.answer.n_key_persons
    }
    /// What stands beside every metric of people.
    async fn notice(
        &self,
        #[graphql(desc = "In this language; English without.")] language: Option<Language>,
    ) -> &'static str {
        people_notice(language.unwrap_or_default().into())
    }
    /// How many lines and assessments of other teams take no part because of who asks.
    async fn omitted(&self) -> u64 {
        self.answer.omitted
    }
    /// The policy numbers that made this answer.
    async fn policy(&self) -> Vec<PolicyNumber> {
        policy_of_company(&self.answer.policy)
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

/// A place of a ranking by reach.
#[derive(Clone)]
pub struct ReachEntry {
    ranking: ReachRanking,
    at: usize,
}

impl Listed for ReachEntry {}

impl ReachEntry {
    fn found(&self) -> &service::ReachEntry {
        &self.ranking.answer.entries[self.at]
    }
}

/// An employee, a department or an office with its reach.
#[Object]
impl ReachEntry {
    /// The employee; null for a department or office, and for a colleague whose name is withheld.
    async fn person(&self) -> Answer<Option<Person>> {
        match &self.found().subject {
            ReachSubject::Employee(id) => Person::known(&self.ranking.scope, id).await.map(Some),
            ReachSubject::Masked | ReachSubject::Department(_) => Ok(None),
        }
    }
    /// Whether it stands for the blind lines of a colleague whose name is withheld.
    async fn masked(&self) -> bool {
        self.found().subject == ReachSubject::Masked
    }
    /// The department or office; of an employee the own one, where known.
    async fn department(&self) -> Option<Department> {
        let record = match &self.found().subject {
            ReachSubject::Department(record) => record,
            ReachSubject::Employee(_) | ReachSubject::Masked => self.found().department.as_ref()?,
        };
        Some(Department { scope: self.ranking.scope.clone(), record: Arc::clone(record) })
    }
    /// Σ over key persons: decision power times probability of the best route.
    async fn reach(&self) -> f64 {
        self.found().reach
    }
    /// Key persons to whom a route leads.
    async fn n_key_persons(&self) -> u32 {
        self.found().n_key_persons
    }
    /// The share of all employees, or of the departments or offices ranked, whose reach is less.
    async fn percentile(&self) -> f64 {
        self.found().percentile
    }
    /// The title level of the employee, 1 the highest; of several posts the highest.
    async fn title_level(&self) -> Option<u8> {
        self.found().title_level
    }
    /// The share of the employees with a title level whose title is lower.
    async fn title_percentile(&self) -> Option<f64> {
        self.found().title_percentile
    }
    /// How many colleagues it is made of.
    async fn n_members(&self) -> u32 {
        self.found().n_members
    }
    /// The key persons that make up the reach, those who count most first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn key_persons(&self, #[graphql(desc = "At most this many.")] first: Option<i32>) -> Answer<Vec<ReachPart>> {
        let first = self.ranking.scope.page(first, None)?.first as usize;
        let mut parts = Vec::new();
        for part in self.ranking.answer.parts(self.at, first) {
            parts.extend(ReachPart::of(&self.ranking, &part).await?);
        }
        Ok(parts)
    }
}

/// A key person's part in a reach.
#[derive(SimpleObject)]
pub struct ReachPart {
    /// The key person.
    person: Person,
    /// The decision power.
    power: f64,
    /// The probability of the best route.
    probability: f64,
    /// The lines of that route.
    steps: u8,
    /// Decision power times probability.
    reach: f64,
}

impl ReachPart {
    async fn of(ranking: &ReachRanking, part: &service::ReachPart) -> Answer<Option<Self>> {
        let Some(id) = ranking.answer.key_person(part) else { return Ok(None) };
        let person = Person::known(&ranking.scope, id).await?;
        let service::ReachPart { power, probability, steps, .. } = *part;
        Ok(Some(Self { person, power, probability, steps, reach: part.reach() }))
    }
}

/// Hidden influencers, looked at in a scope at their moment.
#[derive(Clone)]
pub struct HiddenInfluencers {
    ranking: ReachRanking,
    found: Arc<service::HiddenInfluencers>,
}

impl HiddenInfluencers {
    /// Finds them.
    pub async fn ask(scope: &Scope, department: Option<ID>) -> Answer<Self> {
        let department = optional_entity(department.as_ref(), RecordKind::Department, "department")?;
        let found = scope.reading().hidden_influencers(department, scope.as_of()).await?;
        let ranking = ReachRanking { scope: scope.clone(), answer: Arc::new(found.ranking.clone()) };
        Ok(Self { ranking, found: Arc::new(found) })
    }
}

/// Employees whose percentile by reach is at least `mining.hidden_gap` above their percentile by title.
#[Object]
impl HiddenInfluencers {
    /// Widest gap first; of equals the greater reach.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn influencers(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<HiddenInfluencer>> {
        let page = self.ranking.scope.page(first, after)?;
        let all: Vec<usize> = (0..self.found.found.len()).collect();
        Connection::slice(&all, &page, |at| format!("hidden:{at}"), |at| HiddenInfluencer { of: self.clone(), at: *at })
    }
    /// The ranking of employees they were found in.
    async fn ranking(&self) -> &ReachRanking {
        &self.ranking
    }
    /// Employees without a title level, of whom nothing can be said.
    async fn n_without_level(&self) -> u32 {
        self.found.n_without_level
    }
    /// What stands beside every metric of people.
    async fn notice(
        &self,
        #[graphql(desc = "In this language; English without.")] language: Option<Language>,
    ) -> &'static str {
        people_notice(language.unwrap_or_default().into())
    }
    /// The moment the answer holds for.
    async fn as_of(&self) -> DateTime {
        self.ranking.answer.as_of.instant().into()
    }
    /// The version of the data it was computed from.
    async fn data_version(&self) -> i64 {
        self.ranking.answer.data_version
    }
}

/// One of them, by place.
#[derive(Clone)]
pub struct HiddenInfluencer {
    of: HiddenInfluencers,
    at: usize,
}

impl Listed for HiddenInfluencer {}

/// An employee whose reach is far above the title.
#[Object]
impl HiddenInfluencer {
    /// The employee with reach, both percentiles, and the key persons.
    async fn entry(&self) -> ReachEntry {
        self.of.ranking.entry(self.of.found.found[self.at].at)
    }
    /// The percentile by reach less that by title.
    async fn gap(&self) -> f64 {
        self.of.found.found[self.at].gap
    }
    /// Why, in plain words.
    async fn why(&self, #[graphql(desc = "In this language; English without.")] language: Option<Language>) -> String {
        self.of.found.found[self.at].why(&self.of.found.ranking, language.unwrap_or_default().into())
    }
}

//! What changed between two dates.

use std::sync::Arc;

use async_graphql::{Enum, Object, SimpleObject};

use crate::graphql::answer::{PolicyNumber, policy_of_company};
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::enums::{Language, LineKind};
use crate::graphql::failure::Answer;
use crate::graphql::person::Person;
use crate::graphql::scalars::DateTime;
use crate::graphql::scope::Scope;
use crate::service::{self, CompanyChangesAnswer};

use super::party::CompanyPerson;

/// What became of a line.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::LineChangeKind")]
pub enum LineChangeKind {
    /// There was none.
    New,
    /// There is none any more.
    Ended,
    /// It was seen anew, or contacts grew.
    Stronger,
    /// It faded with the age of its evidence.
    Weaker,
    /// It stands on something else.
    Replaced,
}

/// What changed, looked at in a scope at the later moment.
#[derive(Clone)]
pub struct CompanyChanges {
    scope: Scope,
    answer: Arc<CompanyChangesAnswer>,
}

impl CompanyChanges {
    /// Asks for it; the scope is at the later moment.
    pub async fn ask(scope: Scope, from: &DateTime) -> Answer<Self> {
        let answer = scope.reading().company_changes(from.as_of("from")?, scope.as_of()).await?;
        Ok(Self { answer: Arc::new(answer), scope })
    }
}

/// What changed between two dates, by the data known today: employees, key persons and lines that gained or lost.
#[Object]
impl CompanyChanges {
    /// Key persons whom we reach better or worse, or whose decision power changed: the greatest difference first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn key_persons(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<KeyPersonChange>> {
        let page = self.scope.page(first, after)?;
        let show =
            |found: &service::KeyPersonChange| KeyPersonChange { scope: self.scope.clone(), found: found.clone() };
        Connection::slice(&self.answer.key_persons, &page, |found| found.person.to_string(), show)
    }
    /// Employees whose reach grew or fell: the greatest difference first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn employees(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<EmployeeChange>> {
        let page = self.scope.page(first, after)?;
        let show = |found: &service::EmployeeChange| EmployeeChange { scope: self.scope.clone(), found: found.clone() };
        Connection::slice(&self.answer.employees, &page, |found| found.employee.key(), show)
    }
    /// Lines that are not as they were: the greatest difference of strength first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn lines(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<LineChange>> {
        let page = self.scope.page(first, after)?;
        let show = |found: &service::LineChange| LineChange { scope: self.scope.clone(), found: found.clone() };
        Connection::slice(&self.answer.lines, &page, |found| format!("{} {}", found.from.key(), found.to.key()), show)
    }
    /// Decision power reached by anybody at the first date.
    async fn reach_before(&self) -> f64 {
        self.answer.reach[0]
    }
    /// Decision power reached by anybody at the second.
    async fn reach_after(&self) -> f64 {
        self.answer.reach[1]
    }
    /// Key persons, employees and lines at the first date.
    async fn before(&self) -> CompanyCounts {
        self.counts(0)
    }
    /// Key persons, employees and lines at the second.
    async fn after(&self) -> CompanyCounts {
        self.counts(1)
    }
    /// How many lines and assessments of other teams take no part because of who asks.
    async fn omitted(&self) -> u64 {
        self.answer.omitted
    }
    /// The policy numbers that made it.
    async fn policy(&self) -> Vec<PolicyNumber> {
        policy_of_company(&self.answer.policy)
    }
    /// The first moment.
    async fn from(&self) -> DateTime {
        self.answer.from.instant().into()
    }
    /// The second.
    async fn to(&self) -> DateTime {
        self.answer.to.instant().into()
    }
    /// The version of the data both were computed from.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}

impl CompanyChanges {
    fn counts(&self, at: usize) -> CompanyCounts {
        CompanyCounts {
            key_persons: self.answer.n_key_persons[at],
            employees: self.answer.n_employees[at],
            lines: self.answer.n_lines[at],
        }
    }
}

/// How many there are at a date.
#[derive(SimpleObject)]
pub struct CompanyCounts {
    /// Key persons.
    key_persons: u32,
    /// Our own people.
    employees: u32,
    /// Lines that carry influence.
    lines: u64,
}

/// A key person whom we reach better or worse.
#[derive(Clone)]
pub struct KeyPersonChange {
    scope: Scope,
    found: service::KeyPersonChange,
}

impl Listed for KeyPersonChange {}

/// A key person whom we reach better or worse, or whose decision power changed.
#[Object]
impl KeyPersonChange {
    /// Who it is.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.found.person).await
    }
    /// The chance of the best route of anybody then; null where there was none.
    async fn probability_before(&self) -> Option<f64> {
        self.found.before.as_ref().map(|(_, probability)| *probability)
    }
    /// The chance of the best route of anybody now; null where there is none.
    async fn probability_after(&self) -> Option<f64> {
        self.found.after.as_ref().map(|(_, probability)| *probability)
    }
    /// Whose best route it was.
    async fn door_before(&self) -> Option<CompanyPerson> {
        self.found.before.as_ref().map(|(door, _)| CompanyPerson::new(&self.scope, door))
    }
    /// Whose best route it is.
    async fn door_after(&self) -> Option<CompanyPerson> {
        self.found.after.as_ref().map(|(door, _)| CompanyPerson::new(&self.scope, door))
    }
    /// Decision power then; 0 for who was no key person.
    async fn power_before(&self) -> f64 {
        self.found.power[0]
    }
    /// Decision power now.
    async fn power_after(&self) -> f64 {
        self.found.power[1]
    }
    /// Of the lines of the best routes then and now, those that changed. Empty where only the decision power did.
    async fn lines(&self) -> Vec<LineChange> {
        let show = |found: &service::LineChange| LineChange { scope: self.scope.clone(), found: found.clone() };
        self.found.lines.iter().map(show).collect()
    }
}

/// An employee whose reach grew or fell.
#[derive(Clone)]
pub struct EmployeeChange {
    scope: Scope,
    found: service::EmployeeChange,
}

impl Listed for EmployeeChange {}

/// An employee whose reach grew or fell.
#[Object]
impl EmployeeChange {
    /// Who it is.
    async fn employee(&self) -> CompanyPerson {
        CompanyPerson::new(&self.scope, &self.found.employee)
    }
    /// Reach then.
    async fn reach_before(&self) -> f64 {
        self.found.reach[0]
    }
    /// Reach now.
    async fn reach_after(&self) -> f64 {
        self.found.reach[1]
    }
    /// The key persons who make most of the difference.
    async fn key_persons(&self) -> Vec<ReachPartChange> {
        let show = |found: &service::PowerChange| ReachPartChange { scope: self.scope.clone(), found: found.clone() };
        self.found.key_persons.iter().map(show).collect()
    }
}

/// What a key person adds to an employee's reach, then and now.
pub struct ReachPartChange {
    scope: Scope,
    found: service::PowerChange,
}

/// What a key person adds to an employee's reach, then and now.
#[Object]
impl ReachPartChange {
    /// The key person.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.found.person).await
    }
    /// Decision power times the chance of the best route then.
    async fn reach_before(&self) -> f64 {
        self.found.reach[0]
    }
    /// The same now.
    async fn reach_after(&self) -> f64 {
        self.found.reach[1]
    }
}

/// A line that is not as it was.
#[derive(Clone)]
pub struct LineChange {
    scope: Scope,
    found: service::LineChange,
}

impl Listed for LineChange {}

/// A line that is not as it was.
#[Object]
impl LineChange {
    /// Where it begins.
    async fn from(&self) -> CompanyPerson {
        CompanyPerson::new(&self.scope, &self.found.from)
    }
    /// Where it ends.
    async fn to(&self) -> CompanyPerson {
        CompanyPerson::new(&self.scope, &self.found.to)
    }
    /// What became of it.
    async fn kind(&self) -> LineChangeKind {
        self.found.kind.into()
    }
    /// The line then.
    async fn before(&self) -> Option<LineState> {
        self.found.before.map(Into::into)
    }
    /// The line now.
    async fn after(&self) -> Option<LineState> {
        self.found.after.map(Into::into)
    }
    /// What became of it, in words.
    async fn text(&self, #[graphql(desc = "In this language; English without.")] language: Option<Language>) -> String {
        self.found.text(language.unwrap_or_default().into())
    }
}

/// A line at a date.
#[derive(SimpleObject)]
pub struct LineState {
    /// What it stands on.
    kind: LineKind,
    /// Decayed to the date, 0 to 1.
    strength: f64,
    /// Whether it had decayed to its floor.
    cold: bool,
}

impl From<service::LineState> for LineState {
    fn from(service::LineState { kind, strength, cold }: service::LineState) -> Self {
        Self { kind: kind.into(), strength, cold }
    }
}

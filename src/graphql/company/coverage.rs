//! Who covers whom, who is not covered, and on whom we depend.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};

use crate::graphql::answer::{PolicyNumber, policy_of_company};
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::department::Department;
use crate::graphql::failure::Answer;
use crate::graphql::organization::Organization;
use crate::graphql::person::Person;
use crate::graphql::scalars::DateTime;
use crate::graphql::scope::Scope;
use crate::service::{self, CoverageAnswer, CoverageQuestion, people_notice};

use super::party::CompanyPerson;

/// Who covers whom, looked at in a scope at its moment.
#[derive(Clone)]
pub struct Coverage {
    scope: Scope,
    answer: Arc<CoverageAnswer>,
}

impl Coverage {
    /// Asks for it.
    pub async fn ask(scope: Scope, question: &CoverageQuestion) -> Answer<Self> {
        let answer = scope.reading().coverage(question, scope.as_of()).await?;
        Ok(Self { answer: Arc::new(answer), scope })
    }

    /// On whom we depend alone.
    pub fn single_points(&self, first: Option<i32>, after: Option<String>) -> Answer<Connection<SinglePointOfFailure>> {
        let page = self.scope.page(first, after)?;
        let all: Vec<usize> = (0..self.answer.single_points.len()).collect();
        let show = |at: &usize| SinglePointOfFailure { of: self.clone(), at: *at };
        Connection::slice(&all, &page, |at| self.answer.single_points[*at].employee.key(), show)
    }
}

/// Coverage 覆盖: which of our people and departments reach which key persons and customers. A key person is covered from
/// `mining.covered` on.
#[Object]
impl Coverage {
    /// Departments and customers, where a route leads: by department, then customer.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn departments(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<DepartmentCoverage>> {
        let page = self.scope.page(first, after)?;
        let key = |cell: &service::DepartmentCoverage| {
            format!("{:?} {}", cell.department.as_ref().map(|d| d.id.as_str()), cell.customer.id)
        };
        let show = |cell: &service::DepartmentCoverage| DepartmentCoverage {
            department: cell.department.clone().map(|record| Department { scope: self.scope.clone(), record }),
            customer: Organization { scope: self.scope.clone(), record: Arc::clone(&cell.customer) },
            best_probability: cell.best,
            n_doors: cell.n_doors,
            n_covered: cell.n_covered,
            n_key_persons: cell.n_key_persons,
            covered_power: cell.power,
        };
        Connection::slice(&self.answer.departments, &page, key, show)
    }

    /// Employees and key persons, where a route leads: by employee, then by the probability of the route.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn employees(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<EmployeeCoverage>> {
        let page = self.scope.page(first, after)?;
        let all: Vec<usize> = (0..self.answer.n_pairs()).collect();
        Connection::slice(&all, &page, |at| format!("pair:{at}"), |at| EmployeeCoverage { of: self.clone(), at: *at })
    }

    /// Key persons whom nobody covers: greatest decision power first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn uncovered_key_persons(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<UncoveredKeyPerson>> {
        let page = self.scope.page(first, after)?;
        let show = |found: &service::UncoveredKeyPerson| UncoveredKeyPerson {
            scope: self.scope.clone(),
            found: found.clone(),
        };
        Connection::slice(&self.answer.uncovered, &page, |found| found.person.to_string(), show)
    }

    /// Employees who alone cover key persons: greatest dependence first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn single_points_of_failure(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<SinglePointOfFailure>> {
        self.single_points(first, after)
    }

    /// Customers whose relation hangs by one thread, on our side or on theirs.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn single_threaded(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<SingleThreadedCustomer>> {
        let page = self.scope.page(first, after)?;
        let show = |found: &service::SingleThreaded| SingleThreadedCustomer {
            scope: self.scope.clone(),
            found: found.clone(),
        };
        Connection::slice(&self.answer.single_threaded, &page, |found| found.customer.id.to_string(), show)
    }

    /// How many key persons there are.
    async fn n_key_persons(&self) -> u32 {
        self.answer.n_key_persons
    }
    /// How many of them somebody covers.
    async fn n_covered(&self) -> u32 {
        self.answer.n_covered
    }
    /// The decision power of all of them; each customer counts 1.
    async fn power(&self) -> f64 {
        self.answer.power
    }
    /// The decision power of those covered.
    async fn covered_power(&self) -> f64 {
        self.answer.covered_power
    }
    /// How many lines and assessments of other teams take no part because of who asks.
    async fn omitted(&self) -> u64 {
        self.answer.omitted
    }
    /// Not for automated pay or employment decisions.
    async fn notice(&self) -> &'static str {
        people_notice(service::Language::English)
    }
    /// The policy numbers that made it.
    async fn policy(&self) -> Vec<PolicyNumber> {
        policy_of_company(&self.answer.policy)
    }
    /// The moment it holds for.
    async fn as_of(&self) -> DateTime {
        self.answer.as_of.instant().into()
    }
    /// The version of the data it was computed from.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}

/// What a department has at a customer.
#[derive(SimpleObject, Clone)]
pub struct DepartmentCoverage {
    /// The department; null for colleagues of none.
    department: Option<Department>,
    /// The customer.
    customer: Organization,
    /// The best route of anybody there to any of its key persons.
    best_probability: f64,
    /// Employees there with a route.
    n_doors: u32,
    /// Key persons of the customer who are covered from there.
    n_covered: u32,
    /// Key persons of the customer.
    n_key_persons: u32,
    /// The share of the customer's decision power that is covered from there, 0 to 1.
    covered_power: f64,
}

impl Listed for DepartmentCoverage {}

/// An employee and a key person, by their place.
#[derive(Clone)]
pub struct EmployeeCoverage {
    of: Coverage,
    at: usize,
}

impl Listed for EmployeeCoverage {}

impl EmployeeCoverage {
    fn found(&self) -> Answer<service::EmployeeCoverage> {
        let missing = || service::ServiceError::Internal("a pair has no place".to_owned());
        Ok(self.of.answer.pair(self.at).ok_or_else(missing)?)
    }
}

/// An employee and a key person to whom a route leads.
#[Object]
impl EmployeeCoverage {
    /// The employee.
    async fn employee(&self) -> Answer<CompanyPerson> {
        Ok(CompanyPerson::new(&self.of.scope, &self.found()?.employee))
    }
    /// The key person.
    async fn key_person(&self) -> Answer<Person> {
        Person::known(&self.of.scope, &self.found()?.key_person).await
    }
    /// The chance of the best route.
    async fn probability(&self) -> Answer<f64> {
        Ok(self.found()?.probability)
    }
    /// The lines of that route.
    async fn steps(&self) -> Answer<u8> {
        Ok(self.found()?.steps)
    }
    /// Whether it is probable enough to cover.
    async fn covered(&self) -> Answer<bool> {
        Ok(self.found()?.covered)
    }
}

/// A key person whom nobody covers.
#[derive(Clone)]
pub struct UncoveredKeyPerson {
    scope: Scope,
    found: service::UncoveredKeyPerson,
}

impl Listed for UncoveredKeyPerson {}

/// A key person whom nobody of ours covers.
#[Object]
impl UncoveredKeyPerson {
    /// Who it is.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.found.person).await
    }
    /// Decision power over all customers asked about.
    async fn power(&self) -> f64 {
        self.found.power
    }
    /// Where.
    async fn customers(&self) -> Vec<Organization> {
        let show = |record: &Arc<_>| Organization { scope: self.scope.clone(), record: Arc::clone(record) };
        self.found.customers.iter().map(show).collect()
    }
    /// The best route there is; null where there is none.
    async fn best_probability(&self) -> Option<f64> {
        self.found.best
    }
}

/// A customer whose relation hangs by one thread.
#[derive(Clone)]
pub struct SingleThreadedCustomer {
    scope: Scope,
    found: service::SingleThreaded,
}

impl Listed for SingleThreadedCustomer {}

/// A customer whose relation hangs by one thread.
#[Object]
impl SingleThreadedCustomer {
    /// The customer.
    async fn customer(&self) -> Organization {
        Organization { scope: self.scope.clone(), record: Arc::clone(&self.found.customer) }
    }
    /// The only one of us who covers any of its key persons; null where several do.
    async fn on_our_side(&self) -> Option<CompanyPerson> {
        self.found.on_our_side.as_ref().map(|found| CompanyPerson::new(&self.scope, found))
    }
    /// The only one of its several key persons who is covered; null where several are.
    async fn on_their_side(&self) -> Answer<Option<Person>> {
        Person::known_if(&self.scope, self.found.on_their_side.as_ref()).await
    }
}

/// An employee on whom key persons depend alone.
#[derive(Clone)]
pub struct SinglePointOfFailure {
    of: Coverage,
    at: usize,
}

impl Listed for SinglePointOfFailure {}

/// A single point of failure 单点依赖: an employee who alone covers key persons.
#[Object]
impl SinglePointOfFailure {
    /// The employee.
    async fn employee(&self) -> CompanyPerson {
        CompanyPerson::new(&self.of.scope, &self.of.answer.single_points[self.at].employee)
    }
    /// The key persons' decision power together.
    async fn power(&self) -> f64 {
        self.of.answer.single_points[self.at].power
    }
    /// How many key persons there are.
    async fn n_key_persons(&self) -> usize {
        self.of.answer.single_points[self.at].key_persons.len()
    }
    /// The key persons whom nobody else covers: greatest decision power first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn key_persons(&self, #[graphql(desc = "At most this many.")] first: Option<i32>) -> Answer<Vec<SoleRoute>> {
        let first = self.of.scope.page(first, None)?.first as usize;
        let all = &self.of.answer.single_points[self.at].key_persons;
        let show = |found: &service::SoleRoute| SoleRoute { scope: self.of.scope.clone(), found: found.clone() };
        Ok(all.iter().take(first).map(show).collect())
    }
}

/// A key person whom one employee alone covers.
pub struct SoleRoute {
    scope: Scope,
    found: service::SoleRoute,
}

/// A key person whom one employee alone covers.
#[Object]
impl SoleRoute {
    /// The key person.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.found.person).await
    }
    /// Decision power.
    async fn power(&self) -> f64 {
        self.found.power
    }
    /// The chance of the employee's best route.
    async fn probability(&self) -> f64 {
        self.found.probability
    }
    /// The best route of anybody else, which does not cover; null where there is none.
    async fn next_best_probability(&self) -> Option<f64> {
        self.found.next_best
    }
}

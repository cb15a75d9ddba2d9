//! Simulated departures, and whose would cost most.

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};

use crate::domain::RecordKind;
use crate::graphql::answer::{PolicyNumber, Reach, policy_of_company};
use crate::graphql::coaching::AmountAtRisk;
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::decision::ChainStatus;
use crate::graphql::department::Department;
use crate::graphql::enums::Language;
use crate::graphql::failure::Answer;
use crate::graphql::global_id;
use crate::graphql::opportunity::Opportunity;
use crate::graphql::organization::Organization;
use crate::graphql::person::Person;
use crate::graphql::scalars::DateTime;
use crate::graphql::scope::Scope;
use crate::service::{self, DepartureAnswer, people_notice};

/// A simulated departure, looked at in a scope at its moment.
#[derive(Clone)]
pub struct DepartureReport {
    scope: Scope,
    answer: Arc<DepartureAnswer>,
}

impl DepartureReport {
    /// Simulates.
    pub async fn ask(scope: &Scope, people: &[ID]) -> Answer<Self> {
        let person = |id| global_id::entity(id, RecordKind::Person, "people");
        let people = people.iter().map(person).collect::<Answer<Vec<_>>>()?;
        let answer = scope.reading().departure(&people, scope.as_of()).await?;
        Ok(Self { scope: scope.clone(), answer: Arc::new(answer) })
    }

    fn losses(&self, losses: &[service::ReachLoss], first: Option<i32>, after: Option<String>) -> Answer<LossPage> {
        let page = self.scope.page(first, after)?;
        let loss = |loss: &service::ReachLoss| WeakenedKeyPerson { report: self.clone(), found: loss.clone() };
        Connection::slice(losses, &page, |loss| format!("key:{}", loss.node), loss)
    }
}

type LossPage = Connection<WeakenedKeyPerson>;

/// What we lose if people leave together. Only lines that the viewer sees under a name are removed: a loss by masked lines would tell whose
/// they are.
#[Object]
impl DepartureReport {
    /// Who leaves, by identifier.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn people(&self, #[graphql(desc = "At most this many.")] first: Option<i32>) -> Answer<Vec<Person>> {
        let first = self.scope.page(first, None)?.first as usize;
        let mut people = Vec::new();
        for id in self.answer.leaving.iter().take(first) {
            people.push(Person::known(&self.scope, id).await?);
        }
        Ok(people)
    }
    /// Σ over key persons: decision power times the fall of our reach.
    async fn loss(&self) -> f64 {
        self.answer.loss
    }
    /// Key persons whom nobody of us reaches any more: greatest part of the loss first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn lost_key_persons(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<LossPage> {
        self.losses(&self.answer.lost, first, after)
    }
    /// Key persons whom we reach less by at least `mining.weakened`: greatest part of the loss first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn weakened_key_persons(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<LossPage> {
        self.losses(&self.answer.weakened, first, after)
    }
    /// Open opportunities whose decision chain turns red, because a contact in it leaves; by identifier.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn chains_turned_red(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
    ) -> Answer<Vec<TurnedRed>> {
        let first = self.scope.page(first, None)?.first as usize;
        let mut chains = Vec::new();
        for chain in self.answer.red.iter().take(first) {
            let opportunity = Opportunity::known(&self.scope, &chain.opportunity).await?;
            chains.push(TurnedRed { opportunity, before: chain.before.into() });
        }
        Ok(chains)
    }
    /// Open opportunities whose owner leaves; by identifier.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn ownerless_opportunities(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
    ) -> Answer<Vec<Opportunity>> {
        let first = self.scope.page(first, None)?.first as usize;
        let mut opportunities = Vec::new();
        for deal in self.answer.ownerless.iter().take(first) {
            opportunities.push(Opportunity::known(&self.scope, &deal.opportunity).await?);
        }
        Ok(opportunities)
    }
    /// Customers of whom somebody of us had a route of at least `mining.covered` to a key person, and nobody has any more.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn uncovered_customers(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
    ) -> Answer<Vec<Organization>> {
        let first = self.scope.page(first, None)?.first as usize;
        let customer = |record: &Arc<_>| Organization { scope: self.scope.clone(), record: Arc::clone(record) };
        Ok(self.answer.uncovered_customers().take(first).map(customer).collect())
    }
    /// Open opportunities at those customers and those without an owner, each once, by currency.
    async fn amount_at_risk(&self) -> Vec<AmountAtRisk> {
        self.answer.at_risk.amounts.iter().map(Into::into).collect()
    }
    /// How many opportunities that are.
    async fn n_opportunities_at_risk(&self) -> u32 {
        self.answer.at_risk.n_opportunities
    }
    /// Those of them without an amount or a currency.
    async fn n_without_amount(&self) -> u32 {
        self.answer.at_risk.n_without_amount
    }
    /// Direct lines of colleagues who leave, those to the most powerful contacts first, each with who could take over best.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn successors(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<LostRelation>> {
        let page = self.scope.page(first, after)?;
        let all: Vec<usize> = (0..self.answer.relations.len()).collect();
        let relation = |at: &usize| LostRelation { report: self.clone(), at: *at };
        Connection::slice(&all, &page, |at| format!("relation:{at}"), relation)
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

/// A key person whom we reach less.
#[derive(Clone)]
pub struct WeakenedKeyPerson {
    report: DepartureReport,
    found: service::ReachLoss,
}

impl Listed for WeakenedKeyPerson {}

/// A key person whom we reach less, or no more.
#[Object]
impl WeakenedKeyPerson {
    /// The key person.
    async fn person(&self) -> Answer<Person> {
        let id = self.report.answer.key_person(&self.found).ok_or_else(nameless)?;
        Person::known(&self.report.scope, id).await
    }
    /// The decision power.
    async fn power(&self) -> f64 {
        self.found.power
    }
    /// Our reach now.
    async fn before(&self) -> Reach {
        self.found.before.into()
    }
    /// Our reach then.
    async fn after(&self) -> Reach {
        self.found.after.into()
    }
}

/// A key person is always known by name.
fn nameless() -> service::ServiceError {
    service::ServiceError::Internal("a key person without a name".to_owned())
}

/// An opportunity whose chain turns red.
#[derive(SimpleObject)]
pub struct TurnedRed {
    /// The opportunity.
    opportunity: Opportunity,
    /// The status of its decision chain now.
    before: ChainStatus,
}

/// A relation that is lost, by place.
#[derive(Clone)]
pub struct LostRelation {
    report: DepartureReport,
    at: usize,
}

impl Listed for LostRelation {}

impl LostRelation {
    fn found(&self) -> &service::LostRelation {
        &self.report.answer.relations[self.at]
    }
}

/// A direct line of a colleague who leaves.
#[Object]
impl LostRelation {
    /// Who leaves.
    async fn leaver(&self) -> Answer<Person> {
        Person::known(&self.report.scope, &self.found().leaver).await
    }
    /// The contact.
    async fn contact(&self) -> Answer<Person> {
        Person::known(&self.report.scope, &self.found().contact).await
    }
    /// The decision power of the contact; 0 for one who is no key person.
    async fn power(&self) -> f64 {
        self.found().power
    }
    /// The strength of the line.
    async fn strength(&self) -> f64 {
        self.found().strength
    }
    /// Who could take over best: the most probable route to the contact; then the same department; then the fewest relations. Null
    /// where no colleague has a route, and none works in the same department.
    async fn successor(&self) -> Answer<Option<Successor>> {
        let Some(found) = &self.found().successor else { return Ok(None) };
        let person = Person::known(&self.report.scope, &found.person).await?;
        Ok(Some(Successor { person, found: found.clone() }))
    }
}

/// Who could take over a relation.
pub struct Successor {
    person: Person,
    found: service::Successor,
}

/// A colleague who could take over a relation.
#[Object]
impl Successor {
    /// Who.
    async fn person(&self) -> &Person {
        &self.person
    }
    /// The probability of the best route to the contact; 0 without one.
    async fn probability(&self) -> f64 {
        self.found.probability
    }
    /// Why, what counts most first.
    async fn reasons(
        &self,
        #[graphql(desc = "In this language; English without.")] language: Option<Language>,
    ) -> Vec<String> {
        let language = language.unwrap_or_default().into();
        self.found.reasons.iter().map(|reason| reason.text(language)).collect()
    }
}

/// A ranking of losses, looked at in a scope at its moment.
#[derive(Clone)]
pub struct DepartureRanking {
    scope: Scope,
    answer: Arc<service::DepartureRanking>,
}

impl DepartureRanking {
    /// Ranks.
    pub async fn ask(scope: &Scope, worlds: Option<u32>) -> Answer<Self> {
        let answer = scope.reading().departure_ranking(worlds, scope.as_of()).await?;
        Ok(Self { scope: scope.clone(), answer: Arc::new(answer) })
    }
}

/// All employees by the loss that the departure of each alone would cause: Σ over key persons of decision power times the share of random
/// worlds in which only that employee reaches the key person.
#[Object]
impl DepartureRanking {
    /// Greatest loss first; equals by identifier, masked colleagues last.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn entries(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<LossEntry>> {
        let page = self.scope.page(first, after)?;
        let all: Vec<usize> = (0..self.answer.entries.len()).collect();
        let entry = |at: &usize| LossEntry { ranking: self.clone(), at: *at };
        Connection::slice(&all, &page, |at| format!("loss:{at}"), entry)
    }
    /// Σ over key persons: decision power times our reach, with everybody there.
    async fn reach(&self) -> f64 {
        self.answer.reach
    }
    /// How many random worlds were looked at.
    async fn worlds(&self) -> u32 {
        self.answer.worlds
    }
    /// People who are not told one by one because they are too few.
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

/// A place of the ranking.
#[derive(Clone)]
pub struct LossEntry {
    ranking: DepartureRanking,
    at: usize,
}

impl Listed for LossEntry {}

impl LossEntry {
    fn entry(&self) -> &service::LossEntry {
        &self.ranking.answer.entries[self.at]
    }
}

/// What the departure of one employee would cost.
#[Object]
impl LossEntry {
    /// The employee; null for a colleague whose name is withheld.
    async fn person(&self) -> Answer<Option<Person>> {
        Person::known_if(&self.ranking.scope, self.entry().person.as_ref()).await
    }
    /// Whether it stands for the blind lines of a colleague whose name is withheld.
    async fn masked(&self) -> bool {
        self.entry().person.is_none()
    }
    /// The department, where known.
    async fn department(&self) -> Option<Department> {
        let record = self.entry().department.clone()?;
        Some(Department { scope: self.ranking.scope.clone(), record })
    }
    /// The reach over decision power that would be lost.
    async fn loss(&self) -> f64 {
        self.entry().found.loss
    }
    /// The standard error of the loss is at most this.
    async fn standard_error(&self) -> f64 {
        self.entry().found.standard_error
    }
    /// How many key persons we would reach less.
    async fn n_key_persons(&self) -> u32 {
        self.entry().found.key_persons.len() as u32
    }
    /// The key persons whom we would reach less: greatest part of the loss first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn key_persons(&self, #[graphql(desc = "At most this many.")] first: Option<i32>) -> Answer<Vec<LostReach>> {
        let first = self.ranking.scope.page(first, None)?.first as usize;
        let mut lost = Vec::new();
        for found in self.entry().found.key_persons.iter().take(first) {
            let id = self.ranking.answer.key_person(found.target).ok_or_else(nameless)?;
            lost.push(LostReach { person: Person::known(&self.ranking.scope, id).await?, reach: found.reach });
        }
        Ok(lost)
    }
}

/// A key person whom we would reach less.
#[derive(SimpleObject)]
pub struct LostReach {
    /// The key person.
    person: Person,
    /// The reach that would be lost.
    reach: f64,
}

//! The answer to "who in our company can influence this key person".

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};
use jiff::Timestamp;

use crate::domain::{Policy, Strength};
use crate::service;

use super::connection::{Connection, page_cost};
use super::department::Department;
use super::enums::{AnswerSource, InfluenceLevel, Knowledge, Language, LineKind, OmissionReason, ReachMethod};
use super::facts::{MaskedColleague, ReportingLine, RouteParty};
use super::failure::Answer;
use super::in_place::{InPlace, Settled};
use super::person::Person;
use super::scalars::DateTime;
use super::scope::Scope;
use super::wanted::{conflict_key, door_key, wanted};

/// The whole answer; its people are looked at in a scope at its moment.
#[derive(Clone)]
pub struct InfluenceAnswer {
    scope: Scope,
    answer: Arc<service::PartialAnswer>,
}

impl InfluenceAnswer {
    /// Asks a question for the parts that the field's selection shows.
    ///
    /// # Errors
    /// Those of the service.
    pub async fn of(ctx: &Context<'_>, scope: &Scope, question: &service::Question) -> Answer<Self> {
        let wanted = wanted(scope, ctx.field());
        let answer = scope.reading().influencers_in_part(question, wanted).await?;
        Ok(Self { scope: scope.at(answer.as_of), answer: Arc::new(answer) })
    }

    fn person(&self, record: &Arc<crate::domain::Person>) -> Person {
        Person { scope: self.scope.clone(), record: Arc::clone(record) }
    }

    fn door(&self, at: usize) -> InPlace<Door> {
        InPlace(Door { answer: self.clone(), at })
    }
}

/// A department of an answer.
pub(super) fn department(scope: &Scope, record: Option<&Arc<crate::domain::Department>>) -> Option<Department> {
    record.map(|record| Department { scope: scope.clone(), record: Arc::clone(record) })
}

/// Somebody on a route of an answer.
pub(super) fn party(scope: &Scope, party: &service::RouteParty) -> InPlace<RouteParty> {
    InPlace(match party {
        service::RouteParty::Person(record) => {
            RouteParty::Person(Person { scope: scope.clone(), record: Arc::clone(record) })
        }
        service::RouteParty::Masked { department: record, strength } => RouteParty::MaskedColleague(MaskedColleague {
            department: department(scope, record.as_ref()),
            strength: *strength,
        }),
    })
}

/// Who can influence a key person, through whom, how likely, on what evidence, and what is not known.
#[Object]
impl InfluenceAnswer {
    /// The person the question was about.
    async fn key_person(&self) -> Person {
        self.person(&self.answer.key_person)
    }
    /// What is known of the relation between us and the key person.
    async fn knowledge(&self) -> Knowledge {
        self.answer.knowledge.into()
    }

    /// Our people who have a way to the key person over contacts alone, ranked: the most probable best route first; of equals
    /// the one with fewer steps, then by identifier.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn doors(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<InPlace<Door>>> {
        let page = self.scope.page(first, after)?;
        let ranks: Vec<usize> = (0..self.answer.n_doors).collect();
        Connection::slice(&ranks, &page, |rank| door_key(*rank), |rank| self.door(*rank))
    }

    /// The doors by department, in the order of their best doors.
    async fn departments(&self) -> Answer<Vec<DepartmentInfluence>> {
        let each = asked(self.answer.departments.as_ref())?.iter().map(|d| DepartmentInfluence {
            department: department(&self.scope, d.department.as_ref()),
            best_door: self.door(d.best_door),
            doors: d.doors,
            reach: d.reach.into(),
        });
        Ok(each.collect())
    }
    /// The chance that at least one door succeeds, steps they share counted once.
    async fn company_reach(&self) -> Answer<Reach> {
        Ok((*asked(self.answer.company_reach.as_ref())?).into())
    }
    /// On how many legs the relation stands.
    async fn redundancy(&self) -> Answer<Redundancy> {
        let redundancy = asked(self.answer.redundancy.as_ref())?;
        Ok(Redundancy {
            disjoint_routes: redundancy.disjoint_routes,
            cut: redundancy.cut.iter().map(|p| party(&self.scope, p)).collect(),
        })
    }
    /// What was left out because of who asks, as far as the viewer may know that it exists.
    async fn omissions(&self) -> Vec<Omission> {
        let each = self.answer.omissions.iter();
        each.map(|o| Omission { reason: o.reason.into(), count: o.count }).collect()
    }
    /// Who reports to whom around the key person: the lines above and below.
    async fn reporting(&self) -> Answer<Vec<ReportingLine>> {
        let each = asked(self.answer.reporting.as_ref())?.iter();
        Ok(each.map(|r| ReportingLine { scope: self.scope.clone(), record: r.line.clone() }).collect())
    }
    /// Conflict lines with an end on a route or at the key person: those at the key person first, then as the doors on whose routes they are are
    /// ranked. They never carry influence.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn conflicts(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<ConflictLine>> {
        let page = self.scope.page(first, after)?;
        let conflicts = asked(self.answer.conflicts.as_ref())?;
        let places: Vec<usize> = (0..conflicts.n).collect();
        let show = |place: &usize| {
            let line = asked(conflicts.shown.get(place))?;
            let ends = (self.person(&line.from), self.person(&line.to));
            let (strength, evidence) = (line.strength, line.evidence.as_ref());
            Ok(ConflictLine::new(ends, strength, evidence, line.observed_at, &self.answer.policy))
        };
        Connection::try_slice(&places, &page, |place| conflict_key(*place), show)
    }
    /// The policy numbers that made this answer, limits of the question put in.
    async fn policy(&self) -> Vec<PolicyNumber> {
        let number = |n| PolicyNumber::of(n, &self.answer.policy);
        Policy::numbers_of(Policy::INFLUENCE_SECTIONS).map(number).collect()
    }
    /// The moment the answer holds for.
    async fn as_of(&self) -> DateTime {
        self.answer.as_of.instant().into()
    }
    /// The version of the data the answer was computed from. It rises with every change.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
    /// Where the answer was computed from; the answer does not depend on it.
    async fn source(&self) -> AnswerSource {
        self.answer.source.into()
    }
}

/// A door, by its rank in the answer.
#[derive(Clone)]
pub struct Door {
    answer: InfluenceAnswer,
    at: usize,
}

impl Door {
    fn found(&self) -> Answer<&service::ShownDoor> {
        asked(self.answer.answer.doors.get(&self.at))
    }

    fn ways(&self) -> Answer<&service::Ways> {
        asked(self.found()?.ways.as_ref())
    }
}

/// A part that the selection asked for.
fn asked<T>(part: Option<&T>) -> Answer<&T> {
    let unasked = || service::ServiceError::Internal("a part of an answer was not asked for".to_owned());
    Ok(part.ok_or_else(unasked)?)
}

impl Settled for Door {
    const AT_HAND: bool = false;
}

/// An employee whose route to the key person has no further employee on it.
#[Object]
impl Door {
    /// Who it is; masked where only blind lines lead on.
    async fn employee(&self) -> Answer<InPlace<RouteParty>> {
        Ok(party(&self.answer.scope, &self.found()?.employee))
    }
    /// The employee's department: where several posts are held, that of the highest title level.
    async fn department(&self) -> Answer<Option<InPlace<Department>>> {
        Ok(department(&self.answer.scope, self.found()?.department.as_ref()).map(InPlace))
    }
    /// The chance of the best route, decayed to the moment of the answer.
    async fn probability(&self) -> Answer<f64> {
        Ok(self.found()?.probability)
    }
    /// The chance of the best route as if everything had been seen today.
    async fn undecayed_probability(&self) -> Answer<f64> {
        Ok(self.found()?.undecayed_probability)
    }
    /// Deep influence 深度影响: direct, and at least as probable as the policy asks.
    async fn deep(&self) -> Answer<bool> {
        Ok(self.found()?.deep)
    }
    /// Whether a step of the best route has decayed to its floor.
    async fn cold(&self) -> Answer<bool> {
        Ok(self.found()?.cold)
    }
    /// The best routes, the most probable first.
    async fn routes(&self) -> Answer<Vec<InPlace<Route>>> {
        let scope = &self.answer.scope;
        Ok(self.ways()?.routes.iter().map(|route| Route::shown(scope, route)).collect())
    }
    /// The viewer's own way to this door; null where none is known within the steps.
    async fn introduction(&self) -> Answer<Option<Introduction>> {
        Ok(self.ways()?.introduction.as_ref().map(|i| Introduction {
            probability: i.probability,
            route: i.route.as_ref().map(|route| Route::shown(&self.answer.scope, route)),
        }))
    }
    /// Whether to ask this door first: the largest product of introduction and route. At most one door of an answer.
    async fn ask_first(&self) -> Answer<bool> {
        Ok(self.found()?.ask_first)
    }
}

/// The viewer's way to a door, inside our company.
#[derive(SimpleObject)]
pub struct Introduction {
    /// The chance that it succeeds; 1 where the viewer is the door.
    probability: f64,
    /// The way; null where the viewer is the door.
    route: Option<InPlace<Route>>,
}

/// A route of an answer.
pub struct Route {
    scope: Scope,
    route: Arc<service::RouteAnswer>,
}

impl Route {
    /// Shows a route.
    pub(super) fn shown(scope: &Scope, route: &service::RouteAnswer) -> InPlace<Self> {
        InPlace(Self { scope: scope.clone(), route: Arc::new(route.clone()) })
    }

    fn step(&self, at: usize) -> InPlace<RouteStep> {
        InPlace(RouteStep { scope: self.scope.clone(), route: Arc::clone(&self.route), at })
    }
}

impl Settled for Route {
    const AT_HAND: bool = true;
}

/// A route 路径 from its first person to its last. Nobody is on it twice.
#[Object]
impl Route {
    /// The product of the strengths of its steps.
    async fn probability(&self) -> f64 {
        self.route.probability
    }
    /// The same without decay.
    async fn undecayed_probability(&self) -> f64 {
        self.route.undecayed_probability
    }
    /// Its steps, in order; at least one.
    async fn steps(&self) -> Vec<InPlace<RouteStep>> {
        (0..self.route.steps.len()).map(|at| self.step(at)).collect()
    }
    /// The weakest step; the first of equals.
    async fn weakest_step(&self) -> InPlace<RouteStep> {
        self.step(self.route.weakest)
    }
    /// The route in words.
    async fn explanation(
        &self,
        #[graphql(desc = "In this language; English without.")] language: Option<Language>,
    ) -> String {
        self.route.explanation(language.unwrap_or_default().into())
    }
}

/// A step of a route.
pub struct RouteStep {
    scope: Scope,
    route: Arc<service::RouteAnswer>,
    at: usize,
}

impl RouteStep {
    fn step(&self) -> &service::RouteStep {
        &self.route.steps[self.at]
    }
}

impl Settled for RouteStep {
    const AT_HAND: bool = true;
}

/// One step of a route: `from` can move `to`.
#[Object]
impl RouteStep {
    /// Who can move the other.
    async fn from(&self) -> InPlace<RouteParty> {
        party(&self.scope, &self.step().from)
    }
    /// Who can be moved.
    async fn to(&self) -> InPlace<RouteParty> {
        party(&self.scope, &self.step().to)
    }
    /// What the step stands on.
    async fn line(&self) -> LineKind {
        self.step().line.into()
    }
    /// The chance that `from` can move `to`, decayed to the moment of the answer.
    async fn strength(&self) -> f64 {
        self.step().strength
    }
    /// The chance as if it had been seen today.
    async fn undecayed_strength(&self) -> f64 {
        self.step().undecayed_strength
    }
    /// Whether the strength has decayed to its floor.
    async fn cold(&self) -> bool {
        self.step().cold
    }
    /// What is known to support it.
    async fn evidence(&self) -> Option<&str> {
        self.step().evidence.as_deref()
    }
    /// Where it was learned.
    async fn source(&self) -> Option<&str> {
        self.step().source.as_deref()
    }
    /// When it was last seen to be true; null where it does not depend on a date, or the date is unknown.
    async fn last_evidence_at(&self) -> Option<DateTime> {
        self.step().last_evidence_at.map(DateTime::from)
    }
    /// Whole days in UTC since then.
    async fn age_days(&self) -> Option<u32> {
        self.step().age_days
    }
}

/// The doors of one department together.
#[derive(SimpleObject)]
pub struct DepartmentInfluence {
    /// The department; null for colleagues of no known department.
    department: Option<Department>,
    /// Its best door.
    best_door: InPlace<Door>,
    /// How many doors it has.
    doors: usize,
    /// The chance that at least one of them succeeds.
    reach: Reach,
}

/// The chance that at least one of several doors succeeds.
#[derive(SimpleObject)]
pub struct Reach {
    /// The chance, 0 to 1.
    probability: f64,
    /// How it was computed.
    method: ReachMethod,
    /// The standard error of an estimate; 0 if exact.
    standard_error: f64,
    /// Worlds drawn for an estimate; 0 if exact.
    worlds: u32,
}

impl From<service::Reach> for Reach {
    fn from(reach: service::Reach) -> Self {
        let service::Reach { probability, standard_error, worlds, method } = reach;
        Self { probability, method: method.into(), standard_error, worlds }
    }
}

/// On how many legs a relation stands.
#[derive(SimpleObject)]
pub struct Redundancy {
    /// How many routes there are that share nobody.
    disjoint_routes: u32,
    /// A smallest set of people whose loss cuts us off.
    cut: Vec<InPlace<RouteParty>>,
}

/// Something that is not in the answer because of who asks.
#[derive(SimpleObject)]
pub struct Omission {
    /// Why.
    reason: OmissionReason,
    /// How many lines.
    count: u64,
}

/// A conflict line: `from` stands against `to`.
#[derive(SimpleObject)]
pub struct ConflictLine {
    /// Who stands against the other.
    from: Person,
    /// The other.
    to: Person,
    /// The recorded level; null where a probability was given instead.
    level: Option<InfluenceLevel>,
    /// The given probability, or what the policy makes of the level.
    strength: Option<f64>,
    /// What is known to support it.
    evidence: Option<String>,
    /// When it was last seen to be true.
    observed_at: Option<DateTime>,
}

impl ConflictLine {
    /// A recorded line between two people, who are given in its direction.
    pub(super) fn new(
        (from, to): (Person, Person),
        strength: Strength,
        evidence: Option<&String>,
        observed_at: Option<Timestamp>,
        policy: &Policy,
    ) -> Self {
        let (level, strength) = match strength {
            Strength::Level(level) => (Some(level.into()), policy.strength_of(level)),
            Strength::Given(given) => (None, Some(given)),
        };
        let strength = strength.map(|given| given.get());
        Self { from, to, level, strength, evidence: evidence.cloned(), observed_at: observed_at.map(DateTime::from) }
    }
}

impl PolicyNumber {
    /// A number of the table, as a policy has it.
    pub(super) fn of(number: &'static crate::domain::PolicyNumber, policy: &Policy) -> Self {
        Self { name: number.name, value: number.value(policy), meaning: number.meaning }
    }
}

/// The policy numbers that made an answer about the whole company.
pub(super) fn policy_of_company(policy: &Policy) -> Vec<PolicyNumber> {
    let sections = [Policy::INFLUENCE_SECTIONS, Policy::CHAIN_SECTIONS, Policy::MINING_SECTIONS].concat();
    Policy::numbers_of(&sections).map(|number| PolicyNumber::of(number, policy)).collect()
}

/// A number of the policy.
#[derive(SimpleObject)]
pub struct PolicyNumber {
    /// Its name in the policy file.
    name: &'static str,
    /// Its value.
    value: f64,
    /// What it means.
    meaning: &'static str,
}

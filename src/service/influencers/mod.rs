//! "Who in our company can influence this key person?" (method §7)
//!
//! The order of things: check the question; find what the viewer may see around the key person, in the store or in the snapshot
//! ([`surroundings`]); compute routes, reach and redundancy; find the viewer's way to each door; ask the store what the lines that
//! are shown stand on, where they came from the snapshot ([`told`]); put names to numbers ([`assemble`]).

mod answer;
mod assemble;
mod explanation;
mod surroundings;
mod told;

use std::sync::Arc;

use crate::domain::{AsOf, Coded as _, Department, Id, OrganizationKind, Person, Policy, Record, RecordKind};
use crate::engine::{self, IntroductionProblem, ReachProblem, RedundancyProblem, RouteProblem};

use super::ledger::numbers;
use super::neighbourhood::{Node, Numbered};
use super::recall::Recollection;
use super::snapshot::{Behind, Facts};
use super::{Reading, ServiceError, within};

pub use answer::{
    AnswerSource, ConflictLine, DepartmentInfluence, Door, InfluenceAnswer, Introduction, Knowledge, Omission,
    OmissionReason, Question, RedundancyAnswer, ReportingLine, RouteAnswer, RouteLimits, RouteParty, RouteStep,
    Viewpoint,
};
pub(super) use assemble::{Cast, People, people_on};
pub use explanation::Language;
use surroundings::{Inside, Places, Surroundings};
pub(super) use told::Written;

/// A question whose every part has been checked.
struct Checked {
    key_person: Arc<Person>,
    /// The company whose people are doors.
    company: Id,
    /// Our own company, where it is not the one asked about.
    excluded: Option<Id>,
    viewpoint: Viewpoint,
    as_of: AsOf,
    policy: Arc<Policy>,
    /// The snapshot of this data version, where the question is answered from it.
    held: Option<Held>,
}

/// A snapshot, and the day of the question as it counts days.
#[derive(Clone)]
struct Held {
    facts: Arc<Facts>,
    day: i32,
}

/// What the engine found, by number.
struct Computed {
    outside: Numbered,
    doors: Vec<engine::DoorRoutes>,
    company_reach: engine::Reach,
    departments: Vec<DepartmentDoors>,
    /// In the order of the departments.
    department_reach: Vec<engine::Reach>,
    redundancy: engine::Redundancy,
}

/// The viewer's ways to the doors, by number.
struct Introductions {
    inside: Numbered,
    /// Of a graph out of the snapshot.
    behind: Option<Behind>,
    /// In the order of the doors.
    routes: Vec<Option<engine::Route>>,
}

/// The doors that belong to one department, ascending; to none that is known, if it is absent.
struct DepartmentDoors {
    department: Option<Arc<Department>>,
    doors: Vec<u32>,
}

/// Everything an answer is put together from.
struct Findings {
    checked: Checked,
    surroundings: Surroundings,
    computed: Computed,
    introductions: Option<Introductions>,
}

impl Reading {
    /// Answers who can influence a key person, through whom, how likely, and what it stands on.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for an unknown person; [`ServiceError::BadInput`] for one of our own, or a company that is no
    /// competitor; [`ServiceError::LimitExceeded`] where the question asks for more than is allowed.
    pub async fn influencers_of(&self, question: &Question) -> Result<InfluenceAnswer, ServiceError> {
        let policy = Arc::new(self.policy_for(&question.limits)?);
        let (mut answer, version) =
            self.consistently("influencers_of", |r| Box::pin(r.answer(question.clone(), Arc::clone(&policy)))).await?;
        answer.data_version = version;
        metrics::counter!("guanxi_influencers_total", "source" => answer.source.code()).increment(1);
        Ok(answer)
    }

    /// The policy with the question's own limits in place of its defaults.
    fn policy_for(&self, asked: &RouteLimits) -> Result<Policy, ServiceError> {
        let limits = self.service().limits();
        let mut policy = self.service().policy().clone();
        let numbers = [
            ("stepsOutside", "route.steps_outside", asked.steps_outside, limits.route_steps),
            ("stepsInside", "route.steps_inside", asked.steps_inside, limits.route_steps),
            ("routesPerDoor", "route.routes_per_door", asked.routes_per_door, limits.routes_per_door),
            ("worlds", "reach.worlds", asked.worlds, limits.worlds),
        ];
        for (place, name, value, max) in numbers {
            if let Some(value) = value {
                within(place, u64::from(value), max)?;
                policy.set(name, f64::from(value)).map_err(|e| ServiceError::bad_input(place, e))?;
            }
        }
        Ok(policy)
    }
}

impl Recollection<'_> {
    async fn answer(&self, question: Question, policy: Arc<Policy>) -> Result<InfluenceAnswer, ServiceError> {
        let checked = self.check(&question, policy).await?;
        let (surroundings, outside) = self.surroundings(&checked).await?;
        let computed = self.compute(&checked, outside, &surroundings.places).await?;
        let introductions = self.introductions(&checked, &surroundings, &computed).await?;
        let mut findings = Findings { checked, surroundings, computed, introductions };
        self.tell(&mut findings).await?;
        self.assemble(findings).await
    }

    /// How likely our company reaches a person as of a moment, over how many doors, and how many lines of other teams were left out;
    /// nothing while the person works for us.
    pub(super) async fn company_reach(
        &self,
        person: &Id,
        as_of: AsOf,
    ) -> Result<Option<(engine::Reach, usize, u64)>, ServiceError> {
        let own = self.own_organization().await?;
        if self.employed_by(&own, std::slice::from_ref(person), as_of).await?.contains(person) {
            return Ok(None);
        }
        let question = Question {
            key_person: person.clone(),
            viewpoint: Viewpoint::OurCompany,
            as_of: Some(as_of),
            limits: RouteLimits::default(),
        };
        let answer = self.answer(question, Arc::clone(&self.service().policy)).await?;
        let omitted = answer.omissions.iter().map(|omission| omission.count).sum();
        Ok(Some((answer.company_reach, answer.doors.len(), omitted)))
    }

    async fn check(&self, question: &Question, policy: Arc<Policy>) -> Result<Checked, ServiceError> {
        let as_of = question.as_of.unwrap_or(self.now());
        let key_person = self.person(&question.key_person).await?;
        let own = self.own_organization().await?;
        let held = self.held(&question.viewpoint, as_of);
        let key = std::slice::from_ref(&key_person.id);
        let is_ours = match &held {
            Some(held) => {
                let number = held.facts.people.number(&key_person.id);
                number.is_some_and(|number| held.facts.is_employee(number, held.day))
            }
            None => self.employed_by(&own, key, as_of).await?.contains(&key_person.id),
        };
        if is_ours {
            let message = format!("{} works for us; a key person is a contact", key_person.name);
            return Err(ServiceError::bad_input("keyPerson", message));
        }
        let (company, excluded) = match &question.viewpoint {
            Viewpoint::Me | Viewpoint::MyTeam | Viewpoint::OurCompany => (own, None),
            Viewpoint::Competitor(id) => {
                let organization = self.records(RecordKind::Organization, std::slice::from_ref(id)).await?.remove(id);
                match organization {
                    Some(Record::Organization(o)) if o.kind == OrganizationKind::Competitor => (o.id, Some(own)),
                    Some(_) => return Err(ServiceError::bad_input("viewpoint", format!("{id} is no competitor"))),
                    None => return Err(ServiceError::NotFound { what: "organization", id: id.to_string() }),
                }
            }
        };
        if excluded.is_some() && self.employed_by(&company, key, as_of).await?.contains(&key_person.id) {
            let message = format!("{} works for {company}; a key person is a contact", key_person.name);
            return Err(ServiceError::bad_input("keyPerson", message));
        }
        Ok(Checked { key_person, company, excluded, viewpoint: question.viewpoint.clone(), as_of, policy, held })
    }

    /// The snapshot, if there is one of this data version and it knows the company that is asked about: whom competitors employ it
    /// does not hold.
    fn held(&self, viewpoint: &Viewpoint, as_of: AsOf) -> Option<Held> {
        if matches!(viewpoint, Viewpoint::Competitor(_)) {
            return None;
        }
        Some(Held { facts: self.facts_at_hand()?, day: numbers::day(&as_of.day_text())? })
    }

    async fn compute(&self, checked: &Checked, outside: Numbered, places: &Places) -> Result<Computed, ServiceError> {
        let key = Node::Person(checked.key_person.id.clone());
        let Some(target) = outside.number(&key) else {
            return Err(ServiceError::Internal("the key person has no number".to_owned()));
        };
        let departments = assemble::departments(&outside.doors, places);
        let policy = Arc::clone(&checked.policy);
        self.service()
            .compute
            .run(move || {
                let (graph, doors) = (&outside.graph, outside.doors.as_slice());
                let max_edges = policy.route.steps_outside as u8;
                let k = policy.route.routes_per_door as usize;
                let problem = ReachProblem {
                    graph,
                    target,
                    doors,
                    max_edges,
                    worlds: policy.reach.worlds as u32,
                    seed: policy.reach.seed as u64,
                    exact_budget: policy.reach.exact_budget as u64,
                };
                let groups: Vec<&[u32]> = departments.iter().map(|group| group.doors.as_slice()).collect();
                let routes = engine::best_routes(&RouteProblem { graph, target, doors, max_edges, k });
                let company_reach = engine::reach(&problem);
                let department_reach = engine::reach_of_groups(&problem, &groups);
                let redundancy = engine::redundancy(&RedundancyProblem { graph, target, doors, max_edges });
                Computed { doors: routes, company_reach, department_reach, redundancy, departments, outside }
            })
            .await
    }

    /// The viewer's best way to each door, in the order of the doors; only inside our own company.
    async fn introductions(
        &self,
        checked: &Checked,
        surroundings: &Surroundings,
        computed: &Computed,
    ) -> Result<Option<Introductions>, ServiceError> {
        if checked.excluded.is_some() || computed.doors.is_empty() {
            return Ok(None);
        }
        let Inside { inside, behind, viewer, doors } = self.inside(checked, surroundings, computed).await?;
        let max_edges = checked.policy.route.steps_inside as u8;
        let (routes, inside) = self
            .service()
            .compute
            .run(move || {
                let graph = &inside.graph;
                let routes = engine::introductions(&IntroductionProblem { graph, viewer, doors: &doors, max_edges });
                (routes, inside)
            })
            .await?;
        Ok(Some(Introductions { inside, behind, routes }))
    }
}

//! "Who in our company can influence this key person?" (method §7)
//!
//! The order of things: check the question; fetch what the viewer may see around the key person; compute routes, reach and
//! redundancy; find the viewer's way to each door; put names to numbers.

mod answer;
mod assemble;
mod explanation;

use std::collections::HashSet;
use std::sync::Arc;

use serde::Deserialize;

use crate::domain::{AsOf, Department, Id, OrganizationKind, Person, Policy, Record, RecordKind};
use crate::engine::{self, IntroductionProblem, ReachProblem, RedundancyProblem, RouteProblem};
use crate::store::{Params, statements as st};

use super::neighbourhood::{Conflict, Fetch, Neighbourhood, Node, Numbered};
use super::recall::Recollection;
use super::{Reading, ServiceError, within};

pub use answer::{
    AnswerSource, ConflictLine, DepartmentInfluence, Door, InfluenceAnswer, Introduction, Knowledge, Omission,
    OmissionReason, Question, RedundancyAnswer, ReportingLine, RouteAnswer, RouteLimits, RouteParty, RouteStep,
    Viewpoint,
};
pub(super) use assemble::{Cast, People, people_on};
pub use explanation::Language;

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
    /// In the order of the doors.
    routes: Vec<Option<engine::Route>>,
}

/// The doors that belong to one department, ascending; to none that is known, if it is absent.
struct DepartmentDoors {
    department: Option<Arc<Department>>,
    doors: Vec<u32>,
}

/// What was met on the way and is told beside the routes.
struct Margin {
    conflicts: Vec<Conflict>,
    omitted: u64,
    /// It is recorded that a colleague has no relation with the key person.
    recorded_none: bool,
}

/// Everything an answer is put together from.
struct Findings {
    checked: Checked,
    margin: Margin,
    /// The department of each door, by number.
    places: Places,
    computed: Computed,
    introductions: Option<Introductions>,
}

/// The department of each person by number, where it is a door and has one.
type Places = Vec<Option<Arc<Department>>>;

#[derive(Deserialize)]
struct MemberRow {
    id: String,
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
        let mut found = self.fetch(&checked).await?;
        self.keep_viewpoint(&checked, &mut found).await?;
        let outside = found.numbered(&[Node::Person(checked.key_person.id.clone())]);
        let places = self.places_of(&checked, &found, &outside).await?;
        let key = &checked.key_person.id;
        let margin = Margin {
            recorded_none: found.recorded_none.iter().any(|(_, to)| to == key),
            omitted: found.omitted.len() as u64,
            conflicts: found.conflicts,
        };
        let computed = self.compute(&checked, outside, &places).await?;
        let introductions = self.introductions(&checked, &computed).await?;
        self.assemble(Findings { checked, margin, places, computed, introductions }).await
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
        let key = std::slice::from_ref(&key_person.id);
        if self.employed_by(&own, key, as_of).await?.contains(&key_person.id) {
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
        if self.employed_by(&company, key, as_of).await?.contains(&key_person.id) {
            let message = format!("{} works for {company}; a key person is a contact", key_person.name);
            return Err(ServiceError::bad_input("keyPerson", message));
        }
        Ok(Checked { key_person, company, excluded, viewpoint: question.viewpoint.clone(), as_of, policy })
    }

    fn fetch_of<'a>(&'a self, checked: &'a Checked, max_steps: f64) -> Fetch<'a> {
        Fetch {
            recollection: self,
            policy: &checked.policy,
            as_of: checked.as_of,
            company: &checked.company,
            excluded: checked.excluded.as_ref(),
            max_steps: max_steps as u8,
        }
    }

    async fn fetch(&self, checked: &Checked) -> Result<Neighbourhood, ServiceError> {
        self.fetch_of(checked, checked.policy.route.steps_outside).towards(&checked.key_person.id).await
    }

    /// Leaves only the doors of the viewpoint; the lines of the others go, because no route passes through them.
    async fn keep_viewpoint(&self, checked: &Checked, found: &mut Neighbourhood) -> Result<(), ServiceError> {
        let kept: HashSet<Id> = match checked.viewpoint {
            Viewpoint::OurCompany | Viewpoint::Competitor(_) => return Ok(()),
            Viewpoint::Me => HashSet::from([self.viewer().person.clone()]),
            Viewpoint::MyTeam => {
                let params =
                    Params::new().with("viewer", self.viewer().person.as_str()).with("day", checked.as_of.day_text());
                let rows: Vec<MemberRow> = self.rows(&st::team::MEMBERS, params).await?;
                let id = |row: MemberRow| Id::new(row.id).map_err(|e| ServiceError::Internal(e.to_string()));
                rows.into_iter().map(id).collect::<Result<_, _>>()?
            }
        };
        found.keep_doors(&kept);
        Ok(())
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
        computed: &Computed,
    ) -> Result<Option<Introductions>, ServiceError> {
        if checked.excluded.is_some() || computed.doors.is_empty() {
            return Ok(None);
        }
        let viewer = Node::Person(self.viewer().person.clone());
        let fetch = self.fetch_of(checked, checked.policy.route.steps_inside);
        let found = fetch.colleagues_from(&self.viewer().person).await?;
        let doors = computed.doors.iter().map(|d| computed.outside.nodes[d.door as usize].clone());
        let also: Vec<Node> = doors.chain([viewer.clone()]).collect();
        let inside = found.numbered(&also);
        let targets: Vec<u32> = also[..computed.doors.len()].iter().filter_map(|door| inside.number(door)).collect();
        let Some(from) = inside.number(&viewer) else {
            return Err(ServiceError::Internal("the viewer has no number".to_owned()));
        };
        let max_edges = checked.policy.route.steps_inside as u8;
        let (routes, inside) = self
            .service()
            .compute
            .run(move || {
                let graph = &inside.graph;
                let routes =
                    engine::introductions(&IntroductionProblem { graph, viewer: from, doors: &targets, max_edges });
                (routes, inside)
            })
            .await?;
        Ok(Some(Introductions { inside, routes }))
    }
}

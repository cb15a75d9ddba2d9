//! "Who in our company can influence this key person?" (method §7)
//!
//! The order of things: check the question; find what the viewer may see around the key person, in the store or in the snapshot
//! ([`surroundings`]); rank the doors, and compute the routes of those that are shown, reach and redundancy; find the viewer's
//! way to each door ([`compute`]); ask the store what the lines that are shown stand on, where they came from the snapshot
//! ([`told`]); put names to numbers ([`assemble`]). Only what is asked for is put together ([`part`]), all of it within one attempt, so that
//! every part is of one data version.

mod answer;
mod assemble;
mod beside;
mod compute;
mod explanation;
mod part;
mod surroundings;
mod told;

use std::sync::Arc;

use crate::domain::{AsOf, Coded as _, Id, OrganizationKind, Person, Policy, Record, RecordKind, Viewer};
use crate::engine;

use super::ledger::numbers;
use super::recall::Recollection;
use super::snapshot::{Eyes, Facts, OfDay};
use super::{Reading, ServiceError, within};

pub use answer::{
    AnswerSource, ConflictLine, DepartmentInfluence, Door, InfluenceAnswer, Introduction, Knowledge, Omission,
    OmissionReason, Question, RedundancyAnswer, ReportingLine, RouteAnswer, RouteLimits, RouteParty, RouteStep,
    Viewpoint,
};
pub(super) use assemble::{Cast, People, people_on};
pub(super) use compute::InsideWays;
use compute::{Computed, Introductions, Together};
pub use explanation::Language;
pub use part::{Excerpt, PartialAnswer, ShownDoor, Telling, Wanted, Ways};
use surroundings::Surroundings;
use told::Told;
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
    wanted: Arc<Wanted>,
    /// The snapshot of this data version, where the question is answered from it.
    held: Option<Held>,
}

/// A snapshot, and the day of the question as it counts days.
#[derive(Clone)]
struct Held {
    facts: Arc<Facts>,
    day: i32,
    of_day: Arc<OfDay>,
}

impl Held {
    /// What a viewer may see.
    fn eyes<'f>(&'f self, policy: &'f Policy, viewer: &Viewer, as_of: AsOf) -> Eyes<'f> {
        Eyes::knowing(&self.facts, policy, viewer, as_of, self.day, self.of_day.employees.clone())
    }
}

/// Everything an answer is put together from.
struct Findings {
    checked: Checked,
    surroundings: Surroundings,
    computed: Computed,
    together: Together,
    introductions: Option<Introductions>,
    told: Told,
}

impl Reading {
    /// Answers who can influence a key person, through whom, how likely, and what it stands on.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for an unknown person; [`ServiceError::BadInput`] for one of our own, or a company that is no
    /// competitor; [`ServiceError::LimitExceeded`] where the question asks for more than is allowed.
    pub async fn influencers_of(&self, question: &Question) -> Result<InfluenceAnswer, ServiceError> {
        self.influencers_in_part(question, Wanted::everything()).await?.whole()
    }

    /// As [`Reading::influencers_of`], with only those parts of the answer that are wanted.
    ///
    /// # Errors
    /// As [`Reading::influencers_of`].
    pub async fn influencers_in_part(
        &self,
        question: &Question,
        wanted: Wanted,
    ) -> Result<PartialAnswer, ServiceError> {
        let (policy, wanted) = (Arc::new(self.policy_for(&question.limits)?), Arc::new(wanted));
        let ask = self.consistently("influencers_of", |r| {
            Box::pin(r.answer(question.clone(), Arc::clone(&policy), Arc::clone(&wanted)))
        });
        let (mut answer, version) = ask.await?;
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
    async fn answer(
        &self,
        question: Question,
        policy: Arc<Policy>,
        wanted: Arc<Wanted>,
    ) -> Result<PartialAnswer, ServiceError> {
        let checked = self.check(&question, policy, wanted).await?;
        let (mut surroundings, outside) = self.surroundings(&checked).await?;
        let computed = self.rank(&checked, &surroundings, outside).await?;
        // Reach and redundancy are computed while the store is asked what lines stand on.
        let (together, told) = tokio::join!(self.together(&checked, &computed), async {
            let introductions = self.introductions(&checked, &surroundings, &computed).await?;
            let told = self.tell(&checked, &mut surroundings, &computed, introductions.as_ref()).await?;
            Ok::<_, ServiceError>((introductions, told))
        });
        let (together, (introductions, told)) = (together?, told?);
        self.assemble(Findings { checked, surroundings, computed, together, introductions, told }).await
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
        let wanted = Arc::new(Wanted { company_reach: true, ..Wanted::default() });
        let answer = self.answer(question, Arc::clone(&self.service().policy), wanted).await?;
        let omitted = answer.omissions.iter().map(|omission| omission.count).sum();
        let reach = answer.company_reach.ok_or_else(|| part::unasked("chances of the company"))?;
        Ok(Some((reach, answer.n_doors, omitted)))
    }

    async fn check(
        &self,
        question: &Question,
        policy: Arc<Policy>,
        wanted: Arc<Wanted>,
    ) -> Result<Checked, ServiceError> {
        let as_of = question.as_of.unwrap_or(self.now());
        let key_person = self.person(&question.key_person).await?;
        let own = self.own_organization().await?;
        let held = self.held(&question.viewpoint, as_of).await?;
        let key = std::slice::from_ref(&key_person.id);
        let is_ours = match &held {
            Some(held) => {
                let number = held.facts.people.number(&key_person.id);
                number.is_some_and(|number| held.of_day.employees.contains(number))
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
        let viewpoint = question.viewpoint.clone();
        Ok(Checked { key_person, company, excluded, viewpoint, as_of, policy, wanted, held })
    }

    /// The snapshot, if there is one of this data version and it knows the company that is asked about: whom competitors employ it
    /// does not hold.
    async fn held(&self, viewpoint: &Viewpoint, as_of: AsOf) -> Result<Option<Held>, ServiceError> {
        if matches!(viewpoint, Viewpoint::Competitor(_)) {
            return Ok(None);
        }
        let (Some(facts), Some(day)) = (self.facts_at_hand(), numbers::day(&as_of.day_text())) else { return Ok(None) };
        if let Some(of_day) = self.generation().of_days.get(&as_of.day()) {
            return Ok(Some(Held { facts, day, of_day }));
        }
        let of = Arc::clone(&facts);
        let members_max = self.service().policy().derived.department_members_max as usize;
        let of_day = self.service().compute.run(move || Arc::new(OfDay::new(&of, day, members_max))).await?;
        let kept = Arc::clone(&of_day);
        self.remember(move |generation| generation.of_days.insert(as_of.day(), kept));
        Ok(Some(Held { facts, day, of_day }))
    }
}

//! "Who should meet whom next?": so many introductions that the decision power we reach grows most.
//!
//! Who may be introduced: an employee to a key person of a customer where the employee has a route to somebody already, so that
//! there is somebody to make the introduction; not to whom the employee has a line. A new line is worth `mining.new_line`. How well we
//! reach a key person is the best route there is; a new line helps independently of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::{AsOf, Id, Organization, Policy, Probability};
use crate::engine::{self, IntroductionCandidate, IntroductionPlanProblem};
use crate::service::recall::Recollection;
use crate::service::{Reading, ServiceError, within};

use super::{Colleague, Routes};

/// What a plan is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntroductionPlanQuestion {
    /// How many introductions.
    pub introductions: u32,
    /// At most so many for one employee.
    pub per_employee: u32,
    /// Only key persons of this customer.
    pub customer: Option<Id>,
}

/// An introduction of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Introduced {
    pub employee: Colleague,
    pub key_person: Id,
    pub customers: Vec<Arc<Organization>>,
    /// Decision power that it adds to what those before it reach.
    pub gain: f64,
    /// How well we reach the key person before the plan.
    pub reach: f64,
    /// What the new line is expected to be worth.
    pub probability: f64,
    /// The employee's route as it is, over others.
    pub route: Option<f64>,
}

/// A plan, with what is certain of it.
#[derive(Debug, Clone, PartialEq)]
pub struct IntroductionPlanAnswer {
    /// In the order of their gain.
    pub introductions: Vec<Introduced>,
    pub gain: f64,
    /// The share of the best plan's gain that this way of choosing always reaches.
    pub guarantee: f64,
    /// No plan gains more.
    pub upper_bound: f64,
    /// The share of the best plan's gain that this plan certainly reaches.
    pub reached: f64,
    /// Decision power that is reached before: Σ decision power · best route.
    pub before: f64,
    /// Decision power of all key persons asked about.
    pub power: f64,
    pub n_candidates: u64,
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
}

impl Reading {
    /// Who should meet whom, as of a moment.
    ///
    /// # Errors
    /// [`ServiceError::LimitExceeded`] above `limits.introductions`; [`ServiceError::NotFound`] for an unknown customer; those of the
    /// company's graph.
    pub async fn introduction_plan(
        &self,
        question: &IntroductionPlanQuestion,
        as_of: AsOf,
    ) -> Result<IntroductionPlanAnswer, ServiceError> {
        within("introductions", u64::from(question.introductions), self.service().limits().introductions)?;
        let (mut answer, version) =
            self.consistently("introduction_plan", |r| Box::pin(r.plan_at(question.clone(), as_of))).await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn plan_at(
        &self,
        question: IntroductionPlanQuestion,
        as_of: AsOf,
    ) -> Result<IntroductionPlanAnswer, ServiceError> {
        let routes = self.routes_of_all(as_of).await?;
        let most = self.service().limits().introduction_candidates;
        self.service().compute.run(move || plan(&routes, &question, most)).await?
    }
}

fn plan(
    routes: &Routes,
    question: &IntroductionPlanQuestion,
    most: u32,
) -> Result<IntroductionPlanAnswer, ServiceError> {
    let Routes { company, matrix } = routes;
    let (ledger, policy) = (company.view().ledger(), Arc::clone(company.view().policy()));
    let only = question.customer.as_ref().map(|id| {
        let number = ledger.organization_number(id).filter(|number| ledger.customers().any(|c| c == *number));
        number.ok_or_else(|| ServiceError::NotFound { what: "customer", id: id.to_string() })
    });
    let only = only.transpose()?;
    let counts = |customer: u32| only.is_none_or(|only| only == customer);
    let internal = |e: &dyn std::fmt::Display| ServiceError::Internal(e.to_string());
    let probability = Probability::new(policy.mining.new_line).map_err(|e| internal(&e))?;

    let (mut targets, mut weights, mut reach) = (Vec::new(), Vec::new(), Vec::new());
    let mut of_customer: std::collections::BTreeMap<u32, Vec<u32>> = std::collections::BTreeMap::new();
    for (at, key) in company.key_persons().iter().enumerate() {
        let power: f64 = key.customers.iter().filter(|(customer, _)| counts(*customer)).map(|(_, w)| w).sum();
        if !key.customers.iter().any(|(customer, _)| counts(*customer)) {
            continue;
        }
        targets.push(key.node);
        weights.push(engine::Weight::new(power).map_err(|e| internal(&e))?);
        reach.push(matrix.of_target(at).next().map_or(0.0, |best| best.probability().min(1.0)));
        for (customer, _) in key.customers.iter().filter(|(customer, _)| counts(*customer)) {
            of_customer.entry(*customer).or_default().push(key.node);
        }
    }
    let mut candidates: Vec<IntroductionCandidate> = Vec::new();
    for (position, &employee) in matrix.employees().iter().enumerate() {
        // Nobody can be sent whose name is not known.
        if company.drawn().is_masked(employee) {
            continue;
        }
        let reached = matrix.of_employee(position).filter_map(|found| company.key_person(found.target));
        let customers: BTreeSet<u32> = reached.flat_map(|key| key.customers.iter().map(|(c, _)| *c)).collect();
        let met: BTreeSet<u32> = matrix.of_employee(position).filter(|f| f.edges == 1).map(|f| f.target).collect();
        let meets: BTreeSet<u32> =
            customers.iter().filter_map(|customer| of_customer.get(customer)).flatten().copied().collect();
        candidates.extend(meets.difference(&met).map(|&target| IntroductionCandidate {
            employee,
            target,
            probability,
        }));
        within("candidates of an introduction plan", candidates.len() as u64, most)?;
    }
    let room = vec![question.per_employee; matrix.employees().len()];
    let plan = engine::introduction_plan(&IntroductionPlanProblem {
        targets: &targets,
        weights: &weights,
        reach: &reach,
        employees: matrix.employees(),
        room: &room,
        candidates: &candidates,
        introductions: question.introductions as usize,
    });
    let introductions = plan.introductions.iter().map(|planned| {
        let IntroductionCandidate { employee, target, probability } = planned.candidate;
        let at = matrix.employees().binary_search(&employee).unwrap_or(usize::MAX);
        let place = targets.binary_search(&target).unwrap_or(usize::MAX);
        let key = company.key_person(target);
        let customers = key.into_iter().flat_map(|key| &key.customers).filter(|(customer, _)| counts(*customer));
        Introduced {
            employee: Colleague::of(company, employee),
            key_person: routes.key_person(target).clone(),
            customers: customers.map(|(customer, _)| Arc::clone(company.customer(*customer))).collect(),
            gain: planned.gain,
            reach: reach.get(place).copied().unwrap_or(0.0),
            probability: probability.get(),
            route: matrix.of_employee(at).find(|found| found.target == target).map(|found| found.probability()),
        }
    });
    Ok(IntroductionPlanAnswer {
        introductions: introductions.collect(),
        gain: plan.gain,
        guarantee: plan.guarantee,
        upper_bound: plan.upper_bound,
        reached: plan.reached,
        before: weights.iter().zip(&reach).map(|(weight, reach)| weight.get() * reach).sum(),
        power: weights.iter().map(|weight| weight.get()).sum(),
        n_candidates: candidates.len() as u64,
        omitted: company.omitted(),
        as_of: company.view().as_of(),
        data_version: 0,
        policy,
    })
}

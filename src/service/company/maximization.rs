//! "Which people, moved first, move most decision power?" Influence maximisation under independent cascades over all lines the viewer
//! sees, with the certificate of its bound.

use std::sync::Arc;

use crate::domain::{AsOf, Policy, coded};
use crate::engine::{CascadeGraph, InfluenceMaximizationProblem, Progress, influence_maximization};
use crate::service::recall::Recollection;
use crate::service::snapshot::CompanyGraph;
use crate::service::{Reading, ServiceError, within};

use super::Colleague;

coded! {
    /// Who may be moved first.
    pub enum SeedsAmong expects "who may be moved first: contacts or employees" {
        /// People outside our company.
        Contacts = "contacts",
        /// Our own people.
        Employees = "employees",
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MaximizationQuestion {
    /// How many people.
    pub seeds: u32,
    pub among: SeedsAmong,
    /// How far below 1 − 1/e the certified share of the optimum may stay.
    pub epsilon: f64,
    /// How likely the certificate may be wrong.
    pub delta: f64,
}

/// 1 − 1/e: what ε stays below.
const FULL: f64 = 0.632;
/// Samples at most.
const SAMPLES_MAX: u64 = 1 << 24;
/// People in kept samples at most: 8 bytes each, 256 MB.
const MEMBERS_MAX: u64 = 1 << 25;

/// Somebody to move first.
#[derive(Debug, Clone, PartialEq)]
pub struct Seed {
    pub person: Colleague,
    /// Decision power added to those before.
    pub gain: f64,
}

/// Whom to move first, and what is certain of it.
#[derive(Debug, Clone, PartialEq)]
pub struct MaximizationAnswer {
    pub people: Vec<Seed>,
    /// Decision power that moves, themselves included.
    pub spread: f64,
    pub lower_bound: f64,
    pub upper_bound: f64,
    /// No choice of so many people spreads further.
    pub optimum_at_most: f64,
    /// The share of the optimum that is reached at least.
    pub ratio: f64,
    /// The share that was asked for: 1 − 1/e − ε.
    pub wanted: f64,
    pub holds: bool,
    pub samples: u64,
    /// Decision power of all key persons.
    pub power: f64,
    pub question: MaximizationQuestion,
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
}

impl Reading {
    /// Whom to move first, as of a moment.
    ///
    /// # Errors
    /// [`ServiceError::LimitExceeded`] above `limits.seeds`; [`ServiceError::BadInput`] for ε or δ out of range; those of the company's
    /// graph.
    pub async fn influence_maximization(
        &self,
        question: MaximizationQuestion,
        as_of: AsOf,
    ) -> Result<MaximizationAnswer, ServiceError> {
        within("seeds", u64::from(question.seeds), self.service().limits().seeds)?;
        if !(0.01..FULL).contains(&question.epsilon) {
            return Err(ServiceError::bad_input("epsilon", "a number from 0.01 to 0.63 is expected"));
        }
        if !(1e-9..0.5).contains(&question.delta) {
            return Err(ServiceError::bad_input("delta", "a number from 0.000000001 to 0.5 is expected"));
        }
        let ask = self.consistently("influence_maximization", |r| Box::pin(r.maximum_at(question, as_of)));
        let (mut answer, version) = ask.await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn maximum_at(
        &self,
        question: MaximizationQuestion,
        as_of: AsOf,
    ) -> Result<MaximizationAnswer, ServiceError> {
        let company = self.company_graph(as_of).await?;
        let progress = self.progress();
        self.service().compute.run(move || maximum(&company, question, &*progress)).await?
    }
}

fn maximum(
    company: &CompanyGraph,
    question: MaximizationQuestion,
    progress: &dyn Progress,
) -> Result<MaximizationAnswer, ServiceError> {
    let (drawn, policy) = (company.drawn(), Arc::clone(company.view().policy()));
    let employees = drawn.employees();
    let graph = drawn.graph();
    let candidates: Vec<u32> = match question.among {
        SeedsAmong::Employees => employees.to_vec(),
        SeedsAmong::Contacts => (0..graph.nodes()).filter(|node| employees.binary_search(node).is_err()).collect(),
    };
    let (targets, weights) = (company.key_nodes(), company.powers()?);
    let power = weights.iter().map(|weight| weight.get()).sum();
    let answer = |people, [spread, lower_bound, upper_bound, optimum_at_most]: [f64; 4], samples| {
        let wanted = 1.0 - (-1.0f64).exp() - question.epsilon;
        let ratio = if optimum_at_most > 0.0 { lower_bound / optimum_at_most } else { 1.0 };
        MaximizationAnswer {
            people,
            spread,
            lower_bound,
            upper_bound,
            optimum_at_most,
            ratio,
            wanted,
            holds: ratio >= wanted,
            samples,
            power,
            question,
            omitted: company.omitted(),
            as_of: company.view().as_of(),
            data_version: 0,
            policy: Arc::clone(&policy),
        }
    };
    // Nothing to move, or nobody to move it: the answer is exact.
    if question.seeds == 0 || candidates.is_empty() || power <= 0.0 {
        return Ok(answer(Vec::new(), [0.0; 4], 0));
    }
    let found = influence_maximization(
        &InfluenceMaximizationProblem {
            graph: &CascadeGraph::new(graph),
            targets: &targets,
            weights: &weights,
            candidates: &candidates,
            seeds: question.seeds as usize,
            epsilon: question.epsilon,
            delta: question.delta,
            max_samples: SAMPLES_MAX,
            max_members: MEMBERS_MAX,
            seed: policy.reach.seed as u64,
        },
        progress,
    )?;
    let people = found.people.iter();
    let people = people.map(|seed| Seed { person: Colleague::of(company, seed.person), gain: seed.gain }).collect();
    let bounds = [found.spread, found.lower_bound, found.upper_bound, found.certificate.optimum_at_most];
    Ok(answer(people, bounds, found.samples))
}

//! "How does the decision chain of this opportunity stand, how likely do we win, and what would help most?" (method §5, §6)
//!
//! The order of things: read everything recorded of the chains at once ([`record`]); read the lines into their members and leave
//! out what the viewer may not see ([`surroundings`]); put each chain together as the formulas take it ([`facts`]); compute
//! ([`compute`]); put names to numbers ([`answer`]). Whatever the number and the size of the chains, that is one statement for
//! each of: the data version, the chains, the lines, what of another team is visible, and people.

mod answer;
mod card;
mod compute;
mod facts;
mod record;
mod surroundings;
mod text;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::{AsOf, Coded, Id, Organization, OrganizationKind};

use super::neighbourhood::{Direction, Fetch, Node, StepLine, differing};
use super::recall::Recollection;
use super::visibility::Sights;
use super::{Reading, ServiceError};

pub use crate::scoring::band::DegreeAverage;
pub use crate::scoring::chain::{Alert, ChainAssessment, ChainState, Filled, MemberStance, MemberWeight, Part};
pub use crate::scoring::changes::ChainChange;
pub use crate::scoring::knows::{Have, Know};
pub use crate::scoring::win::{Chance, VendorChance, WinCap, WinProbability};
pub use answer::{
    ChainNote, ChainNoteKind, ChangeAnswer, DecisionAnswer, DecisionMember, Enabler, MemberConflict, MemberLine,
    StatedDegree,
};

pub use card::{KeyPersonAnswer, KeyPersonQuestion};
pub(super) use facts::counts;
pub(super) use record::Stated;

use compute::Computed;
use facts::ChainFacts;
use record::Recorded;

/// Which chain, and from whose viewpoint.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ChainQuestion {
    pub opportunity: Id,
    /// The vendor of the viewpoint; absent: our own company.
    pub vendor: Option<Id>,
    /// Whether to tell what would help most, too.
    pub with_changes: bool,
}

/// What one question of several is answered: the failure of one is none of the others.
pub type ChainOutcome = Result<Arc<DecisionAnswer>, ServiceError>;

impl Reading {
    /// Answers questions about decision chains as of a moment, in their order, all from one consistent view of the data.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] while our own company is not recorded; [`ServiceError::Unavailable`] when the database does not
    /// answer. A single question fails with [`ServiceError::NotFound`] for an unknown opportunity or vendor, and with
    /// [`ServiceError::BadInput`] for a vendor who is neither our own company nor a competitor.
    pub async fn decision_chains(
        &self,
        questions: &[ChainQuestion],
        as_of: AsOf,
    ) -> Result<Vec<ChainOutcome>, ServiceError> {
        let questions: Arc<[ChainQuestion]> = questions.into();
        let (outcomes, version) =
            self.consistently("decision_chains", |r| Box::pin(r.answer_chains(Arc::clone(&questions), as_of))).await?;
        let tell = |mut answer: DecisionAnswer| {
            answer.data_version = version;
            Arc::new(answer)
        };
        Ok(outcomes.into_iter().map(|outcome| outcome.map(tell)).collect())
    }
}

impl Recollection<'_> {
    async fn answer_chains(
        &self,
        questions: Arc<[ChainQuestion]>,
        as_of: AsOf,
    ) -> Result<Vec<Result<DecisionAnswer, ServiceError>>, ServiceError> {
        let recorded = self.recorded_chains(&questions, as_of).await?;
        let policy = Arc::clone(&self.service().policy);
        let fetch =
            Fetch { recollection: self, policy: &policy, as_of, company: &recorded.own, excluded: None, max_steps: 1 };
        let members: BTreeSet<&Id> = recorded.chains.values().flat_map(|chain| chain.members.keys()).collect();
        let members: Vec<Id> = members.into_iter().cloned().collect();
        let steps = if members.is_empty() { Vec::new() } else { fetch.steps(Direction::Into, &members).await? };
        let mut sights = Sights::recalling(self, as_of);
        let assessments = recorded.assessments.iter().map(|stated| &stated.assessment);
        sights.learn_both(differing(Direction::Into, &members, &steps).into_iter(), assessments).await?;

        let steps: HashMap<Id, Arc<[StepLine]>> = members.into_iter().zip(steps).collect();
        let case = |question: &ChainQuestion| {
            let chain = recorded.chains.get(&question.opportunity);
            let missing = || ServiceError::NotFound { what: "opportunity", id: question.opportunity.to_string() };
            let vendor = recorded.vendor(question.vendor.as_ref())?;
            let chain = chain.ok_or_else(missing)?;
            let around = surroundings::of_chain(&fetch, &sights, &chain.members, &steps);
            let facts = ChainFacts::new(question, &recorded, chain, vendor, around, &sights, as_of);
            Ok((facts, question.with_changes))
        };
        let cases: Vec<Result<(ChainFacts, bool), ServiceError>> = questions.iter().map(case).collect();
        let rules = Arc::clone(&policy);
        let compute = move || -> Vec<Result<Computed, ServiceError>> {
            cases.into_iter().map(|case| case.map(|(facts, changes)| Computed::new(facts, changes, &rules))).collect()
        };
        let computed = self.service().compute.run(compute).await?;
        let cast = self.cast_of(&recorded.own, computed.iter().flatten(), as_of).await?;
        Ok(computed.into_iter().map(|c| c.and_then(|c| DecisionAnswer::new(c, &cast, as_of, &policy))).collect())
    }

    /// The people whom the answers name, with the departments of our own among them.
    async fn cast_of<'c>(
        &self,
        own: &Id,
        computed: impl Iterator<Item = &'c Computed>,
        as_of: AsOf,
    ) -> Result<record::NamedPeople, ServiceError> {
        let mut wanted: BTreeSet<Id> = BTreeSet::new();
        for computed in computed {
            wanted.extend(computed.facts.members.iter().map(|member| member.id.clone()));
            for node in computed.on_routes() {
                match &computed.numbered.nodes[node as usize] {
                    Node::Person(id) => wanted.insert(id.clone()),
                    Node::Masked(mask) => match computed.facts.around.behind.get(mask) {
                        Some(id) => wanted.insert(id.clone()),
                        None => false,
                    },
                };
            }
        }
        self.named_people(own, wanted, as_of).await
    }
}

impl Recorded {
    /// The vendor of a viewpoint, by its place among the vendors of a chain: first our own company, then it.
    fn vendor(&self, asked: Option<&Id>) -> Result<Arc<Organization>, ServiceError> {
        let id = asked.unwrap_or(&self.own);
        let missing = || ServiceError::NotFound { what: "organization", id: id.to_string() };
        let vendor = self.vendors.get(id).ok_or_else(missing)?;
        is_vendor(vendor)?;
        Ok(Arc::clone(vendor))
    }
}

/// Holds that a viewpoint is that of somebody who sells.
fn is_vendor(vendor: &Organization) -> Result<(), ServiceError> {
    match vendor.kind {
        OrganizationKind::Own | OrganizationKind::Competitor => Ok(()),
        OrganizationKind::Customer | OrganizationKind::Partner => {
            let Organization { id, kind, .. } = vendor;
            let message = format!("{id} is a {}; a vendor is our own company or a competitor", kind.code());
            Err(ServiceError::bad_input("vendor", message))
        }
    }
}

/// Vendors by identifier.
type Vendors = BTreeMap<Id, Arc<Organization>>;

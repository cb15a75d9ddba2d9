//! What a strong relationship 强关系 with a customer is judged from (method §10).

use std::collections::{BTreeSet, HashSet};

use crate::domain::{AsOf, Id, Policy, Stance, YesNoUnknown};
use crate::scoring::chain::ChainAssessment;
use crate::scoring::customer::RelationshipFacts;

use super::super::ServiceError;
use super::super::ledger::{CustomerView, LedgerView};
use super::super::lines::Line;
use super::super::neighbourhood::{Between, Direction, Fetch, Neighbourhood, Node, differing};
use super::super::recall::Recollection;
use super::super::visibility::Sights;

/// The least stance of who is for us; what is less by rounding alone is not less.
const FOR_US: f64 = 1.0 - 1e-9;

/// The key persons of a customer who hold a single vote.
pub fn vote_holders(customer: &CustomerView) -> impl Iterator<Item = u32> {
    let members = customer.chain.members.iter().zip(&customer.members);
    members.filter(|(member, _)| member.part.holds_vote()).map(|(_, person)| *person)
}

/// Counts over a customer's key persons. `assessment` is what the formulas say of them, `deep` are those whom a colleague influences
/// deeply.
pub fn facts(
    view: &LedgerView,
    customer: &CustomerView,
    assessment: &ChainAssessment,
    deep: &HashSet<u32>,
) -> RelationshipFacts {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let stances = || customer.chain.members.iter().zip(&assessment.stances);
    let deciders = || stances().filter(|(member, _)| member.part.decides());
    let is_recorded = |vote: YesNoUnknown| vote != YesNoUnknown::Unknown;
    RelationshipFacts {
        closeness: customer.counts()[0].average(&view.policy().band).band,
        vote_holders: count(vote_holders(customer).count()),
        vote_holders_deep: count(vote_holders(customer).filter(|person| deep.contains(person)).count()),
        votes_recorded: stances().any(|(m, _)| is_recorded(m.part.veto) || is_recorded(m.part.approve)),
        deciders: count(deciders().count()),
        deciders_known: count(deciders().filter(|(_, stance)| stance.stance != Stance::Unknown).count()),
        deciders_for_us: count(deciders().filter(|(_, s)| s.value.is_some_and(|value| value >= FOR_US)).count()),
        known: count(stances().filter(|(_, stance)| stance.stance != Stance::Unknown).count()),
        opposing: count(stances().filter(|(_, stance)| stance.stance.opposes()).count()),
    }
}

impl Recollection<'_> {
    /// Which of these people a colleague influences deeply 深度影响 at the moment: straight, by a line of the strength that the policy
    /// asks of a deep route, as far as the viewer may see whose it is.
    pub(super) async fn deeply_influenced(
        &self,
        own: &Id,
        people: &BTreeSet<Id>,
        policy: &Policy,
        as_of: AsOf,
    ) -> Result<BTreeSet<Id>, ServiceError> {
        let people: Vec<Id> = people.iter().cloned().collect();
        let mut deep = BTreeSet::new();
        if people.is_empty() {
            return Ok(deep);
        }
        let fetch = Fetch { recollection: self, policy, as_of, company: own, excluded: None, max_steps: 1 };
        let steps = fetch.steps(Direction::Into, &people).await?;
        let mut sights = Sights::recalling(self, as_of);
        sights.learn(differing(Direction::Into, &people, &steps).into_iter()).await?;
        let is_deep = |line: &Line| line.strength.get() >= policy.route.deep - 1e-9;
        for (person, step) in people.iter().zip(&steps) {
            let reaches = step.iter().filter(|line| line.far_own).any(|line| match &line.between {
                Between::Settled { line, .. } => line.as_ref().is_some_and(|line| is_deep(line)),
                Between::Differs(pair) => {
                    let mut seen = Neighbourhood::default();
                    fetch.settle(&mut seen, &sights, (&line.far, person), pair, true);
                    seen.lines().any(|(from, _, line)| matches!(from, Node::Person(_)) && is_deep(line))
                }
            });
            if reaches {
                deep.insert(person.clone());
            }
        }
        Ok(deep)
    }
}

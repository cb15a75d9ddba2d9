//! A member of a decision chain.

use async_graphql::Object;

use crate::domain::{AttitudeLevel, YesNoUnknown as Vote};
use crate::service::{self, DecisionMember, StatedDegree};

use super::super::enums::{ContactLevel, DecisionRole, Dimension, YesNoUnknown};
use super::super::facts::Assessment;
use super::super::failure::Answer;
use super::super::organization::Organization;
use super::super::person::Person;
use super::super::scalars::DateTime;
use super::super::scope::Scope;
use super::Chain;
use super::enums::Stance;

/// A member, by its place in the answer.
#[derive(Clone)]
pub struct ChainMember {
    pub(super) chain: Chain,
    pub(super) at: usize,
}

impl ChainMember {
    fn found(&self) -> &DecisionMember {
        &self.chain.answer.members[self.at]
    }

    fn weight(&self) -> &service::MemberWeight {
        &self.chain.answer.assessment.weights[self.at]
    }

    fn stance_found(&self) -> &service::MemberStance {
        &self.chain.answer.assessment.stances[self.at]
    }
}

/// A person with a role in the decision, however many roles that are.
#[Object]
impl ChainMember {
    /// Who it is.
    async fn person(&self) -> Person {
        self.chain.person(self.at)
    }
    /// The weightiest role, in the order decision maker, approver, procurement, evaluator, influencer, user; `UNNAMED` where no
    /// role is recorded.
    async fn role(&self) -> DecisionRole {
        self.found().part.role().map_or(DecisionRole::Unnamed, DecisionRole::from)
    }
    /// All roles, the weightiest first.
    async fn roles(&self) -> Vec<DecisionRole> {
        self.found().part.roles.iter().map(|role| DecisionRole::from(*role)).collect()
    }
    /// Importance 重要程度, 1 to 3: the greatest recorded, or the policy's where none is.
    async fn importance(&self) -> i32 {
        // The policy's number is whole, from 1 to 3.
        self.weight().importance as i32
    }
    /// Whether the importance is recorded.
    async fn importance_known(&self) -> bool {
        self.found().part.importance.is_some()
    }
    /// The share of this member in the decision; those of all members sum to 1.
    async fn decision_weight(&self) -> f64 {
        self.weight().weight
    }
    /// PageRank over the influence among the members, from 0 for the least to 1 for the greatest; 0 where all are equal.
    async fn page_rank(&self) -> f64 {
        self.weight().page_rank
    }
    /// What a vote multiplies the weight by; 1 without a vote.
    async fn vote_multiplier(&self) -> f64 {
        self.weight().votes
    }
    /// Single-vote veto 一票否决.
    async fn veto(&self) -> YesNoUnknown {
        Vote::into(self.found().part.veto)
    }
    /// Single-vote approve 一票批准.
    async fn approve(&self) -> YesNoUnknown {
        Vote::into(self.found().part.approve)
    }
    /// How much contact there is 交往程度: the deepest recorded; null while unknown.
    async fn contact_level(&self) -> Option<ContactLevel> {
        self.found().part.contact_level.map(ContactLevel::from)
    }
    /// The three degrees towards the vendor of the viewpoint.
    async fn degrees(&self) -> Vec<DegreeValue> {
        let scope = &self.chain.scope;
        let degree = |d: &StatedDegree| DegreeValue { scope: scope.clone(), degree: d.clone() };
        self.found().degrees.iter().map(degree).collect()
    }
    /// What the known degrees together say.
    async fn stance(&self) -> Stance {
        self.stance_found().stance.into()
    }
    /// The weighted mean of the known degrees, -2 to 2; null where none is known.
    async fn stance_value(&self) -> Option<f64> {
        self.stance_found().value
    }
    /// Degrees known and recent, 0 to 3.
    async fn n_fresh(&self) -> u32 {
        self.chain.answer.assessment.insight.fresh[self.at]
    }
    /// Whether the person was at the customer and no longer is.
    async fn left(&self) -> bool {
        self.found().left
    }
}

/// A degree, looked at in a scope.
pub struct DegreeValue {
    pub(super) scope: Scope,
    pub(super) degree: StatedDegree,
}

impl DegreeValue {
    fn known(&self) -> Option<&crate::domain::Assessment> {
        self.degree.assessment.as_ref()
    }
}

/// One of the three degrees 三度 of a person towards a vendor, with what it stands on. Unknown is not 0.
#[Object]
impl DegreeValue {
    /// Which degree.
    async fn dimension(&self) -> Dimension {
        self.degree.dimension.into()
    }
    /// Whether anybody assessed it.
    async fn is_known(&self) -> bool {
        self.known().is_some()
    }
    /// The level, -2 (strong oppose 强反对) to 2 (strong support 强支持); null while unknown.
    async fn level(&self) -> Option<i32> {
        self.known().map(|a| i32::from(AttitudeLevel::get(a.level)))
    }
    /// Towards whom; null while unknown.
    async fn vendor(&self) -> Answer<Option<Organization>> {
        match self.known() {
            None => Ok(None),
            Some(assessment) => Organization::known(&self.scope, &assessment.vendor_id).await.map(Some),
        }
    }
    /// Who assessed; null while unknown.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::known_if(&self.scope, self.known().and_then(|a| a.by_id.as_ref())).await
    }
    /// When it was true; null while unknown.
    async fn at(&self) -> Option<DateTime> {
        self.known().map(|a| a.at.into())
    }
    /// Whole days in UTC since then.
    async fn age_days(&self) -> Option<u32> {
        self.degree.age_days
    }
    /// Whether it was assessed lately enough to count as insight.
    async fn fresh(&self) -> bool {
        self.degree.fresh
    }
    /// What it stands on.
    async fn evidence(&self) -> Option<&str> {
        self.known().and_then(|a| a.evidence.as_deref())
    }
    /// Whether the person coaches 教练 us, by this assessment.
    async fn coach(&self) -> bool {
        self.known().is_some_and(|a| a.coach)
    }
    /// Whether it was assessed in general, and stands in for one of this opportunity.
    async fn general(&self) -> bool {
        self.known().is_some_and(|a| a.opportunity_id.is_none())
    }
    /// How many assessments that the viewer may see stood at that instant; of several, the one recorded last counts. 0 while
    /// unknown.
    async fn at_one_instant(&self) -> u32 {
        self.degree.standing
    }
    /// The assessment itself; null while unknown.
    async fn assessment(&self) -> Option<Assessment> {
        self.known().map(|a| Assessment { scope: self.scope.clone(), record: a.clone() })
    }
}

//! What a question about a decision chain answers.

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::{
    AsOf, Assessment, Coded, Department, Dimension, Id, Organization, Person, Policy, Reporting, SalesStage, Signal,
    SignalKind, Strength, coded,
};
use crate::scoring::chain::{ChainAssessment, Part};
use crate::scoring::changes::ChainChange;
use crate::scoring::knows::{Have, Know};
use crate::scoring::win::WinProbability;

use super::super::calibration::WinModel;
use super::super::influencers::{Cast, RouteAnswer, RouteParty};
use super::super::lines::Line;
use super::super::neighbourhood::Node;
use super::ServiceError;
use super::compute::Computed;
use super::facts::DegreeFact;
use super::record::NamedPeople;

coded! {
    /// What a reader of a chain should know beside its numbers.
    pub enum ChainNoteKind expects "a kind of note" {
        /// Several assessments of one degree stood at one instant; the one recorded last counts.
        SeveralAtOneInstant = "several_at_one_instant",
        /// The stage of the opportunity is none of the stages with a base rate.
        StageWithoutBaseRate = "stage_without_base_rate",
    }
}

/// A decision chain from one viewpoint, with the win probability and what would help. Members, vendors and colleagues are
/// numbered as in the lists here.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionAnswer {
    pub opportunity: Id,
    pub stage: Option<SalesStage>,
    /// The vendor of the viewpoint first.
    pub vendors: Vec<Arc<Organization>>,
    pub members: Vec<DecisionMember>,
    /// The members by decision weight, the greatest first; of equals by identifier.
    pub by_weight: Vec<usize>,
    pub assessment: ChainAssessment,
    pub win: WinProbability,
    /// The fitted model that told it; absent: the heuristic.
    pub model: Option<Arc<WinModel>>,
    pub knows: [Know; 3],
    pub haves: [Have; 6],
    /// All six deal signals with the latest record of each; absent: unknown.
    pub signals: Vec<(SignalKind, Option<Signal>)>,
    /// By gain; empty where nobody asked.
    pub changes: Vec<ChangeAnswer>,
    /// Current reporting lines from one member to another, of the customer and of this opportunity.
    pub reporting: Vec<Reporting>,
    pub influence: Vec<MemberLine>,
    pub conflicts: Vec<MemberConflict>,
    /// The colleagues of ours who were in contact with members lately.
    pub colleagues: Vec<Id>,
    pub notes: Vec<ChainNote>,
    /// Lines and assessments of other teams that were left out because of who asks.
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
}

/// A person in the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionMember {
    pub person: Arc<Person>,
    pub part: Part,
    /// Was at the customer, and is not any more.
    pub left: bool,
    /// The three degrees towards the vendor of the viewpoint, in their order.
    pub degrees: Vec<StatedDegree>,
}

/// One degree of one member.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedDegree {
    pub dimension: Dimension,
    /// The assessment that counts; absent: unknown.
    pub assessment: Option<Assessment>,
    /// Whole days since it was assessed.
    pub age_days: Option<u32>,
    /// Assessed lately enough to count as insight.
    pub fresh: bool,
    /// How many assessments of this degree stood at that instant: of several, the one recorded last counts; 0 while unknown.
    pub standing: u32,
}

/// A recorded line by which one member can move another.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberLine {
    pub from: usize,
    pub to: usize,
    pub line: Arc<Line>,
}

/// One member stands against another.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberConflict {
    pub from: usize,
    pub to: usize,
    pub strength: Strength,
    pub evidence: Option<String>,
    pub observed_at: Option<Timestamp>,
}

/// A change, and who of ours could bring it about.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeAnswer {
    pub change: ChainChange,
    /// The colleagues with the most probable ways to the member, at most three.
    pub enablers: Arc<[Enabler]>,
}

/// A colleague who can move a member.
#[derive(Debug, Clone, PartialEq)]
pub struct Enabler {
    pub employee: RouteParty,
    pub department: Option<Arc<Department>>,
    /// Of the route.
    pub probability: f64,
    /// The best way.
    pub route: RouteAnswer,
}

/// A note, and what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainNote {
    pub kind: ChainNoteKind,
    pub member: Option<usize>,
    pub vendor: Option<usize>,
    pub dimension: Option<Dimension>,
    pub count: Option<u32>,
}

impl DecisionAnswer {
    /// Puts names to numbers.
    pub(super) fn new(
        computed: Computed,
        named: &NamedPeople,
        as_of: AsOf,
        policy: &Arc<Policy>,
    ) -> Result<Self, ServiceError> {
        let enablers = enablers(&computed, named)?;
        let Computed { mut facts, assessment, win, knows, haves, changes, .. } = computed;
        let signals = SignalKind::ALL.iter().map(|&kind| (kind, facts.signals.remove(&kind))).collect();
        let mut members = Vec::with_capacity(facts.members.len());
        let mut notes = Vec::new();
        if facts.stage_unknown {
            let kind = ChainNoteKind::StageWithoutBaseRate;
            notes.push(ChainNote { kind, member: None, vendor: None, dimension: None, count: None });
        }
        for (k, (member, in_chain)) in facts.members.into_iter().zip(facts.chain.members).enumerate() {
            let missing = || ServiceError::Internal(format!("{:?} has a decision role and is not stored", member.id));
            let person = named.people.get(&member.id).map(Arc::clone).ok_or_else(missing)?;
            let degrees = Dimension::ALL.iter().zip(member.stated).map(|(d, fact)| stated(*d, fact, as_of, policy));
            members.push(DecisionMember {
                person,
                degrees: degrees.collect(),
                left: in_chain.left,
                part: in_chain.part,
            });
            notes.extend(member.doubled.into_iter().map(|(vendor, dimension, count)| ChainNote {
                kind: ChainNoteKind::SeveralAtOneInstant,
                member: Some(k),
                vendor: Some(vendor),
                dimension: Some(dimension),
                count: Some(count),
            }));
        }
        let mut by_weight: Vec<usize> = (0..members.len()).collect();
        by_weight.sort_by(|a, b| assessment.weights[*b].weight.total_cmp(&assessment.weights[*a].weight));
        let place = |id: &Id| members.binary_search_by(|member| member.person.id.cmp(id)).ok();
        let conflicts = facts.conflicts.into_iter().filter_map(|c| {
            Some(MemberConflict {
                from: place(&c.from)?,
                to: place(&c.to)?,
                strength: c.line.strength,
                evidence: c.line.evidence,
                observed_at: c.line.observed_at,
            })
        });
        let conflicts = conflicts.collect();
        let support = facts.chain.support.iter().zip(facts.influence);
        let change = |change: ChainChange| ChangeAnswer { enablers: Arc::clone(&enablers[change.member]), change };
        Ok(Self {
            opportunity: facts.opportunity,
            stage: facts.stage,
            vendors: facts.vendors,
            by_weight,
            changes: changes.into_iter().map(change).collect(),
            reporting: facts.reporting,
            influence: support.map(|(s, line)| MemberLine { from: s.from, to: s.to, line }).collect(),
            conflicts,
            colleagues: facts.colleagues,
            notes,
            omitted: facts.omitted,
            members,
            assessment,
            win,
            model: facts.model,
            knows,
            haves,
            signals,
            as_of,
            data_version: 0,
            policy: Arc::clone(policy),
        })
    }
}

/// One degree, with the assessment that counts.
pub(super) fn stated(dimension: Dimension, fact: Option<DegreeFact>, as_of: AsOf, policy: &Policy) -> StatedDegree {
    let standing = fact.as_ref().map_or(0, |fact| fact.standing);
    let assessment = fact.map(|fact| fact.assessment);
    let age_days = assessment.as_ref().map(|a| as_of.days_since(a.at));
    let fresh = age_days.is_some_and(|days| f64::from(days) < policy.insight.days);
    StatedDegree { dimension, assessment, age_days, fresh, standing }
}

/// Who of ours could move each member; empty where nobody asked.
fn enablers(computed: &Computed, named: &NamedPeople) -> Result<Vec<Arc<[Enabler]>>, ServiceError> {
    let numbered = &computed.numbered;
    let shown = computed.on_routes();
    let mut places = vec![None; numbered.nodes.len()];
    for &node in &shown {
        let id = match &numbered.nodes[node as usize] {
            Node::Person(id) => Some(id),
            Node::Masked(mask) => computed.facts.around.behind.get(mask),
        };
        places[node as usize] = id.and_then(|id| named.departments.get(id)).map(Arc::clone);
    }
    let cast = Cast::new(numbered, &numbered.lines, &shown, &named.people, &places)?;
    let mut of_members = Vec::with_capacity(computed.doors.len());
    for doors in &computed.doors {
        let mut enablers = Vec::with_capacity(doors.len());
        for door in doors {
            let Some(best) = door.routes.first() else { continue };
            let route = cast.route(best)?;
            let strength = route.steps.first().map_or(0.0, |step| step.strength);
            enablers.push(Enabler {
                employee: cast.party(door.door, strength)?,
                department: places[door.door as usize].clone(),
                probability: best.probability,
                route,
            });
        }
        of_members.push(enablers.into());
    }
    Ok(of_members)
}

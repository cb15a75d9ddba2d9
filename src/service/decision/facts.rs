//! One chain as the formulas take it, with what stands behind each number.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::domain::{
    AsOf, Assessment, Coded, Dimension, Id, OpportunityOutcome, Organization, OrganizationKind, Reporting,
    ReportingScope, SalesStage, Signal, SignalKind,
};
use crate::scoring::chain::{Chain, Degrees, KnownDegree, Member, MemberContact, Part, SupportLine};

use super::super::calibration::WinModel;
use super::super::lines::Line;
use super::super::neighbourhood::{Conflict, Neighbourhood};
use super::super::visibility::{Sight, Sights};
use super::ChainQuestion;
use super::record::{Recorded, RecordedChain, Stated};
use super::surroundings::Surroundings;

/// One chain, from one viewpoint, as one viewer may see it.
pub struct ChainFacts {
    pub opportunity: Id,
    /// The vendor of the viewpoint first, then the other vendors compared, in the order of their identifiers.
    pub vendors: Vec<Arc<Organization>>,
    pub stage: Option<SalesStage>,
    /// How the opportunity ended, if it had.
    pub outcome: Option<OpportunityOutcome>,
    /// The latest of each deal signal.
    pub signals: BTreeMap<SignalKind, Signal>,
    /// A stage is recorded, but it is none in which an opportunity can be won.
    pub stage_unknown: bool,
    /// In the order of their identifiers, which is that of the chain.
    pub members: Vec<MemberFacts>,
    pub chain: Chain,
    /// The colleagues of the contacts.
    pub colleagues: Vec<Id>,
    pub reporting: Vec<Reporting>,
    /// The influence lines of the chain, in the order of its support lines.
    pub influence: Vec<Arc<Line>>,
    pub conflicts: Vec<Conflict>,
    pub around: Neighbourhood,
    /// The fitted model that tells the win probability: it says how likely our own company wins, and nothing of others.
    pub model: Option<Arc<WinModel>>,
    /// Lines and assessments of other teams that were left out.
    pub omitted: u64,
}

/// One member.
pub struct MemberFacts {
    pub id: Id,
    /// The assessments that count towards the vendor of the viewpoint, in the order of the degrees.
    pub stated: Vec<Option<DegreeFact>>,
    /// Degrees of which several assessments stood at one instant: the vendor, the degree, how many.
    pub doubled: Vec<(usize, Dimension, u32)>,
}

/// An assessment that counts.
#[derive(Debug, Clone)]
pub struct DegreeFact {
    pub assessment: Assessment,
    /// How many stood at that instant.
    pub standing: u32,
}

/// The assessments of one person in one degree towards one vendor: of this opportunity, and of none.
#[derive(Default)]
struct Heard<'a> {
    here: Vec<&'a Stated>,
    general: Vec<&'a Stated>,
}

impl ChainFacts {
    /// Puts a chain together.
    pub fn new(
        question: &ChainQuestion,
        recorded: &Recorded,
        chain: &RecordedChain,
        vendor: Arc<Organization>,
        surroundings: Surroundings,
        sights: &Sights<'_>,
        as_of: AsOf,
    ) -> Self {
        let ids: Vec<&Id> = chain.members.keys().collect();
        let places: HashMap<&Id, usize> = ids.iter().enumerate().map(|(k, id)| (*id, k)).collect();
        let is_member: HashSet<&Id> = ids.iter().copied().collect();

        let mut omitted: BTreeSet<&Id> = BTreeSet::new();
        let mut heard: BTreeMap<(usize, &Id, Dimension), Heard<'_>> = BTreeMap::new();
        for stated in &recorded.assessments {
            let assessment = &stated.assessment;
            let Some(&place) = places.get(&assessment.person_id) else { continue };
            let here = match &assessment.opportunity_id {
                None => false,
                Some(id) if *id == question.opportunity => true,
                Some(_) => continue,
            };
            match sights.of_assessment(assessment) {
                Sight::Open => {}
                Sight::Omitted => {
                    omitted.insert(&stated.id);
                    continue;
                }
                Sight::Masked | Sight::Secret => continue,
            }
            let heard = heard.entry((place, &assessment.vendor_id, assessment.dimension)).or_default();
            if here { heard.here.push(stated) } else { heard.general.push(stated) }
        }

        // What nobody may see does not tell that a vendor is there.
        let others: BTreeSet<&Id> = heard.keys().map(|(_, id, _)| *id).chain([&recorded.own]).collect();
        let is_vendor = |o: &&Arc<Organization>| {
            o.id != vendor.id && matches!(o.kind, OrganizationKind::Own | OrganizationKind::Competitor)
        };
        let others = others.into_iter().filter_map(|id| recorded.vendors.get(id)).filter(is_vendor);
        let vendors: Vec<Arc<Organization>> = std::iter::once(&vendor).chain(others).cloned().collect();

        let reporting: Vec<Reporting> = recorded
            .reporting
            .iter()
            .filter(|line| match &line.scope {
                ReportingScope::Customer => true,
                ReportingScope::Opportunity(id) => *id == question.opportunity,
            })
            .filter(|line| is_member.contains(&line.person_id) && is_member.contains(&line.manager_id))
            .cloned()
            .collect();

        let mut members = Vec::with_capacity(ids.len());
        let mut in_chain = Vec::with_capacity(ids.len());
        for (place, (id, member)) in chain.members.iter().enumerate() {
            let mut facts = MemberFacts { id: id.clone(), stated: Vec::new(), doubled: Vec::new() };
            let mut degrees = Vec::with_capacity(vendors.len());
            for (v, vendor) in vendors.iter().enumerate() {
                let mut towards = Degrees::default();
                for &dimension in Dimension::ALL {
                    let fact = heard.get(&(place, &vendor.id, dimension)).and_then(heard_last);
                    if let Some(fact) = &fact {
                        let age_days = as_of.days_since(fact.assessment.at);
                        let known = KnownDegree { level: fact.assessment.level, age_days };
                        towards = towards.with(dimension, Some(known));
                        if fact.standing > 1 {
                            facts.doubled.push((v, dimension, fact.standing));
                        }
                    }
                    if v == 0 {
                        facts.stated.push(fact);
                    }
                }
                degrees.push(towards);
            }
            in_chain.push(Member {
                part: Part::of(member.roles.values()),
                reports_in_chain: reporting.iter().any(|line| line.person_id == *id),
                left: member.left,
                degrees,
            });
            members.push(facts);
        }

        let among = surroundings.among(&is_member);
        let support = among
            .iter()
            .map(|(from, to, line)| SupportLine { from: places[from], to: places[to], strength: line.strength })
            .collect();
        let colleagues: BTreeSet<&Id> = surroundings.contacts.iter().map(|(_, colleague, _)| colleague).collect();
        let colleagues: Vec<Id> = colleagues.into_iter().cloned().collect();
        let contact = |(member, colleague, recent): &(Id, Id, super::super::neighbourhood::RecentContacts)| {
            let colleague = colleagues.binary_search(colleague).expect("the colleagues are those of the contacts");
            MemberContact { member: places[member], colleague, age_days: recent.age_days, count: recent.count }
        };
        let contacts = surroundings.contacts.iter().map(contact).collect();
        let conflicts = surroundings.conflicts_among(&is_member);
        let mut signals: BTreeMap<SignalKind, Signal> = BTreeMap::new();
        for signal in chain.signals.values() {
            // In the order of the identifiers: of two at one instant the last stays.
            if signals.get(&signal.signal).is_none_or(|known| known.at <= signal.at) {
                signals.insert(signal.signal, signal.clone());
            }
        }
        let stage = chain.stage.as_deref().and_then(|stage| SalesStage::read(stage).ok());
        Self {
            opportunity: question.opportunity.clone(),
            stage,
            outcome: chain.outcome,
            signals,
            stage_unknown: chain.stage.is_some() && stage.is_none(),
            model: recorded.model.clone().filter(|_| vendor.kind == OrganizationKind::Own),
            chain: Chain { members: in_chain, n_vendors: vendors.len(), support, contacts },
            vendors,
            members,
            colleagues,
            reporting,
            influence: among.into_iter().map(|(_, _, line)| line).collect(),
            conflicts,
            omitted: (omitted.len() + surroundings.around.omitted.len()) as u64,
            around: surroundings.around,
        }
    }
}

/// The assessment that counts: one of this opportunity before one of none.
fn heard_last(heard: &Heard<'_>) -> Option<DegreeFact> {
    counts(&heard.here).or_else(|| counts(&heard.general))
}

/// The assessment that counts of several: the latest; of the same instant the one recorded last.
pub fn counts(heard: &[&Stated]) -> Option<DegreeFact> {
    let rank = |s: &&&Stated| (s.assessment.at, s.recorded_at.clone(), s.id.clone());
    let last = heard.iter().max_by_key(rank)?;
    let at_once = heard.iter().filter(|s| s.assessment.at == last.assessment.at);
    Some(DegreeFact { assessment: last.assessment.clone(), standing: at_once.map(|s| s.standing).sum() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AttitudeLevel, Visibility};

    fn stated(level: i64, at: &str, recorded_at: &str, standing: u32) -> Stated {
        let id = |text: &str| Id::new(text).unwrap();
        let assessment = Assessment {
            person_id: id("k"),
            vendor_id: id("o"),
            dimension: Dimension::Price,
            level: AttitudeLevel::new(level).unwrap(),
            opportunity_id: None,
            at: at.parse().unwrap(),
            by_id: None,
            evidence: None,
            coach: false,
            visibility: Visibility::Company,
        };
        Stated { assessment, id: id(&format!("a{level}")), recorded_at: recorded_at.to_owned(), standing }
    }

    fn level(here: &[Stated], general: &[Stated]) -> Option<(i8, u32)> {
        let heard = Heard { here: here.iter().collect(), general: general.iter().collect() };
        heard_last(&heard).map(|fact| (fact.assessment.level.get(), fact.standing))
    }

    #[test]
    fn the_latest_counts_and_of_one_instant_what_was_recorded_last() {
        let (early, late) = ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z");
        let (first, second) = ("2026-02-01T00:00:00.000Z", "2026-02-02T00:00:00.000Z");
        assert_eq!(level(&[], &[]), None, "unknown");
        assert_eq!(level(&[], &[stated(1, late, first, 1), stated(-1, early, second, 1)]), Some((1, 1)));
        assert_eq!(level(&[], &[stated(1, late, first, 1), stated(-1, late, second, 2)]), Some((-1, 3)));
        assert_eq!(level(&[], &[stated(1, late, first, 1), stated(-1, late, first, 1)]), Some((1, 2)), "by identifier");
    }

    #[test]
    fn one_of_the_opportunity_counts_before_a_later_one_of_none() {
        let here = stated(2, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00.000Z", 1);
        let general = stated(-2, "2026-05-01T00:00:00Z", "2026-05-01T00:00:00.000Z", 1);
        assert_eq!(level(&[here], &[general]), Some((2, 1)));
    }
}

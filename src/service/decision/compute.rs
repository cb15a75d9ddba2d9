//! The mathematics of one chain: pure, for the compute pool.

use std::collections::HashSet;

use crate::domain::{Coded, Policy, SignalKind, YesNoUnknown};
use crate::engine::{self, DoorRoutes, RouteProblem};
use crate::scoring::calibration::features::SignalCounts;
use crate::scoring::chain::{ChainAssessment, assess};
use crate::scoring::changes::{ChainChange, WinRule, changes_by};
use crate::scoring::knows::{Have, Know, KnowsCase, SignalStates, haves, knows};
use crate::scoring::win::{FittedWin, WinProbability, fitted_win_of_chain, win_of_chain};

use super::super::influencers::people_on;
use super::super::neighbourhood::{Node, Numbered};
use super::facts::ChainFacts;

/// The vendor of the viewpoint among the vendors of a chain.
const VIEWPOINT: usize = 0;
/// How many colleagues are told of those who could bring a change about.
const ENABLERS: usize = 3;

/// What was found of one chain, by number.
pub struct Computed {
    pub facts: ChainFacts,
    pub assessment: ChainAssessment,
    pub win: WinProbability,
    pub knows: [Know; 3],
    pub haves: [Have; 6],
    /// Empty where nobody asked what would help.
    pub changes: Vec<ChainChange>,
    /// The people around the chain.
    pub numbered: Numbered,
    /// Of each member the colleagues who can best move them, each with the best route; empty where nobody asked.
    pub doors: Vec<Vec<DoorRoutes>>,
}

impl Computed {
    /// Computes what is asked of a chain.
    pub fn new(facts: ChainFacts, with_changes: bool, policy: &Policy) -> Self {
        let mut assessment = assess(&facts.chain, VIEWPOINT, policy);
        // The sum over no members is −0, which would be written as such.
        assessment.insight.rate += 0.0;
        let signal_counts = SignalCounts::of(SignalKind::ALL.iter().map(|&kind| signal(&facts, kind)));
        let fitted = facts.model.as_ref();
        let fitted = fitted.map(|m| FittedWin { model: &m.calibration.model, signals: signal_counts });
        let mut win = win_of_chain(&facts.chain, &assessment, VIEWPOINT, facts.stage, &policy.win);
        if let Some(fitted) = &fitted {
            win = fitted_win_of_chain(&facts.chain, &assessment, win, fitted);
        }
        let case = KnowsCase {
            stage: facts.stage,
            outcome: facts.outcome,
            signals: signals(&facts),
            status: assessment.state.status,
            rule: assessment.state.rule,
            win: &win,
        };
        let (knows, haves) = (knows(&case, &policy.knows), haves(&case, &policy.knows));
        let members: Vec<Node> = facts.members.iter().map(|member| Node::Person(member.id.clone())).collect();
        let numbered = facts.around.numbered(&members);
        let (mut found, mut doors) = (Vec::new(), Vec::new());
        if with_changes {
            found = changes_by(&facts.chain, VIEWPOINT, &WinRule { stage: facts.stage, fitted }, policy);
            doors.extend(members.iter().map(|member| doors_to(&numbered, member, policy)));
        }
        Self { facts, assessment, win, knows, haves, changes: found, numbered, doors }
    }

    /// The people on the routes that are told, by number.
    pub fn on_routes(&self) -> HashSet<u32> {
        people_on(&self.numbered, self.doors.iter().flatten().flat_map(|door| &door.routes))
    }
}

fn signal(facts: &ChainFacts, kind: SignalKind) -> YesNoUnknown {
    facts.signals.get(&kind).map_or(YesNoUnknown::Unknown, |signal| signal.value.into())
}

fn signals(facts: &ChainFacts) -> SignalStates {
    let state = |kind| signal(facts, kind);
    SignalStates {
        exchange_time: state(SignalKind::ExchangeTimeOurs),
        budget_advice: state(SignalKind::AdviceInBudget),
        solution_studied: state(SignalKind::SolutionStudied),
        award_mode: state(SignalKind::AwardModeKnown),
        scoring_items: state(SignalKind::ScoringKnown),
        award_rule: state(SignalKind::AwardRuleKnown),
    }
}

fn doors_to(numbered: &Numbered, member: &Node, policy: &Policy) -> Vec<DoorRoutes> {
    let Some(target) = numbered.number(member) else { return Vec::new() };
    let problem = RouteProblem {
        graph: &numbered.graph,
        target,
        doors: &numbered.doors,
        max_edges: policy.route.steps_outside as u8,
        k: 1,
    };
    let mut doors = engine::best_routes(&problem);
    doors.truncate(ENABLERS);
    doors
}

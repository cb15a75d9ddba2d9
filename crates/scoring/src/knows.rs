//! The 3 knows 三知 and the 6 haves 六有 of an opportunity (method §6).

use guanxi_domain::{
    ChainRule, ChainStatus, FindingSource, HaveKind, KnowKind, KnowsPolicy, OpportunityOutcome, SalesStage,
    YesNoUnknown,
};

use super::win::WinProbability;

/// The six deal signals 成交信号 (六点把控).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignalStates {
    /// Most exchange time is ours.
    pub exchange_time: YesNoUnknown,
    /// Our advice was taken in budgeting.
    pub budget_advice: YesNoUnknown,
    /// Our solution is studied while the request for proposals is drafted.
    pub solution_studied: YesNoUnknown,
    /// The award mode is known.
    pub award_mode: YesNoUnknown,
    /// The scoring items are known.
    pub scoring_items: YesNoUnknown,
    /// The award rule is known.
    pub award_rule: YesNoUnknown,
}

/// What the findings are read from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KnowsCase<'a> {
    /// Absent: another stage, or none.
    pub stage: Option<SalesStage>,
    /// Absent: not closed, or closed without saying how.
    pub outcome: Option<OpportunityOutcome>,
    pub signals: SignalStates,
    pub status: ChainStatus,
    pub rule: ChainRule,
    /// The win probability of the vendor whose knows these are.
    pub win: &'a WinProbability,
}

/// One of the 3 knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Know {
    pub kind: KnowKind,
    pub state: YesNoUnknown,
    pub source: FindingSource,
}

/// One of the 6 haves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Have {
    pub kind: HaveKind,
    pub state: YesNoUnknown,
    pub source: FindingSource,
}

/// The 3 knows.
///
/// | know | yes | no | unknown |
/// |---|---|---|---|
/// | is it an opportunity | it passed verification (a stage after TAS1), or was won or lost | it was dropped | else |
/// | are we competitive | no known rival's chain score is above ours | one is | ours, or every rival's, is not known |
/// | can we win | win probability ≥ 0.5 | below | insight below 0.5: too little is known to say |
///
/// # Arguments
/// * `case`: stage, outcome and win probability count
/// * `policy`: `win_from`, `insight_from`
///
/// # Examples
/// ```
/// use guanxi_domain::{ChainRule, ChainStatus, Coded, Policy, SalesStage, YesNoUnknown};
/// use guanxi_scoring::knows::{KnowsCase, SignalStates, knows};
/// use guanxi_scoring::win::{WinCase, win_probability};
///
/// let case = WinCase { vendor: 0, scores: &[Some(0.6), Some(0.2)], insight: 0.4, stage: None, vetoers: &[] };
/// let win = win_probability(&case, &Policy::default().win);
/// let case = KnowsCase {
///     stage: Some(SalesStage::Establish),
///     outcome: None,
///     signals: SignalStates::UNKNOWN,
///     status: ChainStatus::Green,
///     rule: ChainRule::DeciderSupports,
///     win: &win,
/// };
/// let states = knows(&case, &Policy::default().knows).map(|know| know.state);
/// assert_eq!(states, [YesNoUnknown::Yes, YesNoUnknown::Yes, YesNoUnknown::Unknown]);
/// ```
pub fn knows(case: &KnowsCase<'_>, policy: &KnowsPolicy) -> [Know; 3] {
    let (is_opportunity, read_from) = is_opportunity(case);
    let can_win = if case.win.insight < policy.insight_from {
        YesNoUnknown::Unknown
    } else {
        (case.win.probability >= policy.win_from).into()
    };
    [
        Know { kind: KnowKind::IsOpportunity, state: is_opportunity, source: read_from },
        Know { kind: KnowKind::Competitive, state: competitive(case.win), source: FindingSource::ChainScores },
        Know { kind: KnowKind::CanWin, state: can_win, source: FindingSource::WinProbability },
    ]
}

/// The 6 haves.
///
/// | have | yes | no | unknown |
/// |---|---|---|---|
/// | advantage, method | | | always: value propositions and strategies are not recorded |
/// | omen | at least 4 of the six deal signals | so many are recorded as absent that 4 cannot be reached | else |
/// | relation | the chain is green | it is amber or red | nobody's stance is known |
/// | enemy intelligence | a rival's chain score is known, so that the win probability is one against rivals | none is | |
/// | aim | award mode, scoring items and award rule are known | one of them is recorded as not known | else |
///
/// # Arguments
/// * `case`: signals, status and win probability count
/// * `policy`: `signals_from`
///
/// # Examples
/// ```
/// use guanxi_domain::{ChainRule, ChainStatus, HaveKind, Policy, YesNoUnknown};
/// use guanxi_scoring::knows::{KnowsCase, SignalStates, haves};
/// use guanxi_scoring::win::{WinCase, win_probability};
///
/// let yes = YesNoUnknown::Yes;
/// let case = WinCase { vendor: 0, scores: &[Some(0.6)], insight: 0.4, stage: None, vetoers: &[] };
/// let win = win_probability(&case, &Policy::default().win);
/// let signals = SignalStates { award_mode: yes, scoring_items: yes, award_rule: yes, ..SignalStates::UNKNOWN };
/// let case = KnowsCase {
///     stage: None,
///     outcome: None,
///     signals,
///     status: ChainStatus::Amber,
///     rule: ChainRule::NoDeciderSupports,
///     win: &win,
/// };
/// let state = |kind| haves(&case, &Policy::default().knows).into_iter().find(|have| have.kind == kind).unwrap().state;
/// assert_eq!(state(HaveKind::Omen), YesNoUnknown::Unknown, "three of the four that make an omen");
/// assert_eq!(state(HaveKind::Relation), YesNoUnknown::No);
/// assert_eq!(state(HaveKind::EnemyIntelligence), YesNoUnknown::No);
/// assert_eq!(state(HaveKind::Aim), yes);
/// ```
pub fn haves(case: &KnowsCase<'_>, policy: &KnowsPolicy) -> [Have; 6] {
    let not_recorded = |kind| Have { kind, state: YesNoUnknown::Unknown, source: FindingSource::NotRecorded };
    let relation = match case.rule {
        ChainRule::NoMembers | ChainRule::NothingKnown => YesNoUnknown::Unknown,
        _ => (case.status == ChainStatus::Green).into(),
    };
    let knows_rivals = rival_scores(case.win).next().is_some();
    let signals = case.signals;
    let aim = YesNoUnknown::all([signals.award_mode, signals.scoring_items, signals.award_rule]);
    [
        not_recorded(HaveKind::Advantage),
        not_recorded(HaveKind::Method),
        Have { kind: HaveKind::Omen, state: omen(signals, policy), source: FindingSource::Signals },
        Have { kind: HaveKind::Relation, state: relation, source: FindingSource::ChainStatus },
        Have { kind: HaveKind::EnemyIntelligence, state: knows_rivals.into(), source: FindingSource::ChainScores },
        Have { kind: HaveKind::Aim, state: aim, source: FindingSource::AwardSignals },
    ]
}

fn is_opportunity(case: &KnowsCase<'_>) -> (YesNoUnknown, FindingSource) {
    match (case.outcome, case.stage) {
        (Some(OpportunityOutcome::Dropped), _) => (YesNoUnknown::No, FindingSource::Outcome),
        (Some(OpportunityOutcome::Won | OpportunityOutcome::Lost), _) => (YesNoUnknown::Yes, FindingSource::Outcome),
        (None, Some(SalesStage::Verify) | None) => (YesNoUnknown::Unknown, FindingSource::Stage),
        (None, Some(_)) => (YesNoUnknown::Yes, FindingSource::Stage),
    }
}

fn competitive(win: &WinProbability) -> YesNoUnknown {
    let ours = win.vendors.iter().find(|v| v.vendor == win.vendor).and_then(|v| v.score);
    let best_rival = rival_scores(win).max_by(f64::total_cmp);
    match (ours, best_rival) {
        (Some(ours), Some(theirs)) => (ours >= theirs).into(),
        _ => YesNoUnknown::Unknown,
    }
}

fn rival_scores(win: &WinProbability) -> impl Iterator<Item = f64> {
    win.vendors.iter().filter(|v| v.vendor != win.vendor).filter_map(|v| v.score)
}

fn omen(signals: SignalStates, policy: &KnowsPolicy) -> YesNoUnknown {
    let count = |state| signals.all().into_iter().filter(|s| *s == state).count() as f64;
    let (yes, unknown) = (count(YesNoUnknown::Yes), count(YesNoUnknown::Unknown));
    if yes >= policy.signals_from {
        YesNoUnknown::Yes
    } else if yes + unknown < policy.signals_from {
        YesNoUnknown::No
    } else {
        YesNoUnknown::Unknown
    }
}

impl SignalStates {
    /// Nothing is recorded.
    pub const UNKNOWN: Self = Self {
        exchange_time: YesNoUnknown::Unknown,
        budget_advice: YesNoUnknown::Unknown,
        solution_studied: YesNoUnknown::Unknown,
        award_mode: YesNoUnknown::Unknown,
        scoring_items: YesNoUnknown::Unknown,
        award_rule: YesNoUnknown::Unknown,
    };

    /// All six, in the order of the fields.
    pub fn all(self) -> [YesNoUnknown; 6] {
        [
            self.exchange_time,
            self.budget_advice,
            self.solution_studied,
            self.award_mode,
            self.scoring_items,
            self.award_rule,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::win::{WinCase, win_probability};
    use YesNoUnknown::{No, Unknown, Yes};
    use guanxi_domain::{Coded, Policy};

    fn win(scores: &[Option<f64>], insight: f64) -> WinProbability {
        let case = WinCase { vendor: 0, scores, insight, stage: None, vetoers: &[] };
        win_probability(&case, &Policy::default().win)
    }

    fn case(win: &WinProbability) -> KnowsCase<'_> {
        KnowsCase {
            stage: None,
            outcome: None,
            signals: SignalStates::UNKNOWN,
            status: ChainStatus::Red,
            rule: ChainRule::NothingKnown,
            win,
        }
    }

    fn signals(states: [YesNoUnknown; 6]) -> SignalStates {
        let [exchange_time, budget_advice, solution_studied, award_mode, scoring_items, award_rule] = states;
        SignalStates { exchange_time, budget_advice, solution_studied, award_mode, scoring_items, award_rule }
    }

    fn know(case: &KnowsCase<'_>) -> [YesNoUnknown; 3] {
        knows(case, &Policy::default().knows).map(|k| k.state)
    }

    fn have(case: &KnowsCase<'_>, kind: HaveKind) -> YesNoUnknown {
        haves(case, &Policy::default().knows).into_iter().find(|h| h.kind == kind).unwrap().state
    }

    #[test]
    fn with_nothing_known_only_the_lack_of_enemy_intelligence_is_certain() {
        let win = win(&[None], 0.0);
        assert_eq!(know(&case(&win)), [Unknown; 3]);
        let states: Vec<_> = HaveKind::ALL.iter().map(|&kind| have(&case(&win), kind)).collect();
        assert_eq!(states, [Unknown, Unknown, Unknown, Unknown, No, Unknown]);
    }

    #[test]
    fn an_opportunity_is_one_after_verification() {
        let win = win(&[None], 0.0);
        let of = |stage, outcome| know(&KnowsCase { stage, outcome, ..case(&win) })[0];
        let stages: Vec<_> = SalesStage::ALL.iter().map(|&stage| of(Some(stage), None)).collect();
        assert_eq!(stages, [Unknown, Yes, Yes, Yes, Yes, Yes]);
        assert_eq!(of(Some(SalesStage::Bid), Some(OpportunityOutcome::Dropped)), No);
        assert_eq!(of(None, Some(OpportunityOutcome::Lost)), Yes);
    }

    #[test]
    fn competitive_is_a_comparison_with_known_rivals() {
        let of = |scores: &[Option<f64>]| know(&case(&win(scores, 1.0)))[1];
        assert_eq!(of(&[Some(0.5), Some(0.5), None]), Yes);
        assert_eq!(of(&[Some(0.5), Some(-0.5), Some(0.6)]), No);
        assert_eq!([of(&[Some(0.5), None]), of(&[None, Some(0.1)])], [Unknown; 2]);
    }

    #[test]
    fn can_win_needs_insight() {
        let of = |score, insight| know(&case(&win(&[Some(score)], insight)))[2];
        assert_eq!([of(0.0, 1.0), of(-0.1, 1.0), of(1.0, 0.49)], [Yes, No, Unknown]);
    }

    #[test]
    fn relation_is_a_green_chain() {
        let win = win(&[None], 0.0);
        let of = |status, rule| have(&KnowsCase { status, rule, ..case(&win) }, HaveKind::Relation);
        assert_eq!(of(ChainStatus::Green, ChainRule::DeciderSupports), Yes);
        assert_eq!(of(ChainStatus::Amber, ChainRule::VetoerOpposes), No);
        assert_eq!(of(ChainStatus::Red, ChainRule::NobodySupports), No);
        assert_eq!(of(ChainStatus::Red, ChainRule::NoMembers), Unknown);
    }

    #[test]
    fn each_know_and_have_is_there_once_in_order() {
        let win = win(&[None], 0.0);
        let policy = Policy::default().knows;
        assert_eq!(knows(&case(&win), &policy).map(|k| k.kind), KnowKind::ALL);
        assert_eq!(haves(&case(&win), &policy).map(|h| h.kind), HaveKind::ALL);
    }

    #[test]
    fn learning_an_unknown_signal_never_turns_an_omen_that_is_settled() {
        let policy = Policy::default().knows;
        let mut settled = 0;
        for number in 0..3_usize.pow(6) {
            let states: [YesNoUnknown; 6] =
                std::array::from_fn(|at| YesNoUnknown::ALL[number / 3_usize.pow(at as u32) % 3]);
            let before = omen(signals(states), &policy);
            assert_eq!(signals(states).all(), states);
            for learned in (0..6).filter(|&at| before != Unknown && states[at] == Unknown) {
                for state in [Yes, No] {
                    let mut more = states;
                    more[learned] = state;
                    assert_eq!(omen(signals(more), &policy), before, "{states:?}");
                    settled += 1;
                }
            }
        }
        assert!(settled > 100, "{settled}");
    }
}

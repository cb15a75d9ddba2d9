//! The win probability 赢单概率 (method §6): the heuristic, and what a fitted model puts in its place.

use guanxi_domain::{SalesStage, Stance, WinCapKind, WinPolicy, WinProbabilityKind};

use super::calibration::LogisticModel;
use super::calibration::features::{ChainView, SignalCounts};
use super::chain::{Chain, ChainAssessment, Member, MemberStance};

/// What a win probability is computed from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WinCase<'a> {
    /// Whose chance it is: a position in `scores`.
    pub vendor: usize,
    /// The chain score of each vendor; one whose score is not known is no rival.
    pub scores: &'a [Option<f64>],
    /// The insight rate towards `vendor`, 0 to 1.
    pub insight: f64,
    /// Absent: another stage, or none.
    pub stage: Option<SalesStage>,
    /// The members with a veto, and their stance towards `vendor`.
    pub vetoers: &'a [(usize, Stance)],
}

/// A win probability with every part.
#[derive(Debug, Clone, PartialEq)]
pub struct WinProbability {
    /// Whose chance it is.
    pub vendor: usize,
    /// What the probability rests on. Of one that is calibrated, raw chance, insight, prior and vendors are still the heuristic's.
    pub kind: WinProbabilityKind,
    /// What is left after the caps.
    pub probability: f64,
    /// `insight · raw + (1 − insight) · prior`; what the model says, where one is used.
    pub uncapped: f64,
    /// The softmax over the vendors and no decision.
    pub raw: f64,
    pub insight: f64,
    /// Base rate of the stage.
    pub prior: f64,
    /// The vendor itself and each known rival, in the order of the vendors. Their raw chances and that of no decision sum to 1.
    pub vendors: Vec<VendorChance>,
    pub no_decision: Chance,
    /// The caps whose condition holds, the lowest first.
    pub caps: Vec<WinCap>,
}

/// One possible end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// What the softmax takes.
    pub z: f64,
    /// `e^z / Σ e^z`.
    pub raw: f64,
}

/// One vendor's chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VendorChance {
    pub vendor: usize,
    /// Absent for the vendor itself where nothing is known of it; its z is then 0.
    pub score: Option<f64>,
    pub chance: Chance,
}

/// A limit that holds because of a vetoer.
#[derive(Debug, Clone, PartialEq)]
pub struct WinCap {
    pub kind: WinCapKind,
    /// The most the win probability may be.
    pub limit: f64,
    /// The members whose veto it is.
    pub members: Vec<usize>,
    /// Whether it takes something away: the probability without caps is above it.
    pub lowers: bool,
}

/// The win probability of one vendor.
///
/// ```text
/// z_v = 4 · S_v    for the vendor and each rival whose chain score is known;  z = 0 for no decision
/// P_raw = e^z_vendor / Σ e^z
/// P = I · P_raw + (1 − I) · P_prior(stage),  and at most
///     0.05 where a vetoer strongly opposes · 0.25 where one opposes · 0.50 where nothing is known of one
/// ```
///
/// Where nothing is known of the vendor itself, its z is 0; the insight is then 0 too, and P the base rate.
///
/// It is a heuristic: no number in it is fitted to outcomes.
///
/// # Arguments
/// * `case`: chain scores, insight, stage and vetoers
/// * `policy`: scale, base rates and caps
///
/// # Panics
/// When `case.vendor` is not a position in `case.scores`.
///
/// # Examples
/// We score 0.5, one rival 0.25, another is unknown; insight is 0.8 in stage TAS4, where the base rate is 0.35:
/// e² / (e² + e + 1) = 0.6652, and 0.8 · 0.6652 + 0.2 · 0.35 = 0.6022. A vetoer of whom nothing is known leaves 0.50.
/// ```
/// use guanxi_domain::{Policy, SalesStage, Stance, WinCapKind};
/// use guanxi_scoring::win::{WinCase, win_probability};
///
/// let case = WinCase {
///     vendor: 0,
///     scores: &[Some(0.5), Some(0.25), None],
///     insight: 0.8,
///     stage: Some(SalesStage::Present),
///     vetoers: &[(3, Stance::Unknown)],
/// };
/// let win = win_probability(&case, &Policy::default().win);
/// assert_eq!(((win.raw * 1e4).round(), (win.uncapped * 1e4).round()), (6652.0, 6022.0));
/// assert_eq!((win.probability, win.vendors.len(), win.no_decision.z), (0.5, 2, 0.0));
/// assert_eq!((win.caps[0].kind, &win.caps[0].members[..], win.caps[0].lowers), (WinCapKind::VetoUnknown, &[3][..], true));
/// ```
pub fn win_probability(case: &WinCase<'_>, policy: &WinPolicy) -> WinProbability {
    let z = |v: usize| case.scores[v].map_or(0.0, |score| policy.scale * score);
    let compared = (0..case.scores.len()).filter(|&v| v == case.vendor || case.scores[v].is_some());
    // Every z is moved by the greatest, 0 for no decision among them, so that no power overflows.
    let greatest = compared.clone().map(z).fold(0.0, f64::max);
    let power = |z: f64| (z - greatest).exp();
    let sum: f64 = compared.clone().map(|v| power(z(v))).sum::<f64>() + power(0.0);
    let chance = |z: f64| Chance { z, raw: power(z) / sum };
    let vendors = compared.map(|v| VendorChance { vendor: v, score: case.scores[v], chance: chance(z(v)) }).collect();
    let raw = chance(z(case.vendor)).raw;
    let prior = prior(case.stage, policy);
    let uncapped = case.insight * raw + (1.0 - case.insight) * prior;
    let caps = caps(case.vetoers, uncapped, policy);
    let probability = caps.iter().map(|cap| cap.limit).fold(uncapped, f64::min);
    WinProbability {
        vendor: case.vendor,
        kind: WinProbabilityKind::Heuristic,
        probability,
        uncapped,
        raw,
        insight: case.insight,
        prior,
        vendors,
        no_decision: chance(0.0),
        caps,
    }
}

/// A fitted model, and what it takes of an opportunity beside the chain. It says how likely our own company wins.
#[derive(Debug, Clone, Copy)]
pub struct FittedWin<'a> {
    pub model: &'a LogisticModel,
    pub signals: SignalCounts,
}

impl WinProbability {
    /// This win probability with that of a fitted model in the place of the heuristic's. The caps of votes still apply.
    #[must_use]
    pub fn calibrated(mut self, fitted: f64) -> Self {
        self.kind = WinProbabilityKind::Calibrated;
        self.uncapped = fitted;
        for cap in &mut self.caps {
            cap.lowers = fitted > cap.limit;
        }
        self.probability = self.caps.iter().map(|cap| cap.limit).fold(fitted, f64::min);
        self
    }
}

/// The win probability that a fitted model gives a vendor in a chain that was assessed from its viewpoint.
///
/// # Arguments
/// * `chain`, `assessment`, `vendor`: as in [`win_of_chain`]
/// * `heuristic`: what that gave
/// * `fitted`: the model
pub fn fitted_win_of_chain(
    chain: &Chain,
    assessment: &ChainAssessment,
    heuristic: WinProbability,
    fitted: &FittedWin<'_>,
) -> WinProbability {
    let weights: Vec<f64> = assessment.weights.iter().map(|w| w.weight).collect();
    let view = ChainView {
        members: &chain.members,
        weights: &weights,
        stances: &assessment.stances,
        scores: &assessment.scores,
        vendor: heuristic.vendor,
        insight: assessment.insight.rate,
        completeness: assessment.completeness.value,
        signals: fitted.signals,
    };
    heuristic.calibrated(fitted.model.probability_of_chain(&view))
}

/// The base rate of a stage.
pub fn prior(stage: Option<SalesStage>, policy: &WinPolicy) -> f64 {
    match stage {
        Some(SalesStage::Verify) => policy.prior_tas1,
        Some(SalesStage::Establish) => policy.prior_tas2,
        Some(SalesStage::Analyse) => policy.prior_tas3,
        Some(SalesStage::Present) => policy.prior_tas4,
        Some(SalesStage::Bid) => policy.prior_tas6,
        Some(SalesStage::Negotiate) => policy.prior_tas7,
        None => policy.prior_unknown,
    }
}

/// The win probability of a vendor in a chain that was assessed from its viewpoint.
///
/// # Arguments
/// * `chain`: the chain
/// * `assessment`: what [`super::chain::assess`] gave for `vendor`
/// * `vendor`: whose chance
/// * `stage`: of the opportunity
/// * `policy`: scale, base rates and caps
pub fn win_of_chain(
    chain: &Chain,
    assessment: &ChainAssessment,
    vendor: usize,
    stage: Option<SalesStage>,
    policy: &WinPolicy,
) -> WinProbability {
    let vetoers = vetoers(&chain.members, &assessment.stances);
    let case =
        WinCase { vendor, scores: &assessment.scores, insight: assessment.insight.rate, stage, vetoers: &vetoers };
    win_probability(&case, policy)
}

/// The members with a veto, and their stance.
pub(super) fn vetoers(members: &[Member], stances: &[MemberStance]) -> Vec<(usize, Stance)> {
    let all = members.iter().zip(stances).enumerate();
    all.filter(|(_, (member, _))| member.is_vetoer()).map(|(k, (_, s))| (k, s.stance)).collect()
}

fn caps(vetoers: &[(usize, Stance)], uncapped: f64, policy: &WinPolicy) -> Vec<WinCap> {
    let those = |is: fn(Stance) -> bool| vetoers.iter().filter(|v| is(v.1)).map(|v| v.0).collect::<Vec<usize>>();
    let opposed = (WinCapKind::VetoOpposed, policy.cap_veto_opposed, those(|s| s == Stance::Opposes));
    let strongly = those(|s| s == Stance::StronglyOpposes);
    let strongly = (WinCapKind::VetoStronglyOpposed, policy.cap_veto_strongly_opposed, strongly);
    let unknown = (WinCapKind::VetoUnknown, policy.cap_veto_unknown, those(|s| s == Stance::Unknown));
    let held = [strongly, opposed, unknown].into_iter().filter(|(_, _, members)| !members.is_empty());
    let mut caps: Vec<WinCap> =
        held.map(|(kind, limit, members)| WinCap { kind, limit, members, lowers: uncapped > limit }).collect();
    caps.sort_by(|a, b| a.limit.total_cmp(&b.limit));
    caps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::tests::any_chain;
    use crate::chain::{assess, chain_score, stance_of};
    use guanxi_domain::{AttitudeLevel, Coded, Dimension, Policy};
    use proptest::prelude::*;

    fn case<'a>(scores: &'a [Option<f64>], vetoers: &'a [(usize, Stance)]) -> WinCase<'a> {
        WinCase { vendor: 0, scores, insight: 1.0, stage: None, vetoers }
    }

    fn win(case: &WinCase<'_>) -> WinProbability {
        win_probability(case, &Policy::default().win)
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    #[test]
    fn nothing_known_is_the_base_rate_of_the_stage() {
        let of = |stage| win(&WinCase { insight: 0.0, stage, ..case(&[None, Some(0.9)], &[]) }).probability;
        let by_stage: Vec<f64> = SalesStage::ALL.iter().map(|&stage| of(Some(stage))).collect();
        assert_eq!(by_stage, [0.10, 0.15, 0.25, 0.35, 0.45, 0.70]);
        assert_eq!(of(None), 0.25);
    }

    #[test]
    fn alone_against_no_decision() {
        assert!(near(win(&case(&[Some(0.0)], &[])).raw, 0.5));
        assert!(near(win(&case(&[Some(1.0)], &[])).raw, 1.0 / (1.0 + (-4.0f64).exp())));
        assert!(near(win(&case(&[None], &[])).raw, 0.5), "an unknown score stands at the level of no decision");
    }

    #[test]
    fn a_rival_of_whom_nothing_is_known_is_no_rival() {
        let with = win(&case(&[Some(0.3), None, None], &[]));
        assert_eq!(with.vendors.len(), 1);
        assert_eq!(with.probability, win(&case(&[Some(0.3)], &[])).probability);
        assert!(win(&case(&[Some(0.3), Some(-1.0)], &[])).probability < with.probability);
    }

    #[test]
    fn the_lowest_cap_holds_and_a_vetoer_who_does_not_oppose_sets_none() {
        use Stance::{Neutral, Opposes, StronglyOpposes, Supports, Unknown};
        let capped = |vetoers: &[(usize, Stance)]| win(&case(&[Some(1.0)], vetoers));
        assert!(capped(&[(0, Neutral), (1, Supports)]).caps.is_empty());
        assert_eq!(capped(&[(0, Unknown)]).probability, 0.5);
        assert_eq!(capped(&[(0, Unknown), (1, Opposes)]).probability, 0.25);
        let all = capped(&[(4, Opposes), (5, StronglyOpposes), (6, Unknown), (7, Opposes)]);
        assert_eq!(all.probability, 0.05);
        let told: Vec<_> = all.caps.iter().map(|cap| (cap.limit, cap.members.clone())).collect();
        assert_eq!(told, [(0.05, vec![5]), (0.25, vec![4, 7]), (0.5, vec![6])]);
        let low = win(&case(&[Some(-1.0)], &[(0, Unknown)]));
        assert!(!low.caps[0].lowers && near(low.probability, low.uncapped));
    }

    #[test]
    fn great_scales_do_not_overflow() {
        let policy = WinPolicy { scale: 100.0, ..Policy::default().win };
        let win = win_probability(&case(&[Some(1.0), Some(-1.0)], &[]), &policy);
        assert!(near(win.raw, 1.0) && win.vendors[1].chance.raw >= 0.0);
    }

    proptest! {
        #[test]
        fn chances_sum_to_one_and_stay_between_raw_and_prior(
            scores in proptest::collection::vec(proptest::option::of(-1.0f64..=1.0), 1..6),
            vendor in any::<prop::sample::Index>(), insight in 0.0f64..=1.0,
            stage in proptest::option::of(proptest::sample::select(SalesStage::ALL)),
        ) {
            let vendor = vendor.index(scores.len());
            let win = win(&WinCase { vendor, scores: &scores, insight, stage, vetoers: &[] });
            let sum = win.vendors.iter().map(|v| v.chance.raw).sum::<f64>() + win.no_decision.raw;
            prop_assert!(near(sum, 1.0), "{sum}");
            prop_assert!(win.probability >= win.raw.min(win.prior) - 1e-12);
            prop_assert!(win.probability <= win.raw.max(win.prior) + 1e-12);
            prop_assert!(near(win.probability, win.uncapped));
        }

        /// With weights, votes and freshness as they are.
        #[test]
        fn raising_any_degree_never_lowers_the_probability(
            chain in any_chain(), stage in proptest::option::of(proptest::sample::select(SalesStage::ALL)),
        ) {
            let policy = Policy::default();
            let before = assess(&chain, 0, &policy);
            let win = win_of_chain(&chain, &before, 0, stage, &policy.win);
            for k in 0..chain.members.len() {
                for &dimension in Dimension::ALL {
                    let ours = chain.members[k].degrees[0];
                    let Some(degree) = ours.get(dimension) else { continue };
                    let Ok(level) = AttitudeLevel::new(i64::from(degree.level.get()) + 1) else { continue };
                    let mut raised = chain.clone();
                    raised.members[k].degrees[0] =
                        ours.with(dimension, Some(crate::chain::KnownDegree { level, ..degree }));
                    let after = assess(&raised, 0, &policy);
                    prop_assert_eq!(&after.weights, &before.weights);
                    let better = win_of_chain(&raised, &after, 0, stage, &policy.win);
                    prop_assert!(better.probability >= win.probability - 1e-12);
                    prop_assert!(better.raw > win.raw);
                }
            }
        }

        #[test]
        fn a_chain_gives_the_case_its_parts(chain in any_chain()) {
            let policy = Policy::default();
            let assessment = assess(&chain, 0, &policy);
            let weights: Vec<f64> = assessment.weights.iter().map(|w| w.weight).collect();
            let scores: Vec<Option<f64>> = (0..chain.n_vendors)
                .map(|v| chain_score(&weights, chain.members.iter().map(|m| &m.degrees[v]), &policy.chain))
                .collect();
            let vetoers: Vec<(usize, Stance)> = (0..chain.members.len())
                .filter(|&k| chain.members[k].is_vetoer())
                .map(|k| (k, stance_of(&chain.members[k].degrees[0], &policy.chain).stance))
                .collect();
            let case =
                WinCase { vendor: 0, scores: &scores, insight: assessment.insight.rate, stage: None, vetoers: &vetoers };
            prop_assert_eq!(win_of_chain(&chain, &assessment, 0, None, &policy.win), win_probability(&case, &policy.win));
        }
    }
}

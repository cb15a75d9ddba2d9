//! Which single change in a chain would help most (method §6).

use guanxi_domain::{
    AttitudeLevel, ChainChangeKind, ChainPolicy, Coded, Dimension, InsightPolicy, Policy, SalesStage, Stance,
};

use super::calibration::features::ChainView;
use super::chain::{
    Chain, Completeness, Degrees, KnownDegree, MemberStance, chain_score, completeness, insight_rate, stance_of,
    weights,
};
use super::edge::steps;
use super::win::{FittedWin, WinCase, vetoers, win_probability};

/// One change in one member, and the win probability it would bring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChainChange {
    pub kind: ChainChangeKind,
    /// Whose attitude changes.
    pub member: usize,
    /// Towards whom: the vendor of the question, or the rival who loses a supporter.
    pub towards: usize,
    /// The degree that changes; absent where a rival's supporter becomes neutral, in all degrees at once.
    pub dimension: Option<Dimension>,
    /// The level it has; absent where it is unknown, and where there is no single degree.
    pub from: Option<AttitudeLevel>,
    /// The level it gets; of an unknown degree, +1 (see [`changes`]).
    pub to: Option<AttitudeLevel>,
    /// The new win probability.
    pub probability: f64,
    /// By how much that is more than now; negative if less.
    pub gain: f64,
    /// The least that can come of it: of an unknown degree, the win probability if it turns out −2.
    pub low: f64,
    /// The most that can come of it: of an unknown degree, the win probability if it turns out +2.
    pub high: f64,
}

/// Every single change in a chain, ordered by what it gains for one vendor.
///
/// * **raise a degree**: a known degree of a member towards the vendor rises by one level. Its age stays what it is, so that the
///   gain is that of the attitude and not of having asked again.
/// * **learn a degree**: an unknown degree becomes known today, which raises the insight too. What it will turn out to be nobody
///   knows: the range from −2 to +2 is given, and its place in the order is that of +1, the mildest good news, which compares
///   with one level up from neutral. (By the width of its range, nearly every unknown would come before every known.)
/// * **neutralise a supporter**: of a member who supports a rival, every degree above 0 towards that rival becomes 0.
///
/// Weights, votes and PageRank stay as they are; caps follow the stances. Equal gains (to within 10⁻⁹) are ordered by member,
/// then kind, dimension and rival. Changes that gain nothing are in the list too, at its end, as is learning what would lower
/// the probability.
///
/// # Arguments
/// * `chain`: the chain as it is
/// * `vendor`: whose win probability
/// * `stage`: of the opportunity
/// * `policy`: the sections `chain`, `insight` and `win`
///
/// # Complexity
/// At most 3 + rivals changes for each member, each in O(members + vendors).
///
/// # Panics
/// When the chain names a member or vendor that does not exist.
///
/// # Examples
/// One decision maker, neutral to us in two degrees and unknown in price. Learning the price raises the insight from 2/3 to 1;
/// if it turned out +1, S = 0.25/2 and P = e^0.5 / (e^0.5 + 1).
/// ```
/// use guanxi_domain::{AttitudeLevel, ChainChangeKind, DecisionRoleKind, Dimension, Policy};
/// use guanxi_scoring::changes::changes;
/// use guanxi_scoring::chain::{Chain, Degrees, KnownDegree, Member, Part};
///
/// let neutral = Some(KnownDegree { level: AttitudeLevel::new(0).unwrap(), age_days: 5 });
/// let member = Member {
///     part: Part { roles: vec![DecisionRoleKind::DecisionMaker], ..Part::default() },
///     reports_in_chain: false,
///     left: false,
///     degrees: vec![Degrees { relationship: neutral, solution: neutral, price: None }],
/// };
/// let chain = Chain { members: vec![member], n_vendors: 1, ..Chain::default() };
/// let changes = changes(&chain, 0, None, &Policy::default());
/// assert_eq!(changes.len(), 3);
/// let best = changes[0];
/// assert_eq!((best.kind, best.dimension), (ChainChangeKind::LearnDegree, Some(Dimension::Price)));
/// assert!((best.probability - 0.5_f64.exp() / (0.5_f64.exp() + 1.0)).abs() < 1e-12);
/// assert!(best.low < best.probability && best.probability < best.high);
/// assert_eq!((changes[1].kind, changes[1].dimension), (ChainChangeKind::RaiseDegree, Some(Dimension::Relationship)));
/// ```
pub fn changes(chain: &Chain, vendor: usize, stage: Option<SalesStage>, policy: &Policy) -> Vec<ChainChange> {
    changes_by(chain, vendor, &WinRule { stage, fitted: None }, policy)
}

/// What a win probability is made from beside a chain.
#[derive(Debug, Clone, Copy, Default)]
pub struct WinRule<'a> {
    /// Of the opportunity, for the heuristic.
    pub stage: Option<SalesStage>,
    /// The fitted model in use, for our own company; absent: the heuristic.
    pub fitted: Option<FittedWin<'a>>,
}

/// [`changes`] by the heuristic or by a fitted model.
pub fn changes_by(chain: &Chain, vendor: usize, rule: &WinRule<'_>, policy: &Policy) -> Vec<ChainChange> {
    let now = Situation::of(chain, vendor, rule, policy);
    let mut found = Vec::new();
    for member in 0..chain.members.len() {
        for &dimension in Dimension::ALL {
            found.extend(now.raised(member, dimension));
            found.extend(now.learned(member, dimension));
        }
        let rivals = (0..chain.n_vendors).filter(|&rival| rival != vendor);
        found.extend(rivals.filter_map(|rival| now.neutralised(member, rival)));
    }
    // Found in the order of members; sorting keeps that among equal gains, but for the kinds of one member.
    found.sort_by_key(|c| (std::cmp::Reverse(steps(c.gain)), c.member, c.kind, c.dimension, c.towards));
    found
}

/// A chain as it is, with what does not change when one attitude does.
struct Situation<'a> {
    chain: &'a Chain,
    vendor: usize,
    rule: &'a WinRule<'a>,
    policy: &'a Policy,
    weights: Vec<f64>,
    stances: Vec<MemberStance>,
    scores: Vec<Option<f64>>,
    insight: f64,
    completeness: Completeness,
    vetoers: Vec<(usize, Stance)>,
    probability: f64,
}

/// What one change makes different.
struct Changed<'a> {
    stances: &'a [MemberStance],
    scores: &'a [Option<f64>],
    insight: f64,
    completeness: f64,
    vetoers: &'a [(usize, Stance)],
}

impl<'a> Situation<'a> {
    fn of(chain: &'a Chain, vendor: usize, rule: &'a WinRule<'a>, policy: &'a Policy) -> Self {
        assert!(vendor < chain.n_vendors, "vendor {vendor} of {}", chain.n_vendors);
        let weights: Vec<f64> = weights(chain, &policy.chain).iter().map(|w| w.weight).collect();
        let towards = |v: usize| chain.members.iter().map(move |m| &m.degrees[v]);
        let stances: Vec<MemberStance> = towards(vendor).map(|d| stance_of(d, &policy.chain)).collect();
        let mut now = Self {
            chain,
            vendor,
            rule,
            policy,
            scores: (0..chain.n_vendors).map(|v| chain_score(&weights, towards(v), &policy.chain)).collect(),
            insight: insight_rate(&weights, towards(vendor), &policy.insight),
            completeness: completeness(&chain.members, vendor, &policy.completeness),
            vetoers: vetoers(&chain.members, &stances),
            stances,
            weights,
            probability: 0.0,
        };
        now.probability = now.win(&now.as_it_is(&now.scores));
        now
    }

    fn raised(&self, member: usize, dimension: Dimension) -> Option<ChainChange> {
        let ours = self.degrees(member, self.vendor);
        let degree = ours.get(dimension)?;
        let to = AttitudeLevel::new(i64::from(degree.level.get()) + 1).ok()?;
        let after =
            self.probability_if(member, self.vendor, ours.with(dimension, Some(KnownDegree { level: to, ..degree })));
        Some(ChainChange {
            kind: ChainChangeKind::RaiseDegree,
            member,
            towards: self.vendor,
            dimension: Some(dimension),
            from: Some(degree.level),
            to: Some(to),
            probability: after,
            gain: after - self.probability,
            low: after,
            high: after,
        })
    }

    fn learned(&self, member: usize, dimension: Dimension) -> Option<ChainChange> {
        let ours = self.degrees(member, self.vendor);
        if ours.get(dimension).is_some() {
            return None;
        }
        let level = |x| AttitudeLevel::new(x).expect("−2 to 2 are levels");
        let as_level = |x| {
            let degree = KnownDegree { level: level(x), age_days: 0 };
            self.probability_if(member, self.vendor, ours.with(dimension, Some(degree)))
        };
        let after = as_level(1);
        Some(ChainChange {
            kind: ChainChangeKind::LearnDegree,
            member,
            towards: self.vendor,
            dimension: Some(dimension),
            from: None,
            to: Some(level(1)),
            probability: after,
            gain: after - self.probability,
            low: as_level(-2),
            high: as_level(2),
        })
    }

    fn neutralised(&self, member: usize, rival: usize) -> Option<ChainChange> {
        let theirs = self.degrees(member, rival);
        if !stance_of(theirs, &self.policy.chain).stance.supports() {
            return None;
        }
        let after = self.probability_if(member, rival, neutral(*theirs));
        Some(ChainChange {
            kind: ChainChangeKind::NeutraliseSupporter,
            member,
            towards: rival,
            dimension: None,
            from: None,
            to: None,
            probability: after,
            gain: after - self.probability,
            low: after,
            high: after,
        })
    }

    fn degrees(&self, member: usize, vendor: usize) -> &'a Degrees {
        &self.chain.members[member].degrees[vendor]
    }

    /// The win probability if `member` had these degrees towards `towards`. Sums are made in the order of the members, as for the
    /// whole chain, so that the answer is the same to the last bit.
    fn probability_if(&self, member: usize, towards: usize, degrees: Degrees) -> f64 {
        let (chain, insight): (&ChainPolicy, &InsightPolicy) = (&self.policy.chain, &self.policy.insight);
        let all = || {
            let as_they_are = self.chain.members.iter().enumerate();
            as_they_are.map(|(k, m)| if k == member { &degrees } else { &m.degrees[towards] })
        };
        let mut scores = self.scores.clone();
        scores[towards] = chain_score(&self.weights, all(), chain);
        if towards != self.vendor {
            return self.win(&self.as_it_is(&scores));
        }
        let (mut stances, mut vetoers) = (self.stances.clone(), self.vetoers.clone());
        stances[member] = stance_of(&degrees, chain);
        for vetoer in vetoers.iter_mut().filter(|vetoer| vetoer.0 == member) {
            vetoer.1 = stances[member].stance;
        }
        let known = |degrees: &Degrees| degrees.known().count();
        let more = known(&degrees) - known(self.degrees(member, towards));
        let more = u32::try_from(more).expect("a change learns degrees, and forgets none");
        self.win(&Changed {
            stances: &stances,
            scores: &scores,
            insight: insight_rate(&self.weights, all(), insight),
            completeness: self.completeness.with_more_features(more, &self.policy.completeness).value,
            vetoers: &vetoers,
        })
    }

    /// Nothing but the chain scores.
    fn as_it_is<'b>(&'b self, scores: &'b [Option<f64>]) -> Changed<'b> {
        Changed {
            stances: &self.stances,
            scores,
            insight: self.insight,
            completeness: self.completeness.value,
            vetoers: &self.vetoers,
        }
    }

    fn win(&self, changed: &Changed<'_>) -> f64 {
        let &Changed { stances, scores, insight, completeness, vetoers } = changed;
        let case = WinCase { vendor: self.vendor, scores, insight, stage: self.rule.stage, vetoers };
        let heuristic = win_probability(&case, &self.policy.win);
        let Some(fitted) = &self.rule.fitted else { return heuristic.probability };
        let view = ChainView {
            members: &self.chain.members,
            weights: &self.weights,
            stances,
            scores,
            vendor: self.vendor,
            insight,
            completeness,
            signals: fitted.signals,
        };
        heuristic.calibrated(fitted.model.probability_of_chain(&view)).probability
    }
}

/// Degrees without support: those above 0 become 0 and keep their age.
fn neutral(degrees: Degrees) -> Degrees {
    degrees.known().fold(degrees, |neutral, (dimension, degree)| {
        let level = degree.level.min(AttitudeLevel::NEUTRAL);
        neutral.with(dimension, Some(KnownDegree { level, ..degree }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::features::{ChainFeature, SignalCounts};
    use crate::calibration::{Direction, LogisticModel, Term};
    use crate::chain::tests::{VENDORS, any_chain};
    use crate::chain::{Member, Part, assess};
    use crate::win::{fitted_win_of_chain, win_of_chain};
    use guanxi_domain::YesNoUnknown;
    use proptest::prelude::*;

    fn known(level: i64) -> Option<KnownDegree> {
        Some(KnownDegree { level: AttitudeLevel::new(level).unwrap(), age_days: 3 })
    }

    fn member(ours: [Option<i64>; 3], theirs: [Option<i64>; 3]) -> Member {
        let degrees = |levels: [Option<i64>; 3]| {
            let [relationship, solution, price] = levels.map(|level| level.and_then(known));
            Degrees { relationship, solution, price }
        };
        Member {
            part: Part::default(),
            reports_in_chain: false,
            left: false,
            degrees: vec![degrees(ours), degrees(theirs)],
        }
    }

    fn check(members: Vec<Member>) -> Vec<ChainChange> {
        let chain = Chain { members, n_vendors: 2, ..Chain::default() };
        changes(&chain, 0, None, &Policy::default())
    }

    fn from_scratch(chain: &Chain, vendor: usize, rule: &WinRule<'_>) -> f64 {
        let policy = Policy::default();
        let assessment = assess(chain, vendor, &policy);
        let heuristic = win_of_chain(chain, &assessment, vendor, rule.stage, &policy.win);
        match &rule.fitted {
            None => heuristic.probability,
            Some(fitted) => fitted_win_of_chain(chain, &assessment, heuristic, fitted).probability,
        }
    }

    /// A model in which every feature counts.
    fn model() -> LogisticModel {
        let term = |f: &ChainFeature| Term {
            feature: f.code().to_owned(),
            direction: f.direction(),
            mean: 0.25,
            scale: 0.5,
            coefficient: if f.direction() == Direction::Falling { -0.3 } else { 0.4 },
        };
        LogisticModel { intercept: -0.2, terms: ChainFeature::ALL.iter().map(term).collect() }
    }

    #[test]
    fn nobody_can_change_and_the_highest_cannot_rise() {
        assert_eq!(check(vec![]), []);
        assert_eq!(check(vec![member([Some(2); 3], [Some(0), None, None])]), []);
    }

    #[test]
    fn only_supporters_of_a_rival_become_neutral() {
        let of = |theirs| check(vec![member([Some(2); 3], theirs)]);
        assert_eq!(of([Some(-2), Some(1), None]), [], "one degree above 0 makes no supporter");
        let changes = of([Some(2), Some(-1), None]);
        assert_eq!(changes.len(), 1);
        assert_eq!((changes[0].kind, changes[0].towards), (ChainChangeKind::NeutraliseSupporter, 1));
        assert!(changes[0].gain > 0.0);
    }

    #[test]
    fn equal_gains_are_in_the_order_of_members() {
        let same = || member([Some(1), Some(1), Some(1)], [None; 3]);
        let changes = check(vec![same(), same(), same()]);
        let order: Vec<_> = changes.iter().map(|c| (c.dimension.unwrap(), c.member)).collect();
        let (r, s, p) = (Dimension::Relationship, Dimension::Solution, Dimension::Price);
        assert_eq!(order, [(r, 0), (r, 1), (r, 2), (s, 0), (s, 1), (s, 2), (p, 0), (p, 1), (p, 2)]);
    }

    #[test]
    fn winning_over_a_vetoer_lifts_the_cap() {
        let mut vetoer = member([Some(-1), Some(0), Some(-1)], [None; 3]);
        vetoer.part.veto = YesNoUnknown::Yes;
        let mut friend = member([Some(2), Some(2), Some(1)], [None; 3]);
        friend.part.importance = Some(3);
        let changes = check(vec![friend, vetoer]);
        assert_eq!((changes[0].member, changes[0].kind), (1, ChainChangeKind::RaiseDegree));
        let raise_price = changes.iter().find(|c| (c.member, c.kind) == (0, ChainChangeKind::RaiseDegree)).unwrap();
        assert_eq!(
            (raise_price.gain, raise_price.probability),
            (0.0, 0.25),
            "the cap holds whatever the friend thinks"
        );
    }

    proptest! {
        /// The oracle: change the chain itself, and compute everything again.
        #[test]
        fn each_change_is_the_chain_computed_again(
            chain in any_chain(), vendor in 0..VENDORS, is_fitted in any::<bool>(),
        ) {
            let (policy, model) = (Policy::default(), model());
            let fitted = FittedWin { model: &model, signals: SignalCounts { yes: 1, no: 2 } };
            let rule = WinRule { stage: None, fitted: is_fitted.then_some(fitted) };
            let now = from_scratch(&chain, vendor, &rule);
            let changes = changes_by(&chain, vendor, &rule, &policy);
            for change in &changes {
                let again = |level: Option<AttitudeLevel>| {
                    let mut changed = chain.clone();
                    let place = &mut changed.members[change.member].degrees[change.towards];
                    match (change.dimension, level) {
                        (Some(dimension), Some(level)) => {
                            let age_days = place.get(dimension).map_or(0, |d| d.age_days);
                            *place = place.with(dimension, Some(KnownDegree { level, age_days }));
                        }
                        _ => for degree in [&mut place.relationship, &mut place.solution, &mut place.price].into_iter().flatten() {
                            degree.level = AttitudeLevel::new(i64::from(degree.level.get()).min(0)).unwrap();
                        }
                    }
                    from_scratch(&changed, vendor, &rule)
                };
                prop_assert_eq!(change.probability, again(change.to));
                prop_assert_eq!(change.gain, change.probability - now);
                let (low, high) = match change.kind {
                    ChainChangeKind::LearnDegree => {
                        let levels: Vec<f64> = (-2..=2).map(|x| again(AttitudeLevel::new(x).ok())).collect();
                        let least = levels.iter().copied().fold(1.0, f64::min);
                        (least, levels.iter().copied().fold(0.0, f64::max))
                    }
                    _ => (change.probability, change.probability),
                };
                prop_assert_eq!((change.low, change.high), (low, high));
            }
        }

        #[test]
        fn every_change_is_there_once_and_in_order(chain in any_chain()) {
            let policy = Policy::default();
            let changes = changes(&chain, 0, None, &policy);
            prop_assert!(changes.windows(2).all(|pair| pair[0].gain >= pair[1].gain - 1e-8));
            let count = |kind| changes.iter().filter(|c| c.kind == kind).count();
            let ours = || chain.members.iter().flat_map(|m| Dimension::ALL.iter().map(|&d| m.degrees[0].get(d)));
            prop_assert_eq!(count(ChainChangeKind::LearnDegree), ours().filter(Option::is_none).count());
            prop_assert_eq!(count(ChainChangeKind::RaiseDegree), ours().flatten().filter(|d| d.level.get() < 2).count());
            let supporters = chain.members.iter().flat_map(|m| &m.degrees[1..]);
            let supporters = supporters.filter(|d| stance_of(d, &policy.chain).stance.supports()).count();
            prop_assert_eq!(count(ChainChangeKind::NeutraliseSupporter), supporters);
            let mut named: Vec<_> = changes.iter().map(|c| (c.member, c.kind, c.dimension, c.towards)).collect();
            named.sort_unstable();
            named.dedup();
            prop_assert_eq!(named.len(), changes.len());
            let rising = |c: &&ChainChange| c.kind != ChainChangeKind::LearnDegree;
            prop_assert!(changes.iter().filter(rising).all(|c| c.gain >= -1e-12));
        }
    }
}

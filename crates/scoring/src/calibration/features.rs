//! What a fitted model takes of a decision chain.

use crate::chain::{Chain, ChainAssessment, Member, MemberStance};
use guanxi_domain::{Coded, ContactLevel, YesNoUnknown, coded};

use super::{Direction, Feature, LogisticModel};

coded! {
    /// A number that a fitted model takes of a decision chain as it stood on a day. The stage is none of them: nothing tells
    /// when it was reached.
    pub enum ChainFeature expects "a feature of a decision chain" {
        /// Our chain score, −1 to 1; 0 where it is not known.
        OurScore = "our_score",
        /// 1 where our chain score is known.
        OurScoreKnown = "our_score_known",
        /// The best chain score of a rival; 0 where none is known.
        RivalScore = "rival_score",
        /// 1 where the chain score of a rival is known.
        RivalKnown = "rival_known",
        /// The decision weight of the members who support us, together.
        Supporters = "supporters",
        /// The decision weight of the members who oppose us, together.
        Opponents = "opponents",
        /// 1 where a member with a veto opposes us.
        VetoerOpposes = "vetoer_opposes",
        /// 1 where an approver, by role or by vote, supports us.
        ApproverSupports = "approver_supports",
        /// 1 where nothing is known of the stance of a member with a veto, or of an approver.
        VoteHolderUnknown = "vote_holder_unknown",
        /// The insight rate.
        Insight = "insight",
        /// The completeness.
        Completeness = "completeness",
        /// Members whose contact level is several or deep.
        Engaged = "engaged",
        /// Deal signals seen.
        SignalsYes = "signals_yes",
        /// Deal signals looked for and not seen.
        SignalsNo = "signals_no",
    }
}

/// How many of the six deal signals were last seen to be there, and not to be there; the others are unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SignalCounts {
    pub yes: u32,
    pub no: u32,
}

/// What the features of a chain are made of.
#[derive(Debug, Clone, Copy)]
pub struct ChainView<'a> {
    pub members: &'a [Member],
    /// The decision weight of each member.
    pub weights: &'a [f64],
    /// The stance of each member towards the vendor.
    pub stances: &'a [MemberStance],
    /// The chain score of each vendor.
    pub scores: &'a [Option<f64>],
    /// Whose win probability it is: a position in `scores`.
    pub vendor: usize,
    pub insight: f64,
    pub completeness: f64,
    pub signals: SignalCounts,
}

impl ChainFeature {
    /// Which way the feature may move the win probability. Raising a degree of a member never lowers one that rises and never
    /// raises one that falls, and leaves those that are free as they are; so it never lowers the probability of a fitted model.
    pub fn direction(self) -> Direction {
        match self {
            Self::OurScore | Self::Supporters | Self::ApproverSupports => Direction::Rising,
            Self::RivalScore | Self::Opponents | Self::VetoerOpposes => Direction::Falling,
            Self::OurScoreKnown
            | Self::RivalKnown
            | Self::VoteHolderUnknown
            | Self::Insight
            | Self::Completeness
            | Self::Engaged
            | Self::SignalsYes
            | Self::SignalsNo => Direction::Free,
        }
    }

    /// The value of this feature in a chain.
    pub fn value(self, chain: &ChainView<'_>) -> f64 {
        let all = || chain.members.iter().zip(chain.stances).zip(chain.weights);
        let weight_of = |is: fn(&MemberStance) -> bool| {
            all().filter(|((_, stance), _)| is(stance)).map(|(_, weight)| weight).sum::<f64>() + 0.0
        };
        let any = |is: fn(&Member, &MemberStance) -> bool| yes(all().any(|((member, stance), _)| is(member, stance)));
        let ours = chain.scores[chain.vendor];
        let rivals = chain.scores.iter().enumerate().filter(|(v, _)| *v != chain.vendor).filter_map(|(_, s)| *s);
        let rival = rivals.max_by(f64::total_cmp);
        match self {
            Self::OurScore => ours.unwrap_or(0.0),
            Self::OurScoreKnown => yes(ours.is_some()),
            Self::RivalScore => rival.unwrap_or(0.0),
            Self::RivalKnown => yes(rival.is_some()),
            Self::Supporters => weight_of(|stance| stance.stance.supports()),
            Self::Opponents => weight_of(|stance| stance.stance.opposes()),
            Self::VetoerOpposes => any(|member, stance| member.is_vetoer() && stance.stance.opposes()),
            Self::ApproverSupports => any(|member, stance| member.part.approves() && stance.stance.supports()),
            Self::VoteHolderUnknown => {
                any(|member, stance| (member.is_vetoer() || member.part.approves()) && stance.value.is_none())
            }
            Self::Insight => chain.insight,
            Self::Completeness => chain.completeness,
            Self::Engaged => {
                let engages = |level| matches!(level, Some(ContactLevel::Several | ContactLevel::Deep));
                chain.members.iter().filter(|member| engages(member.part.contact_level)).count() as f64
            }
            Self::SignalsYes => f64::from(chain.signals.yes),
            Self::SignalsNo => f64::from(chain.signals.no),
        }
    }

    /// All of them, as a fit takes them.
    pub fn features() -> Vec<Feature> {
        let feature = |f: &Self| Feature { name: f.code().to_owned(), direction: f.direction() };
        Self::ALL.iter().map(feature).collect()
    }

    /// The values of all of them in a chain, in their order.
    ///
    /// # Examples
    /// A decision maker for us, and an evaluator of whom nothing is known:
    /// ```
    /// use guanxi_domain::{AttitudeLevel, Coded, DecisionRoleKind, Policy};
    /// use guanxi_scoring::calibration::features::{ChainFeature, SignalCounts};
    /// use guanxi_scoring::chain::{Chain, Degrees, KnownDegree, Member, Part, assess};
    ///
    /// let member = |role, level: Option<i64>| {
    ///     let known = level.map(|level| KnownDegree { level: AttitudeLevel::new(level).unwrap(), age_days: 3 });
    ///     Member {
    ///         part: Part { roles: vec![role], ..Part::default() },
    ///         reports_in_chain: false,
    ///         left: false,
    ///         degrees: vec![Degrees { relationship: known, ..Degrees::default() }],
    ///     }
    /// };
    /// let members = vec![member(DecisionRoleKind::DecisionMaker, Some(2)), member(DecisionRoleKind::Evaluator, None)];
    /// let chain = Chain { members, n_vendors: 1, ..Chain::default() };
    /// let assessment = assess(&chain, 0, &Policy::default());
    /// let values = ChainFeature::of_chain(&chain, &assessment, 0, SignalCounts { yes: 2, no: 1 });
    /// let value = |feature| values[ChainFeature::ALL.iter().position(|f| *f == feature).unwrap()];
    /// assert_eq!(value(ChainFeature::OurScore), 1.0);
    /// assert_eq!((value(ChainFeature::Supporters), value(ChainFeature::Opponents)), (0.5, 0.0));
    /// assert_eq!((value(ChainFeature::RivalKnown), value(ChainFeature::SignalsYes)), (0.0, 2.0));
    /// ```
    pub fn of_chain(chain: &Chain, assessment: &ChainAssessment, vendor: usize, signals: SignalCounts) -> Vec<f64> {
        let weights: Vec<f64> = assessment.weights.iter().map(|w| w.weight).collect();
        let view = ChainView {
            members: &chain.members,
            weights: &weights,
            stances: &assessment.stances,
            scores: &assessment.scores,
            vendor,
            insight: assessment.insight.rate,
            completeness: assessment.completeness.value,
            signals,
        };
        Self::ALL.iter().map(|feature| feature.value(&view)).collect()
    }
}

impl SignalCounts {
    /// Counts what is known of each signal.
    pub fn of(states: impl IntoIterator<Item = YesNoUnknown>) -> Self {
        states.into_iter().fold(Self::default(), |counts, state| match state {
            YesNoUnknown::Yes => Self { yes: counts.yes + 1, ..counts },
            YesNoUnknown::No => Self { no: counts.no + 1, ..counts },
            YesNoUnknown::Unknown => counts,
        })
    }
}

impl LogisticModel {
    /// The win probability that the model gives a chain, before any cap. A feature that chains do not have counts as average.
    pub fn probability_of_chain(&self, chain: &ChainView<'_>) -> f64 {
        self.probability(|name| ChainFeature::parse(name).ok().map(|feature| feature.value(chain)))
    }
}

fn yes(is: bool) -> f64 {
    f64::from(u8::from(is))
}

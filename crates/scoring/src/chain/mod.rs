//! The decision chain 决策链 of an opportunity (method §5, §6): who weighs how much, who is for whom, what is missing.
//!
//! Members, vendors and colleagues are numbered by whoever asks; the order of the members is the order of every list of them in
//! an answer, and vendors are compared from the viewpoint of any of them. [`assess`] gives everything at once; the formulas are
//! in the files of this folder, one family each.

mod alerts;
mod knowledge;
mod part;
mod stance;
mod status;
#[cfg(test)]
pub(crate) mod tests;
mod weight;

pub use alerts::{Alert, alerts};
pub use knowledge::{Completeness, Filled, Insight, completeness, insight, pooled_completeness};
pub use part::{Part, RolePart};
pub use stance::{MemberStance, chain_score, stance_of};
pub use status::{ChainState, missing_roles, state};
pub use weight::{MemberWeight, Power, weights, weights_of_many};

pub(super) use knowledge::insight_rate;

use guanxi_domain::{AttitudeLevel, Coded, Dimension, Policy, Probability, YesNoUnknown};

use super::band::{DegreeAverage, LevelCounts};

/// A decision chain as of a day, with everything the formulas ask of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chain {
    /// People with a decision role on that day, each once.
    pub members: Vec<Member>,
    /// How many vendors there are; each member has that many [`Degrees`].
    pub n_vendors: usize,
    /// Current influence among members, without conflicts: at most one for each ordered pair.
    pub support: Vec<SupportLine>,
    /// Contacts of members with colleagues of ours.
    pub contacts: Vec<MemberContact>,
}

/// A person in a decision chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// What the person's decision roles say together.
    pub part: Part,
    /// Whether a current reporting line to another member is recorded, for this opportunity or for the customer.
    pub reports_in_chain: bool,
    /// Whether the person was at the customer and no longer is.
    pub left: bool,
    /// What is known of the person's attitude towards each vendor.
    pub degrees: Vec<Degrees>,
}

/// One member can move another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SupportLine {
    pub from: usize,
    pub to: usize,
    pub strength: Probability,
}

/// Contacts of one member with one colleague of ours, equally long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberContact {
    pub member: usize,
    pub colleague: usize,
    pub age_days: u32,
    pub count: u32,
}

/// The three degrees 三度 of a member towards one vendor; an absent one is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Degrees {
    pub relationship: Option<KnownDegree>,
    pub solution: Option<KnownDegree>,
    pub price: Option<KnownDegree>,
}

/// A degree that somebody assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownDegree {
    pub level: AttitudeLevel,
    /// Whole days in UTC since it was assessed.
    pub age_days: u32,
}

/// Everything that is computed of one chain from the viewpoint of one vendor.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainAssessment {
    /// Of each member.
    pub weights: Vec<MemberWeight>,
    /// Of each member towards the vendor.
    pub stances: Vec<MemberStance>,
    /// The three averages over the members, towards the vendor.
    pub averages: Vec<(Dimension, DegreeAverage)>,
    /// The chain score of each vendor, absent where nothing is known.
    pub scores: Vec<Option<f64>>,
    pub state: ChainState,
    pub missing_roles: Vec<guanxi_domain::DecisionRoleKind>,
    pub alerts: Vec<Alert>,
    pub insight: Insight,
    pub completeness: Completeness,
}

/// Computes everything there is to say of a chain from the viewpoint of one vendor.
///
/// # Arguments
/// * `chain`: members, influence and contacts as of a day
/// * `vendor`: the vendor of the viewpoint, a number below `chain.n_vendors`
/// * `policy`: the sections `chain`, `insight`, `completeness` and `band`
///
/// # Panics
/// When the chain names a member or vendor that does not exist.
///
/// # Examples
/// A decision maker who opposes us a little on price, a user who supports us strongly, and nothing known of the rival:
/// ```
/// use guanxi_domain::{AttitudeLevel, ChainRule, ChainStatus, DecisionRoleKind, Dimension, Policy};
/// use guanxi_scoring::chain::{Chain, Degrees, KnownDegree, Member, Part, assess};
///
/// let known = |level| Some(KnownDegree { level: AttitudeLevel::new(level).unwrap(), age_days: 10 });
/// let member = |role, ours: Degrees| Member {
///     part: Part { roles: vec![role], importance: Some(2), ..Part::default() },
///     reports_in_chain: false,
///     left: false,
///     degrees: vec![ours, Degrees::default()],
/// };
/// let chain = Chain {
///     members: vec![
///         member(DecisionRoleKind::DecisionMaker, Degrees { price: known(-1), ..Degrees::default() }),
///         member(DecisionRoleKind::User, Degrees { relationship: known(2), ..Degrees::default() }),
///     ],
///     n_vendors: 2,
///     ..Chain::default()
/// };
/// let answer = assess(&chain, 0, &Policy::default());
/// assert_eq!((answer.state.status, answer.state.rule), (ChainStatus::Amber, ChainRule::NoDeciderSupports));
/// // Both weigh a half: (0.25 · −1 + 0.40 · 2) / (2 · (0.25 + 0.40)).
/// assert!((answer.scores[0].unwrap() - 0.55 / 1.3).abs() < 1e-12);
/// assert_eq!(answer.scores[1], None);
/// // One of three degrees of each is known.
/// assert!((answer.insight.rate - 1.0 / 3.0).abs() < 1e-12);
/// let (dimension, average) = answer.averages[0];
/// assert_eq!((dimension, average.mean, average.n_known, average.n_total), (Dimension::Relationship, Some(2.0), 1, 2));
/// ```
pub fn assess(chain: &Chain, vendor: usize, policy: &Policy) -> ChainAssessment {
    assess_weighted(chain, weights(chain, &policy.chain), vendor, policy)
}

/// As [`assess`], with weights that are known already.
///
/// # Panics
/// As [`assess`].
pub fn assess_weighted(chain: &Chain, weights: Vec<MemberWeight>, vendor: usize, policy: &Policy) -> ChainAssessment {
    assert!(vendor < chain.n_vendors, "vendor {vendor} of {}", chain.n_vendors);
    let shares: Vec<f64> = weights.iter().map(|w| w.weight).collect();
    let score = |v: usize| chain_score(&shares, chain.members.iter().map(|m| &m.degrees[v]), &policy.chain);
    let averages = Dimension::ALL.iter().map(|&dimension| (dimension, average(chain, vendor, dimension, policy)));
    let stances: Vec<MemberStance> =
        chain.members.iter().map(|m| stance_of(&m.degrees[vendor], &policy.chain)).collect();
    ChainAssessment {
        averages: averages.collect(),
        scores: (0..chain.n_vendors).map(score).collect(),
        state: state(&chain.members, &stances),
        missing_roles: missing_roles(&chain.members),
        alerts: alerts(chain, &stances, &policy.chain),
        insight: insight(&shares, &chain.members, vendor, &policy.insight),
        completeness: completeness(&chain.members, vendor, &policy.completeness),
        weights,
        stances,
    }
}

fn average(chain: &Chain, vendor: usize, dimension: Dimension, policy: &Policy) -> DegreeAverage {
    let levels = chain.members.iter().map(|m| m.degrees[vendor].get(dimension).map(|d| d.level));
    LevelCounts::of(levels).average(&policy.band)
}

impl Degrees {
    /// The degree of this dimension.
    pub fn get(&self, dimension: Dimension) -> Option<KnownDegree> {
        match dimension {
            Dimension::Relationship => self.relationship,
            Dimension::Solution => self.solution,
            Dimension::Price => self.price,
        }
    }

    /// These degrees with another one of this dimension.
    #[must_use]
    pub fn with(mut self, dimension: Dimension, degree: Option<KnownDegree>) -> Self {
        match dimension {
            Dimension::Relationship => self.relationship = degree,
            Dimension::Solution => self.solution = degree,
            Dimension::Price => self.price = degree,
        }
        self
    }

    /// The degrees that are known.
    pub fn known(&self) -> impl Iterator<Item = (Dimension, KnownDegree)> {
        let degrees = *self;
        Dimension::ALL.iter().filter_map(move |&d| degrees.get(d).map(|degree| (d, degree)))
    }
}

impl Member {
    /// Whether the person has a veto.
    pub fn is_vetoer(&self) -> bool {
        self.part.veto == YesNoUnknown::Yes
    }
}

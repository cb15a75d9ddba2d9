//! Insight rate 洞察率 and completeness 完整性 of a chain (method §5).

use guanxi_domain::{CompletenessPolicy, InsightPolicy, YesNoUnknown};

use super::status::ROLES;
use super::{Degrees, Member, missing_roles};

/// Degrees of one member towards one vendor.
const DEGREES: u32 = 3;
/// Feature slots of one member: three degrees and two votes.
const SLOTS: u32 = DEGREES + 2;

/// Do we know, recently?
#[derive(Debug, Clone, PartialEq)]
pub struct Insight {
    /// 0 to 1; 0 where there is nobody to know of.
    pub rate: f64,
    /// Degrees of each member that are known and recent, 0 to 3.
    pub fresh: Vec<u32>,
    /// Degrees known and recent.
    pub n_fresh: u32,
    /// Degrees known, however old.
    pub n_known: u32,
    /// Degrees there are: three of each member.
    pub n_total: u32,
}

/// How much of something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    pub done: u32,
    pub of: u32,
}

/// Is the map drawn?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Completeness {
    /// 0 to 1.
    pub value: f64,
    /// Of the five roles of a complete chain, those that have a member.
    pub roles: Filled,
    /// Of the members but one (the one at the top), those with a current reporting line to another member.
    pub reporting: Filled,
    /// Of three degrees and two votes of each member, those that are known.
    pub features: Filled,
}

/// The insight rate towards one vendor.
///
/// ```text
/// I = Σ_k w_k f_k        f_k = degrees of member k known and assessed within 90 days / 3
/// ```
///
/// Within 90 days means an age of 0 to 89 days.
///
/// # Arguments
/// * `weights`: the decision weight of each member, summing to 1
/// * `members`: in the same order
/// * `vendor`: towards whom
/// * `policy`: the days
///
/// # Examples
/// Of the heavier member two degrees are known, one of them lately; of the other one, nothing: 0.75 · 1/3.
/// ```
/// use guanxi_domain::{AttitudeLevel, Policy};
/// use guanxi_scoring::chain::{Degrees, KnownDegree, Member, Part, insight};
///
/// let known = |age_days| Some(KnownDegree { level: AttitudeLevel::new(0).unwrap(), age_days });
/// let member = |degrees| Member { part: Part::default(), reports_in_chain: false, left: false, degrees: vec![degrees] };
/// let members = [
///     member(Degrees { relationship: known(89), solution: known(90), price: None }),
///     member(Degrees::default()),
/// ];
/// let insight = insight(&[0.75, 0.25], &members, 0, &Policy::default().insight);
/// assert_eq!((insight.rate, insight.n_fresh, insight.n_known, insight.n_total), (0.25, 1, 2, 6));
/// ```
pub fn insight(weights: &[f64], members: &[Member], vendor: usize, policy: &InsightPolicy) -> Insight {
    let degrees = || members.iter().map(|m| &m.degrees[vendor]);
    let fresh: Vec<u32> = degrees().map(|d| n_fresh(d, policy)).collect();
    Insight {
        rate: insight_rate(weights, degrees(), policy),
        n_fresh: fresh.iter().sum(),
        n_known: degrees().map(n_known).sum(),
        n_total: DEGREES * count(members),
        fresh,
    }
}

/// The rate alone.
pub(crate) fn insight_rate<'a>(
    weights: &[f64],
    degrees: impl IntoIterator<Item = &'a Degrees>,
    policy: &InsightPolicy,
) -> f64 {
    let fresh = weights.iter().zip(degrees).map(|(weight, d)| weight * f64::from(n_fresh(d, policy)));
    // The weights sum to 1 but for rounding, and a share is at most 1.
    (fresh.sum::<f64>() / f64::from(DEGREES)).min(1.0)
}

fn n_fresh(degrees: &Degrees, policy: &InsightPolicy) -> u32 {
    count(degrees.known().filter(|(_, degree)| f64::from(degree.age_days) < policy.days))
}

fn n_known(degrees: &Degrees) -> u32 {
    count(degrees.known())
}

fn count<T>(things: impl IntoIterator<Item = T>) -> u32 {
    u32::try_from(things.into_iter().count()).expect("a chain has less than four thousand million of anything")
}

/// The completeness of a chain towards one vendor.
///
/// ```text
/// 0.4 · roles named / 5  +  0.2 · reporting lines drawn / (members − 1)  +  0.4 · feature slots filled / (5 · members)
/// ```
///
/// A chain of one member has no reporting line to draw, so that none is missing; an empty chain is not drawn at all: 0.
///
/// # Arguments
/// * `members`: the chain
/// * `vendor`: towards whom the three degrees are
/// * `policy`: the three weights; their sum, 1 but for rounding, is divided by
///
/// # Examples
/// One user of whom the closeness is known, and that there is no veto: 0.4 · 1/5 + 0.2 + 0.4 · 2/5.
/// ```
/// use guanxi_domain::{AttitudeLevel, DecisionRoleKind, Policy, YesNoUnknown};
/// use guanxi_scoring::chain::{Degrees, KnownDegree, Member, Part, completeness};
///
/// let relationship = Some(KnownDegree { level: AttitudeLevel::new(1).unwrap(), age_days: 400 });
/// let user = Member {
///     part: Part { roles: vec![DecisionRoleKind::User], veto: YesNoUnknown::No, ..Part::default() },
///     reports_in_chain: false,
///     left: false,
///     degrees: vec![Degrees { relationship, ..Degrees::default() }],
/// };
/// let complete = completeness(&[user], 0, &Policy::default().completeness);
/// assert!((complete.value - 0.44).abs() < 1e-12);
/// ```
pub fn completeness(members: &[Member], vendor: usize, policy: &CompletenessPolicy) -> Completeness {
    let n = count(members);
    let n_roles = count(ROLES);
    let roles = Filled { done: n_roles - count(missing_roles(members)), of: n_roles };
    let to_draw = n.saturating_sub(1);
    let drawn = count(members.iter().filter(|m| m.reports_in_chain));
    let reporting = Filled { done: drawn.min(to_draw), of: to_draw };
    let votes = |m: &Member| count([m.part.veto, m.part.approve].iter().filter(|v| **v != YesNoUnknown::Unknown));
    let filled = members.iter().map(|m| n_known(&m.degrees[vendor]) + votes(m)).sum();
    let features = Filled { done: filled, of: SLOTS * n };
    Completeness { value: 0.0, roles, reporting, features }.with_more_features(0, policy)
}

/// The completeness of several chains together: the same formula over what is done in all of them of what there is to do.
///
/// # Arguments
/// * `chains`: the completeness of each
/// * `policy`: as for each
pub fn pooled_completeness<'a>(
    chains: impl IntoIterator<Item = &'a Completeness>,
    policy: &CompletenessPolicy,
) -> Completeness {
    let none = Filled { done: 0, of: 0 };
    let [mut roles, mut reporting, mut features] = [none; 3];
    for chain in chains {
        for (all, one) in
            [(&mut roles, chain.roles), (&mut reporting, chain.reporting), (&mut features, chain.features)]
        {
            all.done += one.done;
            all.of += one.of;
        }
    }
    Completeness { value: 0.0, roles, reporting, features }.with_more_features(0, policy)
}

impl Completeness {
    /// What it would be with more feature slots filled.
    #[must_use]
    pub(crate) fn with_more_features(mut self, more: u32, policy: &CompletenessPolicy) -> Self {
        self.features.done += more;
        let weighted = policy.roles * self.roles.share()
            + policy.reporting * self.reporting.share()
            + policy.features * self.features.share();
        let nobody = self.features.of == 0;
        self.value = if nobody { 0.0 } else { weighted / (policy.roles + policy.reporting + policy.features) };
        self
    }
}

impl Filled {
    /// The share that is done; 1 where there is nothing to do.
    pub fn share(self) -> f64 {
        if self.of == 0 { 1.0 } else { f64::from(self.done) / f64::from(self.of) }
    }
}

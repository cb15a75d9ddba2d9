//! Stance of a member and score of a chain (method §6).

use guanxi_domain::{ChainPolicy, Dimension, Stance};

use super::Degrees;
use crate::edge::{at_least, at_most};

/// What a member's degrees together say of a vendor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MemberStance {
    /// −2 to +2; absent where none of the degrees is known.
    pub value: Option<f64>,
    pub stance: Stance,
}

/// A member's stance towards a vendor.
///
/// ```text
/// stance = Σ α_d x_d / Σ α_d over the known degrees d          α = 0.40 closeness, 0.35 solution, 0.25 price
/// ```
///
/// It supports from 0.5 (nearer to +1 than to 0), strongly from 1.5, and opposes from −0.5 and −1.5. Without a known degree it
/// is unknown, never neutral.
///
/// # Arguments
/// * `degrees`: the member's degrees towards the vendor
/// * `policy`: the three weights, `supports_from` and `strongly_from`
///
/// # Examples
/// Close to us, but against the price; the solution is not known: (0.40 · 2 − 0.25 · 1) / 0.65.
/// ```
/// use guanxi_domain::{AttitudeLevel, Policy, Stance};
/// use guanxi_scoring::chain::{Degrees, KnownDegree, stance_of};
///
/// let known = |level| Some(KnownDegree { level: AttitudeLevel::new(level).unwrap(), age_days: 0 });
/// let degrees = Degrees { relationship: known(2), solution: None, price: known(-1) };
/// let stance = stance_of(&degrees, &Policy::default().chain);
/// assert!((stance.value.unwrap() - 0.55 / 0.65).abs() < 1e-12);
/// assert_eq!(stance.stance, Stance::Supports);
/// ```
pub fn stance_of(degrees: &Degrees, policy: &ChainPolicy) -> MemberStance {
    let (sum, weight) = terms(degrees, policy);
    let value = (weight > 0.0).then(|| sum / weight);
    let stance = match value {
        None => Stance::Unknown,
        Some(s) if at_least(s, policy.strongly_from) => Stance::StronglySupports,
        Some(s) if at_least(s, policy.supports_from) => Stance::Supports,
        Some(s) if at_most(s, -policy.strongly_from) => Stance::StronglyOpposes,
        Some(s) if at_most(s, -policy.supports_from) => Stance::Opposes,
        Some(_) => Stance::Neutral,
    };
    MemberStance { value, stance }
}

/// The chain score of one vendor, −1 to 1; nothing where no degree is known.
///
/// ```text
/// S = Σ_k w_k Σ_d α_d x_kd / (2 Σ_k w_k Σ_d α_d)        over the known degrees d of the members k
/// ```
///
/// # Arguments
/// * `weights`: the decision weight of each member
/// * `degrees`: each member's degrees towards the vendor, in the same order
/// * `policy`: the three weights of the degrees
///
/// # Examples
/// Two members of weight 0.75 and 0.25: (0.75 · 0.40 · 1 − 0.25 · 0.25 · 2) / (2 · (0.75 · 0.40 + 0.25 · 0.25)).
/// ```
/// use guanxi_domain::{AttitudeLevel, Policy};
/// use guanxi_scoring::chain::{Degrees, KnownDegree, chain_score};
///
/// let known = |level| Some(KnownDegree { level: AttitudeLevel::new(level).unwrap(), age_days: 0 });
/// let degrees = [
///     Degrees { relationship: known(1), ..Degrees::default() },
///     Degrees { price: known(-2), ..Degrees::default() },
/// ];
/// let score = chain_score(&[0.75, 0.25], &degrees, &Policy::default().chain).unwrap();
/// assert!((score - 0.175 / 0.725).abs() < 1e-12);
/// ```
pub fn chain_score<'a>(
    weights: &[f64],
    degrees: impl IntoIterator<Item = &'a Degrees>,
    policy: &ChainPolicy,
) -> Option<f64> {
    let (mut sum, mut weight_of_known) = (0.0, 0.0);
    for (member_weight, degrees) in weights.iter().zip(degrees) {
        let (member_sum, member_known) = terms(degrees, policy);
        sum += member_weight * member_sum;
        weight_of_known += member_weight * member_known;
    }
    (weight_of_known > 0.0).then(|| sum / (2.0 * weight_of_known))
}

/// `Σ α_d x_d` and `Σ α_d` over the known degrees.
fn terms(degrees: &Degrees, policy: &ChainPolicy) -> (f64, f64) {
    let weight = |dimension| match dimension {
        Dimension::Relationship => policy.weight_relationship,
        Dimension::Solution => policy.weight_solution,
        Dimension::Price => policy.weight_price,
    };
    degrees.known().fold((0.0, 0.0), |(sum, known), (dimension, degree)| {
        (sum + weight(dimension) * f64::from(degree.level.get()), known + weight(dimension))
    })
}

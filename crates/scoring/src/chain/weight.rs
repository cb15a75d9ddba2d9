//! Decision weight (method §6).

use guanxi_domain::ChainPolicy;

use super::{Chain, Part, SupportLine};
use crate::pagerank::{Link, page_rank, rescaled, rescaled_ranks};

/// A member's decision weight, with its parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MemberWeight {
    /// 1 to 3; the policy's where nobody recorded it.
    pub importance: f64,
    /// PageRank over the influence among members, from 0 for the least to 1 for the greatest; 0 where all are equal.
    pub page_rank: f64,
    /// What a vote multiplies the weight by; 1 without a vote.
    pub votes: f64,
    /// Share of this member in the decision; those of all members sum to 1.
    pub weight: f64,
}

/// The decision weight of each member.
///
/// ```text
/// w_k = (importance_k + PageRank_k) · m_k / Σ of the same over all members        m_k = vote_multiplier (2) for a vote holder, else 1
/// ```
///
/// PageRank runs over the lines reversed, from the influenced to the influencer, weighted by strength: who moves people who
/// move others ranks high. A vote holder is who is recorded to have a single-vote veto or approve.
///
/// # Arguments
/// * `chain`: members and the influence among them
/// * `policy`: `vote_multiplier`, `importance_unknown` (1), `damping` (0.85)
///
/// # Complexity
/// That of [`page_rank`].
///
/// # Examples
/// The third member moves the first; the second has a veto. (1 + 0) · 1, (2 + 0) · 2 and (1 + 1) · 1 of 7:
/// ```
/// use guanxi_domain::{Policy, Probability, YesNoUnknown};
/// use guanxi_scoring::chain::{Chain, Member, Part, SupportLine, weights};
///
/// let member = |importance, veto| Member {
///     part: Part { importance, veto, ..Part::default() },
///     reports_in_chain: false,
///     left: false,
///     degrees: vec![],
/// };
/// let chain = Chain {
///     members: vec![
///         member(Some(1), YesNoUnknown::No),
///         member(Some(2), YesNoUnknown::Yes),
///         member(None, YesNoUnknown::Unknown),
///     ],
///     support: vec![SupportLine { from: 2, to: 0, strength: Probability::new(0.6)? }],
///     ..Chain::default()
/// };
/// let weights: Vec<f64> = weights(&chain, &Policy::default().chain).iter().map(|w| w.weight).collect();
/// assert_eq!(weights, [1.0 / 7.0, 4.0 / 7.0, 2.0 / 7.0]);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
pub fn weights(chain: &Chain, policy: &ChainPolicy) -> Vec<MemberWeight> {
    let ranks = rescaled(&page_rank(chain.members.len(), &links(&chain.support), policy.damping));
    of_ranks(chain.members.iter().map(|member| Power::of(&member.part, policy)), &ranks)
}

/// As [`weights`], for as many people as a whole customer has: the time grows with the lines.
///
/// # Arguments
/// * `powers`: importance and votes of each person
/// * `support`: the influence among them
/// * `policy`: `damping`
pub fn weights_of_many(
    powers: impl ExactSizeIterator<Item = Power>,
    support: &[SupportLine],
    policy: &ChainPolicy,
) -> Vec<MemberWeight> {
    let ranks = rescaled_ranks(powers.len(), &links(support), policy.damping);
    of_ranks(powers, &ranks)
}

/// What a person weighs by the roles alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Power {
    /// 1 to 3; the policy's where nobody recorded it.
    pub importance: f64,
    /// What a vote multiplies the weight by; 1 without a vote.
    pub votes: f64,
}

impl Power {
    /// Of a part in a decision.
    pub fn of(part: &Part, policy: &ChainPolicy) -> Self {
        Self {
            importance: part.importance.map_or(policy.importance_unknown, f64::from),
            votes: if part.holds_vote() { policy.vote_multiplier } else { 1.0 },
        }
    }
}

fn links(support: &[SupportLine]) -> Vec<Link> {
    support.iter().map(|line| Link { from: line.to, to: line.from, weight: line.strength }).collect()
}

fn of_ranks(powers: impl Iterator<Item = Power>, ranks: &[f64]) -> Vec<MemberWeight> {
    let weight = |(Power { importance, votes }, &page_rank): (Power, &f64)| MemberWeight {
        importance,
        page_rank,
        votes,
        weight: (importance + page_rank) * votes,
    };
    let mut weights: Vec<MemberWeight> = powers.zip(ranks).map(weight).collect();
    let sum: f64 = weights.iter().map(|w| w.weight).sum();
    for weight in &mut weights {
        weight.weight /= sum;
    }
    weights
}

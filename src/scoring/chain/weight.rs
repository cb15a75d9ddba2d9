//! Decision weight (method §6).

use crate::domain::ChainPolicy;

use super::Chain;
use crate::scoring::pagerank::{Link, page_rank, rescaled};

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
/// use guanxi::domain::{Policy, Probability, YesNoUnknown};
/// use guanxi::scoring::chain::{Chain, Member, Part, SupportLine, weights};
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
/// # Ok::<(), guanxi::domain::InvalidValue>(())
/// ```
pub fn weights(chain: &Chain, policy: &ChainPolicy) -> Vec<MemberWeight> {
    let reversed = |line: &super::SupportLine| Link { from: line.to, to: line.from, weight: line.strength };
    let links: Vec<Link> = chain.support.iter().map(reversed).collect();
    let ranks = rescaled(&page_rank(chain.members.len(), &links, policy.damping));
    let mut weights: Vec<MemberWeight> = chain
        .members
        .iter()
        .zip(ranks)
        .map(|(member, page_rank)| {
            let importance = member.part.importance.map_or(policy.importance_unknown, f64::from);
            let votes = if member.part.holds_vote() { policy.vote_multiplier } else { 1.0 };
            MemberWeight { importance, page_rank, votes, weight: (importance + page_rank) * votes }
        })
        .collect();
    let sum: f64 = weights.iter().map(|w| w.weight).sum();
    for weight in &mut weights {
        weight.weight /= sum;
    }
    weights
}

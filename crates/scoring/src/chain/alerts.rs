//! Alerts of a chain (method §6).

use std::collections::{BTreeMap, BTreeSet};

use guanxi_domain::{AlertKind, ChainPolicy, ContactLevel, Stance, YesNoUnknown};

use super::{Chain, Member, MemberContact, MemberStance};
use crate::edge::at_least;

/// Fewer engaged members than this make a single thread on their side.
const ENGAGED_MIN: usize = 2;

/// What is wrong or missing in a chain, with the people behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    pub kind: AlertKind,
    /// Members behind it; of `SingleThreadedThere` the one who is engaged, if any, and of `SingleThreadedHere` those whom the
    /// colleague was in contact with.
    pub members: Vec<usize>,
    /// The colleague of ours behind `SingleThreadedHere`.
    pub colleague: Option<usize>,
    /// That colleague's share of the contacts.
    pub share: Option<f64>,
}

/// The alerts of a chain from the viewpoint of one vendor, in the order of [`AlertKind`].
///
/// | alert | when |
/// |---|---|
/// | vetoer opposes | a member with a veto has a stance of −0.5 or less |
/// | approver not for us | an approver, by role or by vote, has a known stance below 0.5 |
/// | vote holder unknown | of a member with a veto, or an approver, no degree is known |
/// | no approver | nobody approves, by role or by vote |
/// | single-threaded there | fewer than 2 members are engaged: contact level several or deep, or a contact in the last 90 days |
/// | single-threaded here | one colleague carries at least 80 % of the contacts of those days (of none: no alert) |
/// | vote holder left | a member with a vote, or an approver, is no longer at the customer |
/// | votes unknown | nobody's veto is recorded, neither yes nor no |
///
/// The last 90 days are those of an age of 0 to 89 days.
///
/// # Arguments
/// * `chain`: members and their contacts
/// * `stances`: each member's stance towards the vendor
/// * `policy`: `engaged_days`, `single_thread_share`
pub fn alerts(chain: &Chain, stances: &[MemberStance], policy: &ChainPolicy) -> Vec<Alert> {
    let those = |is: &dyn Fn(&Member, Stance) -> bool| -> Vec<usize> {
        let all = chain.members.iter().zip(stances).enumerate();
        all.filter(|(_, (member, s))| is(member, s.stance)).map(|(k, _)| k).collect()
    };
    let alert = |kind, members| Alert { kind, members, colleague: None, share: None };
    let of_any = |kind, members: Vec<usize>| (!members.is_empty()).then(|| alert(kind, members));
    let is_known = |s: Stance| s != Stance::Unknown;
    let settles = |m: &Member| m.is_vetoer() || m.part.approves();
    let approver_named = chain.members.iter().any(|m| m.part.approves());
    let engaged = engaged(chain, policy);
    let votes_unknown = chain.members.iter().all(|m| m.part.veto == YesNoUnknown::Unknown);
    let found = [
        of_any(AlertKind::VetoerOpposes, those(&|m, s| m.is_vetoer() && s.opposes())),
        of_any(AlertKind::ApproverNotForUs, those(&|m, s| m.part.approves() && is_known(s) && !s.supports())),
        of_any(AlertKind::VoteHolderUnknown, those(&|m, s| settles(m) && !is_known(s))),
        (!approver_named).then(|| alert(AlertKind::NoApprover, Vec::new())),
        (engaged.len() < ENGAGED_MIN).then(|| alert(AlertKind::SingleThreadedThere, engaged)),
        single_thread_here(chain, policy),
        of_any(AlertKind::VoteHolderLeft, those(&|m, _| settles(m) && m.left)),
        votes_unknown.then(|| alert(AlertKind::VotesUnknown, Vec::new())),
    ];
    found.into_iter().flatten().collect()
}

/// Members whose contact level is several or deep, or who were in contact lately.
fn engaged(chain: &Chain, policy: &ChainPolicy) -> Vec<usize> {
    let is_level =
        |member: &Member| matches!(member.part.contact_level, Some(ContactLevel::Several | ContactLevel::Deep));
    let in_contact: BTreeSet<usize> = recent(chain, policy).map(|c| c.member).collect();
    let all = chain.members.iter().enumerate();
    all.filter(|(k, member)| is_level(member) || in_contact.contains(k)).map(|(k, _)| k).collect()
}

/// The colleague who carries nearly all of the recent contacts; of two with the same count, the first in number.
fn single_thread_here(chain: &Chain, policy: &ChainPolicy) -> Option<Alert> {
    let mut carried: BTreeMap<usize, u64> = BTreeMap::new();
    for contact in recent(chain, policy) {
        *carried.entry(contact.colleague).or_default() += u64::from(contact.count);
    }
    let all: u64 = carried.values().sum();
    let (&colleague, &most) = carried.iter().rev().max_by_key(|(_, count)| **count)?;
    let share = most as f64 / all as f64;
    let theirs = recent(chain, policy).filter(|c| c.colleague == colleague);
    let members: BTreeSet<usize> = theirs.map(|c| c.member).collect();
    at_least(share, policy.single_thread_share).then(|| Alert {
        kind: AlertKind::SingleThreadedHere,
        members: members.into_iter().collect(),
        colleague: Some(colleague),
        share: Some(share),
    })
}

fn recent<'a>(chain: &'a Chain, policy: &ChainPolicy) -> impl Iterator<Item = &'a MemberContact> {
    let days = policy.engaged_days;
    chain.contacts.iter().filter(move |c| c.count > 0 && f64::from(c.age_days) < days)
}

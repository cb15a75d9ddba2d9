//! One step from a person: what is between them and everybody next to them, settled as far as it does not depend on who looks.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{AsOf, Id, Polarity, Policy, Visibility};
use crate::service::lines::{self, Line, Outcome, Pair, Recorded};
use crate::service::visibility::{Sight, Sights};
use crate::store::{Statement, statements as st};

/// Where a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Towards those who influence the frontier; contacts are expanded.
    Into,
    /// Towards those whom the frontier influences; colleagues are expanded.
    From,
}

impl Direction {
    pub(super) fn statement(self) -> &'static Statement {
        match self {
            Self::Into => &st::line::INTO,
            Self::From => &st::line::FROM,
        }
    }

    /// The ends of a pair, from whose influence to who is influenced.
    pub(super) fn ends<'a>(self, near: &'a Id, far: &'a Id) -> (&'a Id, &'a Id) {
        match self {
            Self::Into => (far, near),
            Self::From => (near, far),
        }
    }
}

/// What the lines of one step from one person depend on, beside the policy of the service.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StepKey {
    pub direction: Direction,
    pub company: Id,
    pub day: Date,
    pub near: Id,
}

/// Everything between somebody and one other person.
#[derive(Debug)]
pub struct StepLine {
    pub(in crate::service) far: Id,
    /// Whether the other works for the company.
    pub(in crate::service) far_own: bool,
    pub(in crate::service) between: Between,
}

/// Contacts of one pair on one day, lately enough for the pair to be engaged (`chain.engaged_days`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecentContacts {
    pub age_days: u32,
    pub count: u32,
}

/// What is between two people, settled as far as it does not depend on who looks.
#[derive(Debug)]
pub(in crate::service) enum Between {
    /// The same for everybody.
    Settled { line: Option<Arc<Line>>, recorded_none: bool, conflicts: Box<[Recorded]>, recent: Box<[RecentContacts]> },
    /// Some may see more than others.
    Differs(Box<Pair>),
}

impl Between {
    pub(super) fn new(ends: (&Id, &Id), pair: Pair, as_of: AsOf, policy: &Policy) -> Self {
        let open_to_all = pair.recorded.iter().all(|line| line.visibility == Visibility::Company)
            && (pair.contacts.is_empty() || pair.from_consent.is_none_or(|consent| consent == Visibility::Company));
        if !open_to_all {
            return Self::Differs(Box::new(pair));
        }
        let outcome = lines::choose(ends, &pair, as_of, policy);
        let recorded_none = outcome == Outcome::RecordedNone;
        let line = if let Outcome::Carries(line) = outcome { Some(Arc::new(line)) } else { None };
        let recent = recent_contacts(&pair, as_of, policy);
        let conflicts = pair.recorded.into_iter().filter(|line| line.polarity == Polarity::Conflict).collect();
        Self::Settled { line, recorded_none, conflicts, recent }
    }
}

/// The contacts of a pair that are recent, by day.
pub(in crate::service) fn recent_contacts(pair: &Pair, as_of: AsOf, policy: &Policy) -> Box<[RecentContacts]> {
    let aged = pair.contacts.iter().map(|c| (as_of.days_since_day(c.day), c.count));
    let mut by_day: BTreeMap<u32, u32> = BTreeMap::new();
    for (age_days, count) in aged.filter(|(age_days, _)| f64::from(*age_days) < policy.chain.engaged_days) {
        let all = by_day.entry(age_days).or_default();
        *all = all.saturating_add(count);
    }
    by_day.into_iter().map(|(age_days, count)| RecentContacts { age_days, count }).collect()
}

/// Whether the viewer may see the contacts of a pair. They stand on what a colleague did, so they are seen as that colleague
/// agreed.
pub(in crate::service) fn sees_contacts(sights: &Sights<'_>, from: &Id, pair: &Pair, from_is_colleague: bool) -> bool {
    let consent = pair.from_consent;
    let visibility = consent.filter(|_| from_is_colleague).unwrap_or(Visibility::Company);
    sights.of(visibility, None, from, from_is_colleague, consent) == Sight::Open
}

/// The pairs of these steps of which some may see more than others, each with the person it begins at.
pub(in crate::service) fn differing<'a>(
    direction: Direction,
    frontier: &'a [Id],
    steps: &'a [Arc<[StepLine]>],
) -> Vec<(&'a Id, &'a Pair)> {
    let mut pairs = Vec::new();
    for (near, step) in frontier.iter().zip(steps) {
        for line in step.iter() {
            if let Between::Differs(pair) = &line.between {
                pairs.push((direction.ends(near, &line.far).0, &**pair));
            }
        }
    }
    pairs
}

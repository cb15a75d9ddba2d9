//! The customers whose average moved most, and which assessments moved it.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::{AttitudeLevel, Dimension, Id, Organization, coded};
use crate::scoring::band::{DegreeAverage, LevelCounts};
use crate::service::ledger::{CustomerView, LedgerView, Stated, slot};

coded! {
    /// Why the average of a customer moved.
    pub enum ReasonKind expects "why an average moved" {
        /// A key person was assessed anew.
        Assessed = "assessed",
        /// Somebody assessed before became a key person.
        Joined = "joined",
        /// Somebody is a key person no more.
        Left = "left",
        /// An assessment of another team can no longer be seen.
        Unseen = "unseen",
    }
}

/// A customer whose average moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Mover {
    pub customer: Arc<Organization>,
    pub dimension: Dimension,
    pub before: DegreeAverage,
    pub after: DegreeAverage,
    /// `after − before`.
    pub change: f64,
    /// What moved it: the greatest steps first.
    pub reasons: Vec<MoverReason>,
}

/// One thing that moved an average.
#[derive(Debug, Clone, PartialEq)]
pub struct MoverReason {
    pub kind: ReasonKind,
    pub person: Id,
    /// The level before and after; absent where nothing counted.
    pub before: Option<AttitudeLevel>,
    pub after: Option<AttitudeLevel>,
    /// The assessment that counts after, or that counted before where none does after.
    pub assessment: Id,
    pub at: Timestamp,
    pub by: Option<Id>,
}

/// The customers whose average of a degree rose and fell most between two views; the greatest change first, of equals the first by
/// identifier. Customers of whom nothing was known at either end did not move.
pub fn movers(
    before: &LedgerView,
    after: &LedgerView,
    customers: &[u32],
    dimension: Dimension,
    most: usize,
) -> [Vec<Mover>; 2] {
    let place = slot(dimension);
    let policy = after.policy();
    let mut moved: Vec<(f64, u32, CustomerView, CustomerView)> = Vec::new();
    for &customer in customers {
        let (then, now) = (before.customer(customer), after.customer(customer));
        let mean = |drawn: &CustomerView| drawn.counts()[place].average(&policy.band).mean;
        if let Some((then_mean, now_mean)) = mean(&then).zip(mean(&now)).filter(|(then, now)| then != now) {
            moved.push((now_mean - then_mean, customer, then, now));
        }
    }
    let tell = |rises: bool| {
        let mut some: Vec<&(f64, u32, CustomerView, CustomerView)> =
            moved.iter().filter(|(change, ..)| (*change > 0.0) == rises).collect();
        some.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(&b.1)));
        some.truncate(most);
        let mover = |(change, customer, then, now): &(f64, u32, CustomerView, CustomerView)| {
            let average = |counts: LevelCounts| counts.average(&policy.band);
            let (before_average, after_average) = (average(then.counts()[place]), average(now.counts()[place]));
            Mover {
                customer: Arc::clone(after.ledger().organization(*customer)),
                dimension,
                before: before_average,
                after: after_average,
                change: *change,
                reasons: reasons((before, then), (after, now), place, before_average.mean.unwrap_or(0.0)),
            }
        };
        some.into_iter().map(mover).collect()
    };
    [tell(true), tell(false)]
}

fn reasons(
    before: (&LedgerView, &CustomerView),
    after: (&LedgerView, &CustomerView),
    place: usize,
    mean: f64,
) -> Vec<MoverReason> {
    let ledger = after.0.ledger();
    let mut found: Vec<(f64, MoverReason)> = Vec::new();
    let mut add = |kind: ReasonKind, then: Option<Stated>, now: Option<Stated>| {
        let Some(stated) = now.or(then) else { return };
        let level = |stated: Option<Stated>| stated.map(|s| s.level);
        let value = |stated: Option<Stated>| level(stated).map_or(mean, |level| f64::from(level.get()));
        let step = (value(now) - value(then)).abs();
        found.push((
            step,
            MoverReason {
                kind,
                person: ledger.people().id(stated.person).clone(),
                before: level(then),
                after: level(now),
                assessment: ledger.assessment_id(&stated),
                at: stated.instant(),
                by: ledger.people().get(stated.by).cloned(),
            },
        ));
    };
    let (mut then, mut now) = (people(before.1, place).peekable(), people(after.1, place).peekable());
    loop {
        let order = match (then.peek(), now.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((a, _)), Some((b, _))) => a.cmp(b),
        };
        let was = if order.is_le() { then.next().and_then(|(_, stated)| stated) } else { None };
        let is = if order.is_ge() { now.next().and_then(|(_, stated)| stated) } else { None };
        match (order, was, is) {
            (Ordering::Equal, Some(was), Some(is)) if was.level != is.level => {
                add(ReasonKind::Assessed, Some(was), Some(is));
            }
            (Ordering::Equal, None, Some(is)) => add(ReasonKind::Assessed, None, Some(is)),
            (Ordering::Equal, Some(was), None) => add(ReasonKind::Unseen, Some(was), None),
            (Ordering::Greater, _, Some(is)) => {
                let new = is.at > before.0.as_of().instant().as_millisecond();
                add(if new { ReasonKind::Assessed } else { ReasonKind::Joined }, None, Some(is));
            }
            (Ordering::Less, Some(was), _) => add(ReasonKind::Left, Some(was), None),
            _ => {}
        }
    }
    found.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then_with(|| b.1.at.cmp(&a.1.at)).then_with(|| a.1.person.cmp(&b.1.person))
    });
    found.into_iter().map(|(_, reason)| reason).collect()
}

fn people(drawn: &CustomerView, place: usize) -> impl Iterator<Item = (u32, Option<Stated>)> {
    drawn.members.iter().zip(&drawn.stated).map(move |(person, degrees)| (*person, degrees[place]))
}

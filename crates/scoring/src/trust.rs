//! Trust 信任度 of a pair of people from their interactions (method §8).

use std::collections::BTreeSet;

use jiff::Unit;
use jiff::civil::Date;

use guanxi_domain::{InteractionKind, TrustPolicy, coded};

/// Days of a year of unbroken contact, as the method counts them (its gap of a year is 365 days too).
const DAYS_PER_YEAR: f64 = 365.0;

/// Contacts of one pair on one day, of one kind, in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    /// The day in UTC.
    pub day: Date,
    /// What it was.
    pub kind: InteractionKind,
    /// How many contacts this stands for.
    pub count: u32,
    /// Whether our side began it.
    pub outgoing: bool,
}

coded! {
    /// The ladder of trust 信任度阶梯.
    pub enum TrustStep expects "a step of trust: stranger, acquainted, known, trusting or interdependent" {
        /// 陌生, below 20.
        Stranger = "stranger",
        /// 相识, from 20.
        Acquainted = "acquainted",
        /// 相知, from 40.
        Known = "known",
        /// 相信, from 60.
        Trusting = "trusting",
        /// 相依, from 80.
        Interdependent = "interdependent",
    }
}

/// Trust of a pair, with the parts it was made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trust {
    /// 25 · (frequency + professionalism + depth + length), 0 to 100.
    pub score: f64,
    /// 频度, 0 to 1.
    pub frequency: f64,
    /// 专业度, 0 to 1.
    pub professionalism: f64,
    /// 深度, 0 to 1.
    pub depth: f64,
    /// 长度, 0 to 1.
    pub length: f64,
    /// Where the score stands on the ladder.
    pub step: TrustStep,
    /// The day of the last contact, if there ever was one.
    pub last_contact: Option<Date>,
    /// Whether each side has begun a contact at least once.
    pub reciprocal: bool,
}

/// Trust of a pair as of a day.
///
/// `score = 25 · (f + p + d + l)`, each part in 0…1, with the numbers of the policy (defaults in brackets):
/// * `f` frequency 频度 = contacts in the last `frequency_days` (180) / `frequency_full` (12), at most 1
/// * `p` professionalism 专业度 = professional events (meeting, workshop, visit, reference visit) in the last
///   `professional_days` (365) / `professional_full` (4), at most 1
/// * `d` depth 深度 = the deepest kind ever reached: 0.25 business contact (mail, call, meeting, visit, other), 0.5 joint work
///   (workshop, reference visit), 0.75 private trust (dinner, private). 1, "acts for us", cannot be seen in the kind of an
///   interaction; only a recorded level says it, so `d` never passes 0.75 here and the score never passes 93.75.
/// * `l` length 长度 = years of unbroken contact back from the last contact / `length_years` (3), at most 1. Contact is
///   unbroken while no gap is over `gap_days` (365); if the last contact itself is further back than that, `l` is 0.
///
/// A pair of whom only one side ever began a contact is not reciprocal: each of its contacts counts `one_way` (0.5) in `f` and `p`.
/// The last *n* days are those of an age of 0 to n − 1 days; what is dated after `as_of` is left out.
///
/// # Arguments
/// * `contacts`: every contact of the pair, in any order
/// * `as_of`: the day of the question
/// * `policy`: windows, full counts, gap and weight of one-way contact
///
/// # Complexity
/// O(n log n) for n contacts.
///
/// # Examples
/// Two years of a meeting every 90 days, each side inviting in turn: 2 of the 9 meetings are in the last 180 days, f = 2/12;
/// 5 are in the last year, p = 1; d = 0.25; unbroken for 720 days, l = 720/365/3.
/// ```
/// use guanxi_domain::{InteractionKind, Policy};
/// use guanxi_scoring::trust::{Contact, TrustStep, trust};
/// use jiff::{ToSpan, civil::date};
///
/// let as_of = date(2026, 6, 1);
/// let contacts: Vec<Contact> = (0..9)
///     .map(|n| Contact {
///         day: as_of - (90 * n).days(),
///         kind: InteractionKind::Meeting,
///         count: 1,
///         outgoing: n % 2 == 0,
///     })
///     .collect();
/// let trust = trust(&contacts, as_of, &Policy::default().trust);
/// assert_eq!(trust.frequency, 2.0 / 12.0);
/// assert_eq!((trust.professionalism, trust.depth), (1.0, 0.25));
/// assert_eq!(trust.length, 720.0 / 365.0 / 3.0);
/// assert_eq!((trust.score * 100.0).round() / 100.0, 51.86);
/// assert_eq!(trust.step, TrustStep::Known);
/// ```
pub fn trust(contacts: &[Contact], as_of: Date, policy: &TrustPolicy) -> Trust {
    let past: Vec<Contact> = contacts.iter().copied().filter(|c| c.day <= as_of && c.count > 0).collect();
    let reciprocal = past.iter().any(|c| c.outgoing) && past.iter().any(|c| !c.outgoing);
    let weight = if reciprocal { 1.0 } else { policy.one_way };

    let contacts_within = |days: f64, counts: fn(InteractionKind) -> bool| -> f64 {
        let recent = past.iter().filter(|c| counts(c.kind) && f64::from(days_between(c.day, as_of)) < days);
        recent.map(|c| u64::from(c.count)).sum::<u64>() as f64
    };
    let share = |counted: f64, full: f64| (weight * counted / full).min(1.0);
    let frequency = share(contacts_within(policy.frequency_days, |_| true), policy.frequency_full);
    let professionalism = share(contacts_within(policy.professional_days, is_professional), policy.professional_full);
    let depth = past.iter().map(|c| depth_of(c.kind)).fold(0.0, f64::max);
    let days: BTreeSet<Date> = past.iter().map(|c| c.day).collect();
    let length = (unbroken_years(&days, as_of, policy.gap_days) / policy.length_years).min(1.0);

    let score = 25.0 * (frequency + professionalism + depth + length);
    Trust {
        score,
        frequency,
        professionalism,
        depth,
        length,
        step: TrustStep::of(score),
        last_contact: days.last().copied(),
        reciprocal,
    }
}

impl TrustStep {
    /// The step on which a score of 0 to 100 stands.
    pub fn of(score: f64) -> Self {
        match score {
            s if s < 20.0 => Self::Stranger,
            s if s < 40.0 => Self::Acquainted,
            s if s < 60.0 => Self::Known,
            s if s < 80.0 => Self::Trusting,
            _ => Self::Interdependent,
        }
    }
}

fn is_professional(kind: InteractionKind) -> bool {
    use InteractionKind::{Call, Dinner, Mail, Meeting, Other, Private, ReferenceVisit, Visit, Workshop};
    match kind {
        Meeting | Workshop | Visit | ReferenceVisit => true,
        Mail | Call | Dinner | Private | Other => false,
    }
}

fn depth_of(kind: InteractionKind) -> f64 {
    use InteractionKind::{Call, Dinner, Mail, Meeting, Other, Private, ReferenceVisit, Visit, Workshop};
    match kind {
        Mail | Call | Meeting | Visit | Other => 0.25,
        Workshop | ReferenceVisit => 0.5,
        Dinner | Private => 0.75,
    }
}

/// Years from the first to the last day of the unbroken contact that reaches up to `as_of`.
fn unbroken_years(days: &BTreeSet<Date>, as_of: Date, gap_days: f64) -> f64 {
    let unbroken = |earlier: Date, later: Date| f64::from(days_between(earlier, later)) <= gap_days;
    let Some(&last) = days.last().filter(|&&last| unbroken(last, as_of)) else { return 0.0 };
    let mut first = last;
    for &day in days.iter().rev().skip(1) {
        if !unbroken(day, first) {
            break;
        }
        first = day;
    }
    f64::from(days_between(first, last)) / DAYS_PER_YEAR
}

fn days_between(earlier: Date, later: Date) -> i32 {
    let span = earlier.until((Unit::Day, later)).expect("two days of the calendar are a number of days apart");
    span.get_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use InteractionKind::{Dinner, Mail, Meeting, Private, ReferenceVisit, Visit, Workshop};
    use guanxi_domain::{Coded, Policy};
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    const AS_OF: Date = date(2026, 6, 1);

    fn contact(age: i32, kind: InteractionKind, count: u32, outgoing: bool) -> Contact {
        Contact { day: AS_OF - age.days(), kind, count, outgoing }
    }

    fn check(contacts: &[Contact]) -> Trust {
        trust(contacts, AS_OF, &Policy::default().trust)
    }

    #[test]
    fn no_contact_is_a_stranger() {
        let none = check(&[]);
        assert_eq!(
            (none.score, none.step, none.last_contact, none.reciprocal),
            (0.0, TrustStep::Stranger, None, false)
        );
        assert_eq!(
            check(&[contact(-1, Dinner, 9, true), contact(3, Dinner, 0, true)]),
            none,
            "tomorrow, and no contact"
        );
    }

    #[test]
    fn one_way_contact_counts_half() {
        let both = check(&[contact(1, Meeting, 1, true), contact(2, Meeting, 1, false)]);
        let one = check(&[contact(1, Meeting, 1, true), contact(2, Meeting, 1, true)]);
        assert_eq!((both.frequency, both.professionalism), (2.0 / 12.0, 0.5));
        assert_eq!((one.frequency, one.professionalism), (1.0 / 12.0, 0.25));
        assert_eq!((one.depth, one.length), (both.depth, both.length));
        assert!(both.reciprocal && !one.reciprocal);
    }

    #[test]
    fn windows_end_on_their_last_day() {
        let with = |age| check(&[contact(age, Meeting, 1, true), contact(3000, Mail, 1, false)]);
        assert_eq!((with(179).frequency, with(180).frequency), (1.0 / 12.0, 0.0));
        assert_eq!((with(364).professionalism, with(365).professionalism), (0.25, 0.0));
    }

    #[test]
    fn depth_is_the_deepest_kind_ever_and_never_one() {
        let depth = |kind| check(&[contact(5000, kind, 1, true), contact(1, Mail, 1, false)]).depth;
        assert_eq!(
            [Mail, Visit, Workshop, ReferenceVisit, Dinner, Private].map(depth),
            [0.25, 0.25, 0.5, 0.5, 0.75, 0.75]
        );
        assert!(InteractionKind::ALL.iter().all(|&kind| depth(kind) < 1.0));
    }

    #[test]
    fn a_gap_over_a_year_breaks_the_length() {
        let length = |ages: &[i32]| {
            let contacts: Vec<_> = ages.iter().map(|&age| contact(age, Mail, 1, true)).collect();
            check(&contacts).length
        };
        assert_eq!(length(&[10, 375, 740]), 730.0 / 365.0 / 3.0, "two gaps of exactly a year");
        assert_eq!(length(&[10, 375, 741]), 1.0 / 3.0, "the older gap is a day too long");
        assert_eq!(length(&[366, 400]), 0.0, "the last contact is itself too far back");
        assert_eq!(length(&[365, 400]), 35.0 / 365.0 / 3.0);
    }

    #[test]
    fn the_ladder_has_five_steps() {
        let steps = [0.0, 19.99, 20.0, 39.99, 40.0, 60.0, 79.99, 80.0, 100.0].map(TrustStep::of).map(Coded::code);
        let (a, k, t, i) = ("acquainted", "known", "trusting", "interdependent");
        assert_eq!(steps, ["stranger", "stranger", a, a, k, t, t, i, i]);
    }

    fn any_contacts() -> impl Strategy<Value = Vec<Contact>> {
        let kinds = proptest::sample::select(InteractionKind::ALL);
        let one = (-30i32..1500, kinds, 0u32..20, any::<bool>());
        proptest::collection::vec(one.prop_map(|(age, kind, count, out)| contact(age, kind, count, out)), 0..30)
    }

    proptest! {
        #[test]
        fn parts_stay_in_range_and_order_does_not_matter(contacts in any_contacts().prop_shuffle()) {
            let here = check(&contacts);
            for part in [here.frequency, here.professionalism, here.depth, here.length] {
                prop_assert!((0.0..=1.0).contains(&part));
            }
            prop_assert!((0.0..=100.0).contains(&here.score));
            let mut sorted = contacts;
            sorted.sort_by_key(|c| (c.day, c.count));
            prop_assert_eq!(check(&sorted), here);
        }

        #[test]
        fn one_more_contact_today_never_lowers_trust_of_a_reciprocal_pair(contacts in any_contacts(), out in any::<bool>()) {
            let before = check(&contacts);
            prop_assume!(before.reciprocal);
            let mut more = contacts;
            more.push(contact(0, Meeting, 1, out));
            let after = check(&more);
            prop_assert!(after.frequency >= before.frequency && after.professionalism >= before.professionalism);
            prop_assert!(after.depth >= before.depth && after.length >= before.length);
        }
    }
}

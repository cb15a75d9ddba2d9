//! A customer's class, size and relationship, and how a metric of it changed (method §5, §10).

use guanxi_domain::{Band, CustomerClass, CustomerPolicy, Potential, YesNoUnknown};

use super::edge::at_least;

/// The customer class: potential × relation, where relation is the band of the closeness average.
///
/// | | strong (excellent 优, good 良) | weak (medium 中, poor 差) |
/// |---|---|---|
/// | high potential | A, defend | C, invest |
/// | low potential | B, maintain | D |
///
/// Unknown where either is not known.
///
/// # Examples
/// ```
/// use guanxi_domain::{Band, CustomerClass, Potential};
/// use guanxi_scoring::customer::customer_class;
///
/// assert_eq!(customer_class(Some(Potential::High), Band::Good), CustomerClass::A);
/// assert_eq!(customer_class(Some(Potential::High), Band::Medium), CustomerClass::C);
/// assert_eq!(customer_class(Some(Potential::Low), Band::Unknown), CustomerClass::Unknown);
/// ```
pub fn customer_class(potential: Option<Potential>, relation: Band) -> CustomerClass {
    let is_strong = match relation {
        Band::Excellent | Band::Good => true,
        Band::Medium | Band::Poor => false,
        Band::Unknown => return CustomerClass::Unknown,
    };
    match (potential, is_strong) {
        (None, _) => CustomerClass::Unknown,
        (Some(Potential::High), true) => CustomerClass::A,
        (Some(Potential::Low), true) => CustomerClass::B,
        (Some(Potential::High), false) => CustomerClass::C,
        (Some(Potential::Low), false) => CustomerClass::D,
    }
}

/// What the large-customer test is given; amounts in one currency, finite, at least 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CustomerBusiness {
    /// Amount of the open opportunities; absent where none of them has an amount.
    pub open_amount: Option<f64>,
    /// The seller's target for the period; absent where none is recorded.
    pub target: Option<f64>,
    /// Opportunities won so far.
    pub n_won: u32,
    /// Opportunities open now.
    pub n_open: u32,
}

/// Whether a customer is a large one 大客户, with the parts of the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LargeCustomer {
    pub large: YesNoUnknown,
    /// Open amount / target.
    pub share: Option<f64>,
    /// Whether that share is large enough.
    pub carries: YesNoUnknown,
    /// Whether it buys again.
    pub repeats: bool,
}

/// The large-customer test: could this customer carry 30 % of the seller's target, and does it repeat?
///
/// ```text
/// large ⇔ open amount / target ≥ 0.30  and  opportunities won + open ≥ 2
/// ```
///
/// A target of 0 is none: nothing can be said against it.
///
/// # Arguments
/// * `business`: open amount, target and numbers of opportunities
/// * `policy`: `large_share`, `repeats_from`
///
/// # Examples
/// ```
/// use guanxi_domain::{Policy, YesNoUnknown};
/// use guanxi_scoring::customer::{CustomerBusiness, large_customer};
///
/// let business = CustomerBusiness { open_amount: Some(3e6), target: Some(1e7), n_won: 1, n_open: 1 };
/// let test = large_customer(&business, &Policy::default().customer);
/// assert_eq!((test.large, test.share), (YesNoUnknown::Yes, Some(0.3)));
/// let no_target = large_customer(&CustomerBusiness { target: None, ..business }, &Policy::default().customer);
/// assert_eq!(no_target.large, YesNoUnknown::Unknown);
/// ```
pub fn large_customer(business: &CustomerBusiness, policy: &CustomerPolicy) -> LargeCustomer {
    let target = business.target.filter(|&target| target > 0.0);
    let share = business.open_amount.zip(target).map(|(open, target)| open / target);
    let carries = share.map_or(YesNoUnknown::Unknown, |share| at_least(share, policy.large_share).into());
    let repeats = f64::from(business.n_won) + f64::from(business.n_open) >= policy.repeats_from;
    LargeCustomer { large: YesNoUnknown::all([carries, repeats.into()]), share, carries, repeats }
}

/// What a strong relationship is judged from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelationshipFacts {
    /// The band of the closeness average.
    pub closeness: Band,
    /// People recorded to hold a single vote.
    pub vote_holders: u32,
    /// Of those, the ones whom a colleague influences deeply: directly, and with 0.75 or more.
    pub vote_holders_deep: u32,
    /// Whether anybody's vote is recorded, yes or no; if not, that there are no vote holders says nothing.
    pub votes_recorded: bool,
    /// Key deciders: people who decide or approve, by role or by vote.
    pub deciders: u32,
    /// Of those, the ones whose attitude is known.
    pub deciders_known: u32,
    /// Of those, the ones for us, at +1 or above.
    pub deciders_for_us: u32,
    /// Key persons whose attitude is known.
    pub known: u32,
    /// Of those, the ones who oppose.
    pub opposing: u32,
}

/// Whether the relationship with a customer is strong 强关系, with the parts of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StrongRelationship {
    pub strong: YesNoUnknown,
    pub closeness_excellent: YesNoUnknown,
    pub votes_influenced: YesNoUnknown,
    pub deciders_for_us: YesNoUnknown,
    pub nobody_opposes: YesNoUnknown,
}

/// Whether the relationship with a customer is strong: all four hold.
///
/// * closeness is excellent 优
/// * every known vote holder is deeply influenced by us (unknown while no vote at all is recorded)
/// * at least 80 % of the key deciders are at +1 or above (unknown while those not known could settle it either way)
/// * nobody of whom something is known opposes (unknown while nothing is known of anybody)
///
/// # Arguments
/// * `facts`: counts over the customer's key persons
/// * `policy`: `strong_share`
///
/// # Examples
/// Four of five deciders are for us; the attitude of the fifth does not matter any more.
/// ```
/// use guanxi_domain::{Band, Policy, YesNoUnknown};
/// use guanxi_scoring::customer::{RelationshipFacts, strong_relationship};
///
/// let facts = RelationshipFacts {
///     closeness: Band::Excellent,
///     vote_holders: 1,
///     vote_holders_deep: 1,
///     votes_recorded: true,
///     deciders: 5,
///     deciders_known: 4,
///     deciders_for_us: 4,
///     known: 9,
///     opposing: 0,
/// };
/// let strong = |facts| strong_relationship(&facts, &Policy::default().customer).strong;
/// assert_eq!(strong(facts), YesNoUnknown::Yes);
/// assert_eq!(strong(RelationshipFacts { opposing: 1, ..facts }), YesNoUnknown::No);
/// assert_eq!(strong(RelationshipFacts { deciders_for_us: 3, deciders_known: 3, ..facts }), YesNoUnknown::Unknown);
/// ```
pub fn strong_relationship(facts: &RelationshipFacts, policy: &CustomerPolicy) -> StrongRelationship {
    let closeness_excellent = match facts.closeness {
        Band::Unknown => YesNoUnknown::Unknown,
        band => (band == Band::Excellent).into(),
    };
    let votes_influenced = match facts.vote_holders {
        0 if !facts.votes_recorded => YesNoUnknown::Unknown,
        holders => (facts.vote_holders_deep >= holders).into(),
    };
    let nobody_opposes = match facts.known {
        0 => YesNoUnknown::Unknown,
        _ => (facts.opposing == 0).into(),
    };
    let deciders_for_us = deciders_for_us(facts, policy);
    let parts = [closeness_excellent, votes_influenced, deciders_for_us, nobody_opposes];
    StrongRelationship {
        strong: YesNoUnknown::all(parts),
        closeness_excellent,
        votes_influenced,
        deciders_for_us,
        nobody_opposes,
    }
}

fn deciders_for_us(facts: &RelationshipFacts, policy: &CustomerPolicy) -> YesNoUnknown {
    if facts.deciders == 0 {
        return YesNoUnknown::Unknown;
    }
    let enough = |n: u32| at_least(f64::from(n) / f64::from(facts.deciders), policy.strong_share);
    let not_known = facts.deciders.saturating_sub(facts.deciders_known);
    if enough(facts.deciders_for_us) {
        YesNoUnknown::Yes
    } else if enough(facts.deciders_for_us + not_known) {
        YesNoUnknown::Unknown
    } else {
        YesNoUnknown::No
    }
}

/// How a metric changed from one date to another (period on period 环比, year on year 同比).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MetricChange {
    pub earlier: Option<f64>,
    pub later: Option<f64>,
    /// `later − earlier`; absent where either is not known.
    pub difference: Option<f64>,
}

/// How a count changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountChange {
    pub earlier: u64,
    pub later: u64,
    /// `later − earlier`.
    pub difference: i64,
    /// `later / earlier`; absent where there was none before.
    pub ratio: Option<f64>,
}

/// The change of an average, a share or a score: a difference and never a ratio, since a ratio of levels means nothing.
///
/// # Examples
/// ```
/// use guanxi_scoring::customer::metric_change;
///
/// assert_eq!(metric_change(Some(-0.25), Some(0.5)).difference, Some(0.75));
/// assert_eq!(metric_change(None, Some(0.5)).difference, None);
/// ```
pub fn metric_change(earlier: Option<f64>, later: Option<f64>) -> MetricChange {
    MetricChange { earlier, later, difference: earlier.zip(later).map(|(before, after)| after - before) }
}

/// The change of a count: a difference, and a ratio where there was any before.
///
/// # Examples
/// ```
/// use guanxi_scoring::customer::count_change;
///
/// let change = count_change(8, 6);
/// assert_eq!((change.difference, change.ratio), (-2, Some(0.75)));
/// assert_eq!(count_change(0, 6).ratio, None);
/// ```
pub fn count_change(earlier: u64, later: u64) -> CountChange {
    let difference = i128::from(later) - i128::from(earlier);
    let limits = i128::from(i64::MIN)..=i128::from(i64::MAX);
    let difference = difference.clamp(*limits.start(), *limits.end()) as i64;
    CountChange { earlier, later, difference, ratio: (earlier > 0).then(|| later as f64 / earlier as f64) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use YesNoUnknown::{No, Unknown, Yes};
    use guanxi_domain::{Coded, Policy};
    use proptest::prelude::*;

    const STRONG: RelationshipFacts = RelationshipFacts {
        closeness: Band::Excellent,
        vote_holders: 2,
        vote_holders_deep: 2,
        votes_recorded: true,
        deciders: 5,
        deciders_known: 5,
        deciders_for_us: 4,
        known: 8,
        opposing: 0,
    };

    fn strong(facts: &RelationshipFacts) -> StrongRelationship {
        strong_relationship(facts, &Policy::default().customer)
    }

    #[test]
    fn classes_are_potential_times_relation() {
        use CustomerClass::{A, B, C, D, Unknown};
        let row = |potential| Band::ALL.iter().map(|&band| customer_class(potential, band)).collect::<Vec<_>>();
        assert_eq!(row(Some(Potential::High)), [A, A, C, C, Unknown]);
        assert_eq!(row(Some(Potential::Low)), [B, B, D, D, Unknown]);
        assert_eq!(row(None), [Unknown; 5]);
    }

    #[test]
    fn a_large_customer_carries_and_repeats() {
        let test = |open_amount, target, n_won, n_open| {
            let business = CustomerBusiness { open_amount, target, n_won, n_open };
            large_customer(&business, &Policy::default().customer).large
        };
        assert_eq!(test(Some(29.9), Some(100.0), 5, 5), No);
        assert_eq!(test(Some(0.1 + 0.2), Some(1.0), 2, 0), Yes);
        assert_eq!(test(Some(90.0), Some(100.0), 0, 1), No, "bought never before");
        assert_eq!(test(None, Some(100.0), 1, 1), Unknown);
        assert_eq!(test(None, Some(100.0), 0, 1), No, "does not repeat, whatever the amount");
        assert_eq!(test(Some(90.0), Some(0.0), 1, 1), Unknown);
    }

    #[test]
    fn each_part_can_break_a_strong_relationship_and_leave_it_open() {
        assert_eq!(strong(&STRONG).strong, Yes);
        let check = |facts: RelationshipFacts| strong(&facts).strong;
        assert_eq!(check(RelationshipFacts { closeness: Band::Good, ..STRONG }), No);
        assert_eq!(check(RelationshipFacts { closeness: Band::Unknown, ..STRONG }), Unknown);
        assert_eq!(check(RelationshipFacts { vote_holders_deep: 1, ..STRONG }), No);
        let no_holders = RelationshipFacts { vote_holders: 0, vote_holders_deep: 0, ..STRONG };
        assert_eq!(check(no_holders), Yes, "it is recorded that nobody holds a vote");
        assert_eq!(check(RelationshipFacts { votes_recorded: false, ..no_holders }), Unknown);
        assert_eq!(check(RelationshipFacts { deciders_for_us: 3, ..STRONG }), No);
        assert_eq!(check(RelationshipFacts { deciders: 0, deciders_known: 0, deciders_for_us: 0, ..STRONG }), Unknown);
        assert_eq!(check(RelationshipFacts { opposing: 1, ..STRONG }), No);
        assert_eq!(check(RelationshipFacts { known: 0, ..STRONG }), Unknown);
    }

    #[test]
    fn counts_change_by_difference_and_ratio() {
        assert_eq!(count_change(0, 0).ratio, None);
        assert_eq!(count_change(4, 4).ratio, Some(1.0));
        assert_eq!(count_change(0, u64::MAX).difference, i64::MAX);
    }

    #[test]
    fn learning_about_deciders_never_turns_what_is_settled() {
        let mut settled = 0;
        for deciders in 1..15 {
            for deciders_known in 0..deciders {
                for deciders_for_us in 0..=deciders_known {
                    let facts = RelationshipFacts { deciders, deciders_known, deciders_for_us, ..STRONG };
                    let before = strong(&facts).deciders_for_us;
                    if before == Unknown {
                        continue;
                    }
                    for one_more in [0, 1] {
                        let learned = RelationshipFacts {
                            deciders_known: deciders_known + 1,
                            deciders_for_us: deciders_for_us + one_more,
                            ..facts
                        };
                        assert_eq!(strong(&learned).deciders_for_us, before, "{facts:?}");
                        settled += 1;
                    }
                }
            }
        }
        assert!(settled > 100, "{settled}");
    }

    proptest! {
        #[test]
        fn a_difference_is_known_when_both_ends_are(before in proptest::option::of(-2.0f64..2.0), after in proptest::option::of(-2.0f64..2.0)) {
            let change = metric_change(before, after);
            prop_assert_eq!(change.difference.is_some(), before.is_some() && after.is_some());
            prop_assert_eq!(metric_change(after, before).difference.map(|d| -d), change.difference);
        }
    }
}

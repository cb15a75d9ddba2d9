//! Seller grade 销售分级 and performance score 绩效 (method §10). Not for automated pay or employment decisions.

use guanxi_domain::{GradePolicy, PerformancePolicy, SellerGrade};

/// A seller's customers by the band of their closeness average, each counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeldCustomers {
    /// Customers with a strong relationship 强关系, which are no longer counted under their band.
    pub strong: u32,
    pub excellent: u32,
    pub good: u32,
    pub medium: u32,
    pub poor: u32,
    pub unknown: u32,
}

/// The grade of a seller.
///
/// | grade | customers held |
/// |---|---|
/// | novice 小白 | less than a junior |
/// | junior 初级 | 1 medium |
/// | middle 中级 | 5 medium and 3 good |
/// | senior 高级 | 5 medium, 3 good and 1 strong |
/// | top 顶级 | as senior, and a recognised industry authority |
///
/// These are the least numbers (the method's 5–10, 3–5 and 1–2 say what is usual, not what is too many). Every customer counts
/// once, and a better one may stand in for a worse one: middle needs 3 customers at good or better and 8 at medium or
/// better. Poor customers and those of whom nothing is known do not count.
///
/// # Arguments
/// * `held`: the seller's customers
/// * `is_authority`: whether an endorsement as an industry authority is recorded and holds
/// * `policy`: the least numbers
///
/// # Examples
/// ```
/// use guanxi_domain::{Policy, SellerGrade};
/// use guanxi_scoring::seller::{HeldCustomers, seller_grade};
///
/// let grade = |held| seller_grade(&held, false, &Policy::default().grade);
/// assert_eq!(grade(HeldCustomers { poor: 9, ..Default::default() }), SellerGrade::Novice);
/// assert_eq!(grade(HeldCustomers { medium: 20, good: 2, ..Default::default() }), SellerGrade::Junior);
/// assert_eq!(grade(HeldCustomers { medium: 5, good: 3, ..Default::default() }), SellerGrade::Middle);
/// assert_eq!(grade(HeldCustomers { medium: 3, good: 4, excellent: 1, strong: 1, ..Default::default() }), SellerGrade::Senior);
/// ```
pub fn seller_grade(held: &HeldCustomers, is_authority: bool, policy: &GradePolicy) -> SellerGrade {
    let sum = |counts: &[u32]| counts.iter().copied().map(f64::from).sum::<f64>();
    let strong = sum(&[held.strong]);
    let good = sum(&[held.strong, held.excellent, held.good]);
    let medium = sum(&[held.strong, held.excellent, held.good, held.medium]);
    let holds = |n_medium: f64, n_good: f64, n_strong: f64| {
        strong >= n_strong && good >= n_good + n_strong && medium >= n_medium + n_good + n_strong
    };
    if holds(policy.middle_medium, policy.middle_good, policy.senior_strong) {
        if is_authority { SellerGrade::Top } else { SellerGrade::Senior }
    } else if holds(policy.middle_medium, policy.middle_good, 0.0) {
        SellerGrade::Middle
    } else if holds(policy.junior_medium, 0.0, 0.0) {
        SellerGrade::Junior
    } else {
        SellerGrade::Novice
    }
}

/// What a performance score is computed from; amounts in one currency, finite, at least 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PerformanceCase {
    /// Amount won in the period.
    pub won: f64,
    /// Target of the period; absent where none is recorded.
    pub target: Option<f64>,
    /// Completeness of the seller's chains, 0 to 1.
    pub completeness: Option<f64>,
    /// Insight rate of the seller's chains, 0 to 1.
    pub insight: Option<f64>,
    /// Change of the three averages over the period, in levels.
    pub changes: [Option<f64>; 3],
}

/// A performance score with its parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Performance {
    /// 0 to 1; absent where a part that counts is not known.
    pub score: Option<f64>,
    /// The score if every part that is not known were 0.
    pub low: f64,
    /// The score if every part that is not known were 1.
    pub high: f64,
    /// Always 1.
    pub base: ScorePart,
    pub sales: ScorePart,
    pub account: ScorePart,
    /// Amount won / target, however much more than 1.
    pub sales_ratio: Option<f64>,
    pub completeness: Option<f64>,
    pub insight: Option<f64>,
    /// The mean change of the averages, moved to 0…1.
    pub change: Option<f64>,
}

/// A part of a performance score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScorePart {
    /// 0 to 1.
    pub value: Option<f64>,
    /// Its share in the score; the shares of all parts sum to 1.
    pub weight: f64,
}

/// The performance score of a seller over a period.
///
/// ```text
/// score   = 0.60 · base  +  0.30 · sales  +  0.10 · account
/// base    = 1: the duties of the job, of which nothing recorded here is a measure
/// sales   = min(1, amount won / target)
/// account = mean of the known of completeness, insight and change
/// change  = 0.5 + 0.5 · mean change of the three averages / 0.5 levels, within 0…1
/// ```
///
/// So no change counts half, and a rise by half a level in full. What is not known is left out of the mean; a part of which
/// nothing is known leaves the score open, between `low` and `high`.
///
/// # Arguments
/// * `case`: result, target and account work of the period
/// * `policy`: the three shares and `change_full`
///
/// # Examples
/// Three quarters of the target; chains 80 % complete, insight 40 %, averages up by 0.1 on average:
/// 0.6 + 0.3 · 0.75 + 0.1 · (0.8 + 0.4 + 0.6) / 3.
/// ```
/// use guanxi_domain::Policy;
/// use guanxi_scoring::seller::{PerformanceCase, performance};
///
/// let case = PerformanceCase {
///     won: 7.5e6,
///     target: Some(1e7),
///     completeness: Some(0.8),
///     insight: Some(0.4),
///     changes: [Some(0.2), Some(0.0), None],
/// };
/// let policy = Policy::default().performance;
/// assert!((performance(&case, &policy).score.unwrap() - 0.885).abs() < 1e-12);
/// let open = performance(&PerformanceCase { target: None, ..case }, &policy);
/// assert_eq!(open.score, None);
/// assert!((open.low - 0.66).abs() < 1e-12 && (open.high - 0.96).abs() < 1e-12);
/// ```
pub fn performance(case: &PerformanceCase, policy: &PerformancePolicy) -> Performance {
    let sales_ratio = case.target.filter(|&target| target > 0.0).map(|target| case.won / target);
    let moved = |change: f64| (0.5 + 0.5 * change / policy.change_full).clamp(0.0, 1.0);
    let change = mean_of_known(&case.changes).map(moved);
    let shares = [policy.base, policy.sales, policy.account];
    let weights = shares.iter().sum::<f64>();
    let part = |value, weight: f64| ScorePart { value, weight: weight / weights };
    let base = part(Some(1.0), policy.base);
    let sales = part(sales_ratio.map(|ratio| ratio.min(1.0)), policy.sales);
    let account = part(mean_of_known(&[case.completeness, case.insight, change]), policy.account);
    let parts = [base, sales, account];
    // The shares as they are in the policy, added up in the same order as their sum: full parts make exactly 1.
    let with_unknown_as =
        |x: f64| parts.iter().zip(shares).map(|(p, share)| share * p.value.unwrap_or(x)).sum::<f64>() / weights;
    let is_open = parts.iter().any(|p| p.value.is_none() && p.weight > 0.0);
    Performance {
        score: (!is_open).then(|| with_unknown_as(0.0)),
        low: with_unknown_as(0.0),
        high: with_unknown_as(1.0),
        base,
        sales,
        account,
        sales_ratio,
        completeness: case.completeness,
        insight: case.insight,
        change,
    }
}

/// Whether figures of a group may be shown member by member: only where it has at least 5 people.
///
/// # Examples
/// ```
/// use guanxi_domain::Policy;
/// use guanxi_scoring::seller::may_break_down;
///
/// let policy = Policy::default().performance;
/// assert_eq!([4, 5].map(|people| may_break_down(people, &policy)), [false, true]);
/// ```
pub fn may_break_down(people: usize, policy: &PerformancePolicy) -> bool {
    people as f64 >= policy.group_min
}

fn mean_of_known(values: &[Option<f64>]) -> Option<f64> {
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}

impl HeldCustomers {
    /// All of them, whatever their band.
    pub fn total(&self) -> u32 {
        let Self { strong, excellent, good, medium, poor, unknown } = *self;
        strong + excellent + good + medium + poor + unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use SellerGrade::{Junior, Middle, Novice, Senior, Top};
    use guanxi_domain::Policy;
    use proptest::prelude::*;

    const NOTHING: PerformanceCase =
        PerformanceCase { won: 0.0, target: None, completeness: None, insight: None, changes: [None; 3] };

    fn held(strong: u32, excellent: u32, good: u32, medium: u32) -> HeldCustomers {
        HeldCustomers { strong, excellent, good, medium, poor: 0, unknown: 0 }
    }

    fn grade(held: HeldCustomers) -> SellerGrade {
        seller_grade(&held, false, &Policy::default().grade)
    }

    fn check(case: &PerformanceCase) -> Performance {
        performance(case, &Policy::default().performance)
    }

    #[test]
    fn grades_hold_at_their_edges() {
        assert_eq!([grade(held(0, 0, 0, 0)), grade(held(0, 0, 0, 1))], [Novice, Junior]);
        assert_eq!([grade(held(0, 0, 3, 4)), grade(held(0, 0, 3, 5))], [Junior, Middle]);
        assert_eq!([grade(held(0, 0, 2, 20)), grade(held(0, 3, 0, 5))], [Junior, Middle]);
        assert_eq!([grade(held(1, 0, 3, 4)), grade(held(1, 0, 3, 5))], [Middle, Senior]);
        assert_eq!(grade(held(1, 0, 2, 9)), Middle, "the strong one is then needed as a good one");
        assert_eq!(grade(held(9, 0, 0, 0)), Senior, "better ones stand in for worse ones");
    }

    #[test]
    fn authority_counts_only_on_top_of_senior() {
        let grade = |held| seller_grade(&held, true, &Policy::default().grade);
        assert_eq!([grade(held(0, 0, 3, 5)), grade(held(1, 0, 3, 5))], [Middle, Top]);
    }

    #[test]
    fn customers_nobody_knows_are_none_held() {
        let unknown = HeldCustomers { unknown: 50, poor: 50, ..HeldCustomers::default() };
        assert_eq!((grade(unknown), unknown.total()), (Novice, 100));
    }

    #[test]
    fn nothing_known_leaves_the_score_open() {
        let open = check(&NOTHING);
        assert_eq!((open.score, open.sales.value, open.account.value), (None, None, None));
        assert!((open.low - 0.6).abs() < 1e-12 && (open.high - 1.0).abs() < 1e-12);
    }

    #[test]
    fn selling_more_than_the_target_is_told_and_counts_as_all() {
        let over = check(&PerformanceCase { won: 30.0, target: Some(20.0), insight: Some(1.0), ..NOTHING });
        assert_eq!((over.sales_ratio, over.sales.value, over.score), (Some(1.5), Some(1.0), Some(1.0)));
        assert_eq!(check(&PerformanceCase { won: 30.0, target: Some(0.0), ..NOTHING }).sales_ratio, None);
    }

    #[test]
    fn no_change_counts_half_and_unknown_change_not_at_all() {
        let change = |changes| check(&PerformanceCase { changes, ..NOTHING }).change;
        assert_eq!(change([Some(0.0), None, None]), Some(0.5));
        assert_eq!(change([Some(0.5), Some(0.5), Some(0.5)]), Some(1.0));
        assert_eq!(change([Some(-2.0), None, None]), Some(0.0));
        assert_eq!(change([None; 3]), None);
    }

    #[test]
    fn a_part_without_weight_leaves_nothing_open() {
        let mut policy = Policy::default().performance;
        (policy.base, policy.sales, policy.account) = (0.9, 0.0, 0.1);
        let case = PerformanceCase { insight: Some(0.5), ..NOTHING };
        assert!((performance(&case, &policy).score.unwrap() - 0.95).abs() < 1e-12);
    }

    fn any_share() -> impl Strategy<Value = Option<f64>> {
        proptest::option::of(0.0f64..=1.0)
    }

    proptest! {
        #[test]
        fn the_score_lies_between_low_and_high(
            won in 0.0f64..1e9, target in proptest::option::of(1.0f64..1e9),
            completeness in any_share(), insight in any_share(), change in proptest::option::of(-4.0f64..4.0),
        ) {
            let score = check(&PerformanceCase { won, target, completeness, insight, changes: [change, None, None] });
            prop_assert!(score.low <= score.high && score.low >= 0.6 - 1e-12 && score.high <= 1.0 + 1e-12);
            if let Some(known) = score.score {
                prop_assert!((known - score.low).abs() < 1e-12 && (known - score.high).abs() < 1e-12);
            }
            let weights = score.base.weight + score.sales.weight + score.account.weight;
            prop_assert!((weights - 1.0).abs() < 1e-12);
        }

        #[test]
        fn one_more_customer_or_a_better_one_never_lowers_the_grade(
            counts in proptest::array::uniform6(0u32..9), place in 0usize..6,
        ) {
            let of = |c: [u32; 6]| HeldCustomers {
                strong: c[0], excellent: c[1], good: c[2], medium: c[3], poor: c[4], unknown: c[5],
            };
            let mut more = counts;
            more[place] += 1;
            prop_assert!(grade(of(more)) >= grade(of(counts)));
            if place > 0 {
                let mut better = more;
                better[place] -= 1;
                better[place - 1] += 1;
                prop_assert!(grade(of(better)) >= grade(of(more)));
            }
        }
    }
}

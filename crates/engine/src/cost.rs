//! Costs: −ln p as whole numbers.

use guanxi_domain::Probability;

/// How many units of cost a probability of one half has.
///
/// Chosen so that log₂ of 3, 5, 7, 11, 13, 17 and 19 times this number lie within 0.027 of whole numbers. A cost is then, but for
/// rounding that cancels, additive over the factors of its probability, and products of the round numbers people give tie as
/// they should: 0.5 · 0.6 costs exactly what 0.3 does. With a power of two a tie of 0.75 · 0.4 and 0.3 would be broken by
/// the rounding of the last digit, and a route of two edges could be put before the direct one. Found by trying every
/// number from 2³² to 2³³.
const UNITS_PER_HALVING: f64 = 7_693_483_077.0;

/// −ln of a probability in fixed point, in units of ln 2 / 7,693,483,077 (about 9·10⁻¹¹).
///
/// Sums of whole numbers are exact whatever the order, so that the costs of routes can be compared with `==`.
///
/// # Examples
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::Cost;
///
/// let cost = |p: f64| Probability::new(p).map(Cost::of);
/// assert_eq!(cost(1.0)?, Cost(0));
/// assert_eq!(cost(0.75)? + cost(0.4)?, cost(0.3)?);
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cost(pub i64);

impl Cost {
    /// The cost of a probability: 0 for certainty, at most 2⁴³.
    pub fn of(probability: Probability) -> Self {
        // Rounded: the number is not negative, and below 2⁵³.
        Self((-probability.get().log2() * UNITS_PER_HALVING + 0.5) as i64)
    }

    /// The probability of this cost, up to rounding.
    pub fn probability(self) -> f64 {
        (-(self.0 as f64) / UNITS_PER_HALVING).exp2()
    }
}

impl std::ops::Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::iter::Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(costs: I) -> Self {
        costs.fold(Self(0), std::ops::Add::add)
    }
}

/// Cost and number of edges in one number that orders by cost, then edges, and adds both at once: the cost in the upper 56
/// bits, the edges in the lower 8. A route has at most 255 edges of at most 2⁴³ units, so that neither part can overflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Rank(u64);

impl Rank {
    /// No edges.
    pub(super) const START: Self = Self(0);
    /// No route: after every route.
    pub(super) const NONE: Self = Self(u64::MAX);

    /// One edge of this cost.
    pub(super) fn of_edge(cost: Cost) -> Self {
        Self((cost.0.cast_unsigned() << 8) | 1)
    }

    /// The cost.
    pub(super) fn cost(self) -> Cost {
        Cost((self.0 >> 8).cast_signed())
    }

    /// The number of edges.
    pub(super) fn edges(self) -> u8 {
        self.0 as u8
    }

    /// Everything in one number, for keeping.
    pub(super) fn bits(self) -> u64 {
        self.0
    }

    /// What [`Self::bits`] gave.
    pub(super) fn of_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// Both parts added; nothing is added to no route.
    pub(super) fn plus(self, other: Self) -> Self {
        if self == Self::NONE || other == Self::NONE { Self::NONE } else { Self(self.0 + other.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cost(p: f64) -> Cost {
        Cost::of(Probability::new(p).unwrap())
    }

    #[test]
    fn certainty_costs_nothing_and_the_smallest_probability_fits() {
        assert_eq!(cost(1.0), Cost(0));
        assert!(cost(f64::from_bits(1)) < Cost(1 << 43));
        let longest = (0..255).fold(Rank::START, |sum, _| sum.plus(Rank::of_edge(cost(f64::from_bits(1)))));
        assert_eq!((longest.cost().0, longest.edges()), (cost(f64::from_bits(1)).0 * 255, 255));
    }

    #[test]
    fn products_of_twentieths_tie_exactly() {
        // Every equality a/20 · b/20 = c/20 · d/20 of steps of 5 % is an equality of costs.
        let costs: Vec<Cost> = (1..=20).map(|n| cost(f64::from(n) / 20.0)).collect();
        let mut ties = 0;
        for (a, b, c, d) in quadruples(20) {
            let same = a * b == c * d;
            let same_cost = costs[a - 1] + costs[b - 1] == costs[c - 1] + costs[d - 1];
            assert_eq!(same, same_cost, "{a}·{b} against {c}·{d}");
            ties += usize::from(same && (a, b) != (c, d) && (a, b) != (d, c));
        }
        assert!(ties > 100, "{ties}");
    }

    fn quadruples(n: usize) -> impl Iterator<Item = (usize, usize, usize, usize)> {
        let one = move || 1..=n;
        one().flat_map(move |a| one().flat_map(move |b| one().flat_map(move |c| one().map(move |d| (a, b, c, d)))))
    }

    proptest! {
        #[test]
        fn cost_is_minus_the_logarithm(p in 1e-12f64..=1.0) {
            prop_assert!((cost(p).probability() / p - 1.0).abs() < 1e-9);
        }

        #[test]
        fn rank_orders_by_cost_then_edges(a in 0i64..1 << 43, b in 0i64..1 << 43) {
            let (one, two) = (Rank::of_edge(Cost(a)), Rank::of_edge(Cost(b)).plus(Rank::of_edge(Cost(0))));
            prop_assert_eq!(one < two, a <= b);
            prop_assert_eq!(one.plus(two).cost().0, a + b);
        }
    }
}

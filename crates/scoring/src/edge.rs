//! Comparing a computed number with an edge: a mean that is 1 on paper must not fall below 1 by the rounding of its sum.

/// Far above the rounding of any sum made here, far below any difference that means something.
const ROUNDING: f64 = 1e-9;

/// `value ≥ edge`, rounding aside.
pub(super) fn at_least(value: f64, edge: f64) -> bool {
    value >= edge - ROUNDING
}

/// `value ≤ edge`, rounding aside.
pub(super) fn at_most(value: f64, edge: f64) -> bool {
    value <= edge + ROUNDING
}

/// A number in whole steps of the rounding, for an order in which numbers equal on paper are equal.
pub(super) fn steps(value: f64) -> i64 {
    (value / ROUNDING).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_is_one_on_paper_reaches_one() {
        let sum: f64 = [0.1; 10].iter().sum();
        assert!(sum < 1.0, "or the example shows nothing");
        assert!(at_least(sum, 1.0) && at_most(sum, 1.0));
        assert_eq!(steps(sum), steps(1.0));
        assert!(!at_least(0.999_999, 1.0) && !at_most(1.000_001, 1.0));
    }
}

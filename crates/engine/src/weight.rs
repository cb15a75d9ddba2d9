//! Decision power in fixed point.

use guanxi_domain::InvalidValue;

/// How much a key person counts: decision power, not negative, in units of 2⁻³².
///
/// Sums of whole numbers are exact whatever the order, so that totals do not depend on threads, and people who count the same tie.
///
/// # Examples
/// ```
/// use guanxi_engine::Weight;
///
/// assert_eq!(Weight::new(0.25)?.get(), 0.25);
/// assert!(Weight::new(-1.0).is_err() && Weight::new(f64::NAN).is_err());
/// # Ok::<(), guanxi_domain::InvalidValue>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Weight(u64);

/// Units of one.
const ONE: f64 = (1u64 << 32) as f64;

impl Weight {
    /// The largest weight.
    pub const MAX: f64 = (1u32 << 20) as f64;

    /// Counts for nothing.
    pub const ZERO: Self = Self(0);

    /// Takes a number from 0 to [`Self::MAX`], rounded to a multiple of 2⁻³².
    ///
    /// # Errors
    /// [`InvalidValue`] for anything else, not-a-number included.
    pub fn new(value: f64) -> Result<Self, InvalidValue> {
        if (0.0..=Self::MAX).contains(&value) {
            Ok(Self((value * ONE).round() as u64))
        } else {
            Err(InvalidValue::new(value.to_string(), "a weight from 0 to 1,048,576"))
        }
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0 as f64 / ONE
    }

    /// Whole units, of which there are 2³² in one.
    pub(crate) fn units(self) -> u64 {
        self.0
    }
}

/// So many units as a number.
pub(crate) fn of_units(units: u128) -> f64 {
    units as f64 / ONE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_a_number_within_bounds() {
        let given = |value| Weight::new(value).map(Weight::get).ok();
        assert_eq!(
            [0.0, 1.0, 0.1, Weight::MAX].map(given),
            [Some(0.0), Some(1.0), Some(429_496_730.0 / ONE), Some(Weight::MAX)]
        );
        assert_eq!([-0.1, f64::INFINITY, f64::NAN, Weight::MAX + 1.0].map(given), [None; 4]);
        assert_eq!(of_units(3 * u128::from(Weight::new(0.5).unwrap().units())), 1.5);
    }
}

//! Random draws that depend on (seed, purpose, index) alone: any record can be made without making those before it.
//!
//! Whole numbers only: floating-point functions such as `ln` may differ in the last digit between machines.

use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a draw is for; keeps the draws of one index apart.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    Employee = 1,
    Contact = 2,
    Rival = 3,
    Customer = 4,
    Line = 5,
    Contacts = 6,
    Opportunity = 7,
    Role = 8,
    Career = 9,
    Signal = 10,
    Target = 11,
    Endorsement = 12,
    Sight = 13,
    Inclination = 14,
    Outcome = 15,
}

/// The draws of one record.
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    pub(super) fn new(seed: u64, purpose: Purpose, index: u64) -> Self {
        let mut key = [0_u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&(purpose as u64).to_le_bytes());
        key[16..24].copy_from_slice(&index.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number in `0..bound`; 0 where the bound is 0.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        u32::try_from((u64::from(self.0.next_u32()) * u64::from(bound)) >> 32).expect("less than the bound")
    }

    /// A number in `low..=high`.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }

    /// True in `percent` of 100 cases.
    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// A number in `0..bound`, small ones preferred: `bound · u²` for a uniform u.
    pub(super) fn low(&mut self, bound: u32) -> u32 {
        let u = u64::from(self.0.next_u32());
        u32::try_from((((u * u) >> 32) * u64::from(bound)) >> 32).expect("less than the bound")
    }

    /// A number in `0..bound` with a heavy head: `bound · u³`. The number at share x of the range is drawn ⅓·x^(−⅔) times as
    /// often as under a uniform draw: seven times at the first hundredth.
    pub(super) fn heavy(&mut self, bound: u32) -> u32 {
        let u = u64::from(self.0.next_u32());
        let cube = (((u * u) >> 32) * u) >> 32;
        u32::try_from((cube * u64::from(bound)) >> 32).expect("less than the bound")
    }

    /// One of a list that is not empty.
    pub(super) fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(u32::try_from(list.len()).expect("a short list")) as usize]
    }

    /// One of a list by weight.
    pub(super) fn weighted<T: Copy>(&mut self, list: &[(u32, T)]) -> T {
        let mut rest = self.below(list.iter().map(|(weight, _)| weight).sum());
        for (weight, value) in list {
            if rest < *weight {
                return *value;
            }
            rest -= weight;
        }
        unreachable!("the draw is below the sum of the weights")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_depend_on_seed_purpose_and_index_alone() {
        let first = |seed, purpose, index| Draw::new(seed, purpose, index).below(u32::MAX);
        assert_eq!(first(1, Purpose::Line, 7), first(1, Purpose::Line, 7));
        assert_ne!(first(1, Purpose::Line, 7), first(2, Purpose::Line, 7));
        assert_ne!(first(1, Purpose::Line, 7), first(1, Purpose::Role, 7));
        assert_ne!(first(1, Purpose::Line, 7), first(1, Purpose::Line, 8));
    }

    #[test]
    fn skewed_draws_stay_below_their_bound_and_prefer_small_numbers() {
        let mut draw = Draw::new(3, Purpose::Line, 0);
        let (mut low, mut heavy) = (0, 0);
        for _ in 0..10_000 {
            let (a, b) = (draw.low(1000), draw.heavy(1000));
            assert!(a < 1000 && b < 1000);
            low += u32::from(a < 100);
            heavy += u32::from(b < 100);
        }
        assert!((2_900..3_400).contains(&low), "{low}: the square root of a tenth");
        assert!((4_400..4_900).contains(&heavy), "{heavy}: the cube root of a tenth");
    }
}

//! Random coins as a function: the same line in the same world shows the same side, whoever asks and in whatever order.

use crate::domain::Probability;

/// Worlds drawn together: eight words of 64.
pub(super) const BLOCK: usize = 512;

/// One bit for each world of a block.
pub(super) type Lanes = [u64; 8];

/// No world.
pub(super) const NO_WORLD: Lanes = [0; 8];

/// Digits of a probability that are looked at: it is rounded to a multiple of 2⁻³².
const DIGITS: u32 = 32;

/// A line's coin: whose it is, and how often it shows that the line carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Coin {
    id: u64,
    /// The probability times 2³², rounded.
    threshold: u64,
}

/// The coins of one seed in one block of worlds.
///
/// A world's coin shows that the line carries if a uniform number of 32 binary digits, written by the hash of (seed, block, line,
/// digit), is below the probability. Digits are compared from the most significant one on, for all worlds of the block at once;
/// after a few the last undecided world has been decided, and the others are never hashed (lazy Bernoulli sampling: a bit
/// per world and digit).
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    key: u64,
}

impl Coin {
    pub(super) fn new(id: u64, probability: Probability) -> Self {
        Self { id, threshold: (probability.get() * (1u64 << DIGITS) as f64).round() as u64 }
    }

    pub(super) fn id(self) -> u64 {
        self.id
    }
}

impl Block {
    pub(super) fn new(seed: u64, number: u64) -> Self {
        Self { key: mixed(mixed(seed).wrapping_add(number)) }
    }

    /// In which of the `asked` worlds the line carries.
    pub(super) fn carries(self, coin: Coin, asked: &Lanes) -> Lanes {
        let mut undecided = *asked;
        if coin.threshold >> DIGITS != 0 {
            return undecided;
        }
        let mut carries = NO_WORLD;
        let line = self.line(coin);
        // The threshold's digits that are still to be compared, the most significant one on top. Once they are all zero, no
        // number is below the threshold any more.
        let mut digits = (coin.threshold as u32, 0);
        while digits.0 != 0 {
            let one = if digits.0 >> (DIGITS - 1) == 1 { u64::MAX } else { 0 };
            let mut left = 0;
            for lane in 0..8 {
                let drawn = word(line, digits.1, lane as u64);
                // Digits that are alike decide nothing; else the number is below if the threshold has the one.
                let differs = undecided[lane] & (drawn ^ one);
                carries[lane] |= differs & one;
                undecided[lane] ^= differs;
                left |= undecided[lane];
            }
            if left == 0 {
                break;
            }
            digits = (digits.0 << 1, digits.1 + 1);
        }
        carries
    }

    /// Whether the line carries in one world of the block.
    pub(super) fn carries_in(self, coin: Coin, world: usize) -> bool {
        if coin.threshold >> DIGITS != 0 {
            return true;
        }
        let line = self.line(coin);
        let mut digits = (coin.threshold as u32, 0);
        while digits.0 != 0 {
            let drawn = word(line, digits.1, (world / 64) as u64) >> (world % 64) & 1;
            let digit = u64::from(digits.0 >> (DIGITS - 1));
            if drawn != digit {
                return digit == 1;
            }
            digits = (digits.0 << 1, digits.1 + 1);
        }
        false
    }

    fn line(self, coin: Coin) -> u64 {
        mixed(self.key ^ coin.id)
    }
}

/// 64 worlds' binary digits of a line.
fn word(line: u64, digit: u64, lane: u64) -> u64 {
    mixed(line.wrapping_add((digit * 8 + lane + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)))
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014; constants of variant 13 by Stafford): a bijection whose output bits each
/// depend on all input bits.
fn mixed(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn coin(id: u64, p: f64) -> Coin {
        Coin::new(id, Probability::new(p).unwrap())
    }

    proptest! {
        #[test]
        fn a_block_shows_what_its_worlds_show_one_by_one(
            seed in any::<u64>(), number in any::<u64>(), id in any::<u64>(), p in 0.0001f64..=1.0, asked in any::<Lanes>(),
        ) {
            let (block, coin) = (Block::new(seed, number), coin(id, p));
            let together = block.carries(coin, &asked);
            for world in 0..BLOCK {
                let bit = |lanes: &Lanes| lanes[world / 64] >> (world % 64) & 1 == 1;
                prop_assert_eq!(bit(&together), bit(&asked) && block.carries_in(coin, world));
            }
        }
    }

    #[test]
    fn coins_show_their_probability_and_do_not_follow_each_other() {
        // 2,048 blocks of 512 worlds: a standard error of 0.0005 at one half. Ids and blocks are neighbours on purpose.
        let worlds = 2048.0 * 512.0;
        let all = [u64::MAX; 8];
        let ones = |lanes: Lanes| lanes.iter().map(|w| w.count_ones()).sum::<u32>();
        for p in [0.003, 0.1, 0.25, 0.5, 0.714, 0.999] {
            let (mut first, mut both, mut next_world) = (0, 0, 0);
            for number in 0..2048 {
                let block = Block::new(7, number);
                let (one, two) = (block.carries(coin(1, p), &all), block.carries(coin(2, p), &all));
                first += ones(one);
                both += ones(std::array::from_fn(|lane| one[lane] & two[lane]));
                next_world += ones(std::array::from_fn(|lane| one[lane] & one[lane].rotate_left(1)));
            }
            let near = |count: u32, expected: f64| {
                let error = (expected * (1.0 - expected) / worlds).sqrt();
                (f64::from(count) / worlds - expected).abs() < 4.5 * error
            };
            assert!(near(first, p), "{p}: {first}");
            assert!(near(both, p * p) && near(next_world, p * p), "{p}: {both} {next_world}");
        }
    }

    #[test]
    fn certainty_always_carries_and_less_than_a_digit_never_does() {
        let all = [u64::MAX; 8];
        assert_eq!(Block::new(1, 1).carries(coin(3, 1.0), &all), all);
        assert_eq!(Block::new(1, 1).carries(coin(3, 1e-12), &all), NO_WORLD);
    }
}

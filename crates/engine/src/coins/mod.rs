//! Random coins as a function: the same line in the same world shows the same side, whoever asks and in whatever order.

mod width;

use guanxi_domain::Probability;

#[cfg(test)]
pub(crate) use width::on_every_width;
pub(crate) use width::{Kernel, widest};

/// Words of 64 worlds that are drawn together; 16 was the fastest of 8, 16, 32 and 64.
pub(crate) const LANES: usize = 16;

/// Worlds drawn together.
pub(crate) const BLOCK: usize = 64 * LANES;

/// One bit for each world of a block.
pub(crate) type Lanes = [u64; LANES];

/// No world.
pub(crate) const NO_WORLD: Lanes = [0; LANES];

/// Digits of a probability that are looked at: it is rounded to a multiple of 2⁻³².
const DIGITS: u32 = 32;

/// A line's coin: whose it is, and how often it shows that the line carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Coin {
    id: u64,
    /// The probability times 2³², rounded.
    threshold: u64,
}

/// The coins of one seed in one block of worlds.
///
/// A world's coin shows that the line carries if a uniform number of 32 binary digits, a function of (seed, block, line, world), is below
/// the probability. Digits are compared from the most significant one on, for many worlds at once; after a few the last
/// undecided world has been decided, and the others are never made (lazy Bernoulli sampling, a bit per world and digit).
///
/// The first digits of 64 worlds are a hash; every further digit costs two rotations of that word. The digits of any two worlds of a
/// word are independent and uniform for at least 16 digits, as a test shows by computing a rank; those of two words or two lines
/// have hashes of their own. (xorshift will not do: a world's second digit is then the sum of two worlds' first.)
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    key: u64,
}

impl Coin {
    pub(crate) fn new(id: u64, probability: Probability) -> Self {
        Self { id, threshold: (probability.get() * (1u64 << DIGITS) as f64).round() as u64 }
    }

    pub(crate) fn id(self) -> u64 {
        self.id
    }

    /// The binary digits of the probability; nothing for certainty.
    #[inline(always)]
    fn digits(self) -> Option<u32> {
        u32::try_from(self.threshold).ok()
    }
}

impl Block {
    pub(crate) fn new(seed: u64, number: u64) -> Self {
        Self { key: mixed(mixed(seed).wrapping_add(number)) }
    }

    /// In which of the `asked` worlds the line carries.
    #[inline(always)]
    pub(crate) fn carries(self, coin: Coin, asked: &Lanes) -> Lanes {
        let Some(mut digits) = coin.digits() else { return *asked };
        let line = self.line(coin);
        let (mut undecided, mut carries) = (*asked, NO_WORLD);
        let mut drawn: Lanes = std::array::from_fn(|lane| first_digits(line, lane));
        // The threshold's digits that are still to be compared have the most significant one on top; once they are all zero, no
        // number is below the threshold any more.
        while digits != 0 {
            let one = all_if(digits >> (DIGITS - 1) == 1);
            let mut left = 0;
            // All words in step, for the processor to do several at once. Looking at each word for itself, or keeping only the
            // undecided ones, saves work and yet takes longer.
            for lane in 0..LANES {
                // Digits that are alike decide nothing; else the number is below if the threshold has the one.
                let differs = undecided[lane] & (drawn[lane] ^ one);
                carries[lane] |= differs & one;
                undecided[lane] ^= differs;
                left |= undecided[lane];
                drawn[lane] = next_digits(drawn[lane]);
            }
            if left == 0 {
                break;
            }
            digits <<= 1;
        }
        carries
    }

    /// Whether the line carries in one world of the block.
    pub(crate) fn carries_in(self, coin: Coin, world: usize) -> bool {
        let Some(mut digits) = coin.digits() else { return true };
        let mut drawn = first_digits(self.line(coin), world / 64);
        while digits != 0 {
            let (one, digit) = (digits >> (DIGITS - 1) == 1, drawn >> (world % 64) & 1 == 1);
            if one != digit {
                return one;
            }
            digits <<= 1;
            drawn = next_digits(drawn);
        }
        false
    }

    #[inline(always)]
    fn line(self, coin: Coin) -> u64 {
        mixed(self.key ^ coin.id)
    }
}

#[inline(always)]
fn all_if(condition: bool) -> u64 {
    u64::from(condition).wrapping_neg()
}

/// The most significant digits of the 64 worlds of a lane: a draw of wyrand (Wang Yi 2019), the two halves of a product folded.
#[inline(always)]
fn first_digits(line: u64, lane: usize) -> u64 {
    let state = line.wrapping_add((lane as u64 + 1).wrapping_mul(0xa076_1d64_78bd_642f));
    let product = u128::from(state) * u128::from(state ^ 0xe703_7ed1_a0b4_28db);
    (product >> 64) as u64 ^ product as u64
}

/// The next digits of the same worlds.
#[inline(always)]
fn next_digits(x: u64) -> u64 {
    x ^ x.rotate_left(9) ^ x.rotate_left(26)
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014; constants of variant 13 by Stafford): a bijection whose output bits each
/// depend on all input bits.
#[inline(always)]
pub(crate) fn mixed(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The worlds to look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Worlds {
    pub(crate) seed: u64,
    /// How many; a multiple of 64.
    pub(crate) number: u64,
    /// Most edges of a route in them.
    pub(crate) max_edges: u8,
}

impl Worlds {
    /// How many blocks they fill.
    pub(crate) fn blocks(self) -> u64 {
        self.number.div_ceil(BLOCK as u64)
    }

    /// The worlds of a block: in the last one not every word may be needed.
    pub(crate) fn of_block(self, block: u64) -> Lanes {
        let words = (self.number - block * BLOCK as u64) / 64;
        std::array::from_fn(|lane| if (lane as u64) < words { u64::MAX } else { 0 })
    }
}

/// Comparing with zeros would call the library's comparison of memory, which takes longer than everything else here.
#[inline(always)]
pub(crate) fn none(lanes: &Lanes) -> bool {
    lanes.iter().fold(0, |all, word| all | word) == 0
}

#[inline(always)]
pub(crate) fn or(a: &Lanes, b: &Lanes) -> Lanes {
    std::array::from_fn(|lane| a[lane] | b[lane])
}

#[inline(always)]
pub(crate) fn and(a: &Lanes, b: &Lanes) -> Lanes {
    std::array::from_fn(|lane| a[lane] & b[lane])
}

#[inline(always)]
pub(crate) fn and_not(a: &Lanes, b: &Lanes) -> Lanes {
    std::array::from_fn(|lane| a[lane] & !b[lane])
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
        // 1,024 blocks of 1,024 worlds: a standard error of 0.0005 at one half. Ids and blocks are neighbours on purpose.
        let worlds = 1024.0 * BLOCK as f64;
        let all = [u64::MAX; LANES];
        let ones = |lanes: Lanes| lanes.iter().map(|w| w.count_ones()).sum::<u32>();
        for p in [0.003, 0.1, 0.25, 0.5, 0.714, 0.999] {
            let (mut first, mut both, mut next_world) = (0, 0, 0);
            for number in 0..1024 {
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

    /// Digits are linear in the 64 bits of the lane's hash: those of two worlds are independent if no sum of them vanishes.
    #[test]
    fn the_first_sixteen_digits_of_any_two_worlds_of_a_word_are_independent() {
        // masks[d][w]: which bits of the hash add up to digit d of world w.
        let mut states: Vec<u64> = (0..64).map(|bit| 1 << bit).collect();
        let mut masks: Vec<[u64; 64]> = Vec::new();
        for _ in 0..16 {
            let of_world = |w: usize| (0..64).fold(0u64, |mask, bit| mask | (states[bit] >> w & 1) << bit);
            masks.push(std::array::from_fn(of_world));
            states.iter_mut().for_each(|state| *state = next_digits(*state));
        }
        for one in 0..64 {
            for two in 0..one {
                let mut basis: Vec<u64> = Vec::new();
                for mask in masks.iter().flat_map(|m| [m[one], m[two]]) {
                    let rest = basis.iter().fold(mask, |rest, &b| rest.min(rest ^ b));
                    assert_ne!(rest, 0, "worlds {one} and {two}");
                    basis.push(rest);
                    basis.sort_unstable_by(|a, b| b.cmp(a));
                }
            }
        }
    }

    #[test]
    fn certainty_always_carries_and_less_than_a_digit_never_does() {
        let all = [u64::MAX; LANES];
        assert_eq!(Block::new(1, 1).carries(coin(3, 1.0), &all), all);
        assert_eq!(Block::new(1, 1).carries(coin(3, 1e-12), &all), NO_WORLD);
    }
}

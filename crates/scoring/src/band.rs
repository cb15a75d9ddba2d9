//! Averages of a degree and their bands 等级 (method §5).

use guanxi_domain::{AttitudeLevel, Band, BandPolicy};

use super::edge::{at_least, at_most};

/// Levels of one degree, counted: what any average of it is made from. Counts of parts add up to the counts of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LevelCounts {
    /// How many stand at −2, −1, 0, +1 and +2.
    at: [u32; 5],
    unknown: u32,
}

/// The average of one degree, with what it stands on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DegreeAverage {
    /// Mean of the known levels; nothing where none is known.
    pub mean: Option<f64>,
    /// How many levels are known.
    pub n_known: u32,
    /// How many there could be.
    pub n_total: u32,
    /// Where the mean stands.
    pub band: Band,
    /// 分化: many at both ends, so that the mean is that of hardly anybody.
    pub polarised: bool,
}

/// The mean of several averages, each counted once however many levels it has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanOfMeans {
    pub mean: Option<f64>,
    /// How many averages are known.
    pub n_known: u32,
    pub n_total: u32,
    pub band: Band,
}

/// The mean of the known levels, each counted with the decision weight of who holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedMean {
    pub mean: Option<f64>,
    pub n_known: u32,
    pub n_total: u32,
    /// Share of the weight whose level is known, 0 to 1.
    pub weight_known: f64,
    pub band: Band,
}

/// How many customers (or whatever has one) stand in each band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BandCounts {
    pub excellent: u32,
    pub good: u32,
    pub medium: u32,
    pub poor: u32,
    pub unknown: u32,
}

/// The band of a mean: excellent 优 `s ≥ 1` · good 良 `0 < s < 1` · medium 中 `−1 < s ≤ 0` · poor 差 `s ≤ −1` · unknown 未知.
///
/// Edges hold to within 10⁻⁹, so that the rounding of a weighted sum moves no band.
///
/// # Examples
/// ```
/// use guanxi_domain::Band;
/// use guanxi_scoring::band::band_of;
///
/// assert_eq!(band_of(Some(1.0)), Band::Excellent);
/// assert_eq!(band_of(Some(0.0)), Band::Medium);
/// assert_eq!(band_of(Some(-1.0)), Band::Poor);
/// assert_eq!(band_of(None), Band::Unknown);
/// ```
pub fn band_of(mean: Option<f64>) -> Band {
    match mean {
        None => Band::Unknown,
        Some(s) if at_least(s, 1.0) => Band::Excellent,
        Some(s) if at_most(s, -1.0) => Band::Poor,
        Some(s) if at_most(s, 0.0) => Band::Medium,
        Some(_) => Band::Good,
    }
}

impl LevelCounts {
    /// Counts levels; an absent one is unknown, never 0.
    pub fn of(levels: impl IntoIterator<Item = Option<AttitudeLevel>>) -> Self {
        let mut counts = Self::default();
        for level in levels {
            counts.add(level);
        }
        counts
    }

    /// Counts one more.
    pub fn add(&mut self, level: Option<AttitudeLevel>) {
        *self.place(level) += 1;
    }

    /// Takes one back that was counted before.
    ///
    /// # Panics
    /// When no such level was counted.
    pub fn remove(&mut self, level: Option<AttitudeLevel>) {
        let place = self.place(level);
        *place = place.checked_sub(1).expect("only what was counted is taken back");
    }

    /// Adds the counts of another part: the pooled average of several customers is that of their sum.
    pub fn merge(&mut self, other: &Self) {
        for (here, there) in self.at.iter_mut().zip(other.at) {
            *here += there;
        }
        self.unknown += other.unknown;
    }

    /// How many stand at this level.
    pub fn at(&self, level: AttitudeLevel) -> u32 {
        self.at[slot(level)]
    }

    /// How many levels are known.
    pub fn n_known(&self) -> u32 {
        self.at.iter().sum()
    }

    /// How many levels there could be.
    pub fn n_total(&self) -> u32 {
        self.n_known() + self.unknown
    }

    /// The average `Σ x / n_known`, and whether the known are polarised: at least `polarised_share` (25 %) of them at −1 and
    /// below, and at least as many at +1 and above.
    ///
    /// # Arguments
    /// * `policy`: the share that polarises
    ///
    /// # Examples
    /// Two strong supporters and two who oppose, and one of whom nothing is known:
    /// ```
    /// use guanxi_domain::{AttitudeLevel, Band, Policy};
    /// use guanxi_scoring::band::LevelCounts;
    ///
    /// let level = |x| AttitudeLevel::new(x).ok();
    /// let average = LevelCounts::of([level(2), level(2), level(-1), level(-1), None]).average(&Policy::default().band);
    /// assert_eq!((average.mean, average.n_known, average.n_total), (Some(0.5), 4, 5));
    /// assert_eq!((average.band, average.polarised), (Band::Good, true));
    /// ```
    pub fn average(&self, policy: &BandPolicy) -> DegreeAverage {
        let n_known = self.n_known();
        let sum: i64 = self.at.iter().zip(-2..).map(|(&n, level)| level * i64::from(n)).sum();
        let mean = (n_known > 0).then(|| sum as f64 / f64::from(n_known));
        let many = |n: u32| n_known > 0 && at_least(f64::from(n) / f64::from(n_known), policy.polarised_share);
        let polarised = many(self.at[0] + self.at[1]) && many(self.at[3] + self.at[4]);
        DegreeAverage { mean, n_known, n_total: self.n_total(), band: band_of(mean), polarised }
    }

    fn place(&mut self, level: Option<AttitudeLevel>) -> &mut u32 {
        match level {
            Some(level) => &mut self.at[slot(level)],
            None => &mut self.unknown,
        }
    }
}

fn slot(level: AttitudeLevel) -> usize {
    usize::try_from(level.get() + 2).expect("a level is at least −2")
}

/// The mean of the means that are known: a customer of two people counts as much as one of two hundred.
///
/// # Arguments
/// * `means`: the mean of each customer, absent where nothing is known
///
/// # Examples
/// ```
/// use guanxi_scoring::band::mean_of_means;
///
/// let all = mean_of_means([Some(1.0), None, Some(0.5)]);
/// assert_eq!((all.mean, all.n_known, all.n_total), (Some(0.75), 2, 3));
/// ```
pub fn mean_of_means(means: impl IntoIterator<Item = Option<f64>>) -> MeanOfMeans {
    let (mut sum, mut n_known, mut n_total) = (0.0, 0_u32, 0);
    for mean in means {
        n_total += 1;
        if let Some(mean) = mean {
            sum += mean;
            n_known += 1;
        }
    }
    let mean = (n_known > 0).then(|| sum / f64::from(n_known));
    MeanOfMeans { mean, n_known, n_total, band: band_of(mean) }
}

/// The decision-weighted mean `Σ w x / Σ w` over the known levels.
///
/// # Arguments
/// * `levels`: decision weight (finite, at least 0) and level of each key person, absent where it is not known
///
/// # Examples
/// A decider of weight 3 supports, a user of weight 1 opposes:
/// ```
/// use guanxi_domain::AttitudeLevel;
/// use guanxi_scoring::band::weighted_mean;
///
/// let level = |x| AttitudeLevel::new(x).ok();
/// let mean = weighted_mean([(3.0, level(1)), (1.0, level(-1)), (4.0, None)]);
/// assert_eq!((mean.mean, mean.weight_known), (Some(0.5), 0.5));
/// ```
pub fn weighted_mean(levels: impl IntoIterator<Item = (f64, Option<AttitudeLevel>)>) -> WeightedMean {
    let mut sums = WeightedSums::default();
    for (weight, level) in levels {
        sums.add(weight, level);
    }
    sums.mean()
}

/// What a decision-weighted mean is made from. Sums of parts add up to the sums of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WeightedSums {
    /// Of weight times level.
    sum: f64,
    weight_of_known: f64,
    weight_of_all: f64,
    n_known: u32,
    n_total: u32,
}

impl WeightedSums {
    /// Adds one level, absent where it is not known.
    pub fn add(&mut self, weight: f64, level: Option<AttitudeLevel>) {
        self.n_total += 1;
        self.weight_of_all += weight;
        if let Some(level) = level {
            self.n_known += 1;
            self.weight_of_known += weight;
            self.sum += weight * f64::from(level.get());
        }
    }

    /// Adds the sums of another part.
    pub fn merge(&mut self, other: &Self) {
        self.sum += other.sum;
        self.weight_of_known += other.weight_of_known;
        self.weight_of_all += other.weight_of_all;
        self.n_known += other.n_known;
        self.n_total += other.n_total;
    }

    /// The mean `Σ w x / Σ w` over the known levels.
    pub fn mean(&self) -> WeightedMean {
        let Self { sum, weight_of_known, weight_of_all, n_known, n_total } = *self;
        let mean = (weight_of_known > 0.0).then(|| sum / weight_of_known);
        let weight_known = if weight_of_all > 0.0 { weight_of_known / weight_of_all } else { 0.0 };
        WeightedMean { mean, n_known, n_total, weight_known, band: band_of(mean) }
    }
}

impl BandCounts {
    /// Counts bands.
    pub fn of(bands: impl IntoIterator<Item = Band>) -> Self {
        let mut counts = Self::default();
        for band in bands {
            let place = match band {
                Band::Excellent => &mut counts.excellent,
                Band::Good => &mut counts.good,
                Band::Medium => &mut counts.medium,
                Band::Poor => &mut counts.poor,
                Band::Unknown => &mut counts.unknown,
            };
            *place += 1;
        }
        counts
    }

    /// How many stand in this band.
    pub fn at(&self, band: Band) -> u32 {
        match band {
            Band::Excellent => self.excellent,
            Band::Good => self.good,
            Band::Medium => self.medium,
            Band::Poor => self.poor,
            Band::Unknown => self.unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use guanxi_domain::{Coded, Policy};
    use proptest::prelude::*;

    fn levels(given: &[i64]) -> LevelCounts {
        LevelCounts::of(given.iter().map(|&x| AttitudeLevel::new(x).ok()))
    }

    fn average(given: &[i64]) -> DegreeAverage {
        levels(given).average(&Policy::default().band)
    }

    /// Stands for a level nobody knows.
    const UNKNOWN: i64 = 9;

    #[test]
    fn bands_hold_at_their_edges() {
        let band = |s| band_of(Some(s));
        assert_eq!([band(2.0), band(1.0), band(1.0 - 1e-12)], [Band::Excellent; 3]);
        assert_eq!([band(1.0 - 1e-6), band(1e-6)], [Band::Good; 2]);
        assert_eq!([band(1e-12), band(0.0), band(-0.0), band(-1.0 + 1e-6)], [Band::Medium; 4]);
        assert_eq!([band(-1.0 + 1e-12), band(-1.0), band(-2.0)], [Band::Poor; 3]);
    }

    #[test]
    fn nothing_known_has_no_mean_and_no_band() {
        for (given, n_total) in [(&[][..], 0), (&[UNKNOWN, UNKNOWN][..], 2)] {
            let none = average(given);
            assert_eq!((none.mean, none.n_known, none.n_total), (None, 0, n_total));
            assert_eq!((none.band, none.polarised), (Band::Unknown, false));
        }
        assert_eq!(mean_of_means([]).band, Band::Unknown);
        assert_eq!(weighted_mean([]), weighted_mean([]));
        assert_eq!(weighted_mean([(1.0, None)]).mean, None);
        assert_eq!(weighted_mean([(0.0, AttitudeLevel::new(2).ok())]).mean, None);
    }

    #[test]
    fn a_quarter_at_each_end_polarises() {
        assert!(average(&[-1, 0, 0, 1]).polarised);
        assert!(!average(&[-1, 0, 0, 0, 1]).polarised);
        assert!(!average(&[-2, -2, -2, -2]).polarised);
        assert!(average(&[-2, 0, 0, 2, UNKNOWN, UNKNOWN]).polarised, "a quarter of the known");
    }

    #[test]
    fn pooled_and_mean_of_means_are_two_metrics() {
        let (large, small) = ([2, 2, 2, 2, 2, 2], [-1]);
        let mut pooled = levels(&large);
        pooled.merge(&levels(&small));
        assert_eq!(pooled.average(&Policy::default().band).mean, Some(11.0 / 7.0));
        assert_eq!(mean_of_means([average(&large).mean, average(&small).mean]).mean, Some(0.5));
    }

    #[test]
    fn bands_are_counted() {
        let counts = BandCounts::of([Band::Good, Band::Poor, Band::Good, Band::Unknown]);
        assert_eq!(Band::ALL.iter().map(|&b| counts.at(b)).collect::<Vec<_>>(), [0, 2, 0, 1, 1]);
    }

    fn any_level() -> impl Strategy<Value = Option<AttitudeLevel>> {
        proptest::option::of((-2i64..=2).prop_map(|x| AttitudeLevel::new(x).unwrap()))
    }

    proptest! {
        #[test]
        fn unknown_members_change_no_average(given in proptest::collection::vec((0.1f64..5.0, any_level()), 0..30), more in 1usize..5) {
            let policy = Policy::default().band;
            let mut counts = LevelCounts::of(given.iter().map(|g| g.1));
            let before = counts.average(&policy);
            let weighted = weighted_mean(given.iter().copied());
            let mut longer = given.clone();
            for _ in 0..more {
                counts.add(None);
                longer.push((1.0, None));
            }
            let after = counts.average(&policy);
            prop_assert_eq!((after.mean, after.n_known, after.band, after.polarised),
                (before.mean, before.n_known, before.band, before.polarised));
            prop_assert_eq!(after.n_total as usize, before.n_total as usize + more);
            prop_assert_eq!(weighted_mean(longer).mean, weighted.mean);
        }

        #[test]
        fn counting_one_by_one_merging_and_taking_back_agree(
            left in proptest::collection::vec(any_level(), 0..20), right in proptest::collection::vec(any_level(), 0..20),
        ) {
            let whole = LevelCounts::of(left.iter().chain(&right).copied());
            let mut merged = LevelCounts::of(left.iter().copied());
            merged.merge(&LevelCounts::of(right.iter().copied()));
            prop_assert_eq!(merged, whole);
            for &level in &right {
                merged.remove(level);
            }
            prop_assert_eq!(merged, LevelCounts::of(left));
        }

        #[test]
        fn the_mean_is_that_of_the_known_alone(given in proptest::collection::vec(any_level(), 1..30)) {
            let known: Vec<f64> = given.iter().flatten().map(|l| f64::from(l.get())).collect();
            let mean = LevelCounts::of(given.iter().copied()).average(&Policy::default().band).mean;
            match mean {
                None => prop_assert!(known.is_empty()),
                Some(mean) => prop_assert!((mean - known.iter().sum::<f64>() / known.len() as f64).abs() < 1e-12),
            }
            let equal = weighted_mean(given.iter().map(|&l| (1.0, l)));
            prop_assert_eq!(equal.mean, mean);
        }
    }
}

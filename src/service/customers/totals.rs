//! The numbers of many customers together.

use crate::domain::{Coded, CustomerClass, Dimension, Policy, YesNoUnknown};
use crate::scoring::band::{BandCounts, DegreeAverage, MeanOfMeans, WeightedMean, mean_of_means};
use crate::scoring::chain::{Completeness, pooled_completeness};

use super::standing::{Counted, CustomerStanding, OpenBusiness};

/// Many customers together.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerTotals {
    pub n_customers: u32,
    pub n_key_persons: u32,
    /// The three degrees, in their order.
    pub degrees: [DegreeTotals; 3],
    pub completeness: Completeness,
    pub insight: InsightTotals,
    /// How many customers are of each class.
    pub classes: Vec<(CustomerClass, u32)>,
    /// How many are large ones.
    pub large: Vec<(YesNoUnknown, u32)>,
    pub open: OpenBusiness,
}

/// One degree of many customers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DegreeTotals {
    pub dimension: Dimension,
    /// How many customers stand in each band, by the mean of their key persons.
    pub bands: BandCounts,
    /// The mean over all key persons.
    pub pooled: DegreeAverage,
    /// The mean over the customers' means.
    pub mean_of_means: MeanOfMeans,
    /// The mean over all key persons by decision weight; the weights of each customer sum to 1.
    pub weighted: WeightedMean,
}

/// Insight of many customers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InsightTotals {
    /// The mean over the customers that have key persons; absent where none has.
    pub rate: Option<f64>,
    pub n_customers: u32,
    pub n_fresh: u32,
    pub n_known: u32,
    pub n_total: u32,
}

/// The three degrees of many customers.
pub fn degrees<'c>(customers: impl Iterator<Item = &'c Counted> + Clone, policy: &Policy) -> [DegreeTotals; 3] {
    let mut all = Counted::default();
    customers.clone().for_each(|customer| all.merge(customer));
    let of = |place: usize| {
        let averages = customers.clone().map(|customer| customer.levels[place].average(&policy.band));
        DegreeTotals {
            dimension: Dimension::ALL[place],
            bands: BandCounts::of(averages.clone().map(|average| average.band)),
            pooled: all.levels[place].average(&policy.band),
            mean_of_means: mean_of_means(averages.map(|average| average.mean)),
            weighted: all.weighted[place].mean(),
        }
    };
    [of(0), of(1), of(2)]
}

impl CustomerTotals {
    /// Puts customers together.
    pub fn of<'c>(customers: impl Iterator<Item = &'c CustomerStanding> + Clone, policy: &Policy) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut open = OpenBusiness::default();
        customers.clone().for_each(|customer| open.merge(&customer.open));
        let of_class = |class: CustomerClass| count(customers.clone().filter(|c| c.class == class).count());
        let of_size = |large: YesNoUnknown| count(customers.clone().filter(|c| c.large.large == large).count());
        Self {
            n_customers: count(customers.clone().count()),
            n_key_persons: customers.clone().map(|customer| customer.counted.n_key_persons).sum(),
            degrees: degrees(customers.clone().map(|customer| &customer.counted), policy),
            completeness: pooled_completeness(customers.clone().map(|c| &c.completeness), &policy.completeness),
            insight: InsightTotals::of(customers.clone()),
            classes: CustomerClass::ALL.iter().map(|&class| (class, of_class(class))).collect(),
            large: YesNoUnknown::ALL.iter().map(|&large| (large, of_size(large))).collect(),
            open,
        }
    }
}

impl InsightTotals {
    fn of<'c>(customers: impl Iterator<Item = &'c CustomerStanding>) -> Self {
        let mut all = Self { rate: None, n_customers: 0, n_fresh: 0, n_known: 0, n_total: 0 };
        let mut sum = 0.0;
        for insight in customers.filter_map(|customer| customer.insight.as_ref()) {
            sum += insight.rate;
            all.n_customers += 1;
            all.n_fresh += insight.n_fresh;
            all.n_known += insight.n_known;
            all.n_total += insight.n_total;
        }
        all.rate = (all.n_customers > 0).then(|| sum / f64::from(all.n_customers));
        all
    }
}

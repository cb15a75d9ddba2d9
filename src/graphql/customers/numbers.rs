//! Numbers of one customer and of many.

use async_graphql::SimpleObject;

use crate::domain::YesNoUnknown;
use crate::service;

use super::super::decision::{Band, DegreeAverage};
use super::super::enums::Dimension;
use super::enums::CustomerClass;

/// One degree of many customers.
#[derive(SimpleObject)]
pub struct CustomerDegree {
    /// Which degree.
    dimension: Dimension,
    /// How many customers stand in each band, by the mean of their key persons.
    bands: Vec<BandCount>,
    /// The mean over all key persons.
    pooled: DegreeAverage,
    /// The mean over the means of the customers: a customer of two people counts as much as one of two hundred.
    mean_of_means: MeanOfMeans,
    /// The mean over all key persons by decision weight; the weights of each customer sum to 1.
    weighted: WeightedMean,
}

/// How many customers stand in a band.
#[derive(SimpleObject)]
pub struct BandCount {
    /// The band.
    band: Band,
    /// How many.
    count: u32,
}

/// How many customers are of a class.
#[derive(SimpleObject)]
pub struct ClassCount {
    /// The class.
    class: CustomerClass,
    /// How many.
    count: u32,
}

/// The mean of several means, each counted once.
#[derive(SimpleObject)]
pub struct MeanOfMeans {
    /// The mean, -2 to 2; null where none is known.
    mean: Option<f64>,
    /// Of how many customers a mean is known.
    n_known: u32,
    /// How many customers there are.
    n_total: u32,
    /// Where the mean stands.
    band: Band,
}

/// A mean by decision weight.
#[derive(SimpleObject)]
pub struct WeightedMean {
    /// The mean, -2 to 2; null where none is known.
    mean: Option<f64>,
    /// How many levels are known.
    n_known: u32,
    /// How many there could be.
    n_total: u32,
    /// The share of the weight whose level is known, 0 to 1.
    weight_known: f64,
    /// Where the mean stands.
    band: Band,
}

/// How much is known of many customers, and recently.
#[derive(SimpleObject)]
pub struct CustomerInsight {
    /// The mean insight rate over the customers that have key persons, 0 to 1; null where none has.
    rate: Option<f64>,
    /// How many customers have key persons.
    n_customers: u32,
    /// Degrees known and recent.
    n_fresh: u32,
    /// Degrees known, however old.
    n_known: u32,
    /// Degrees there are: three of each key person.
    n_total: u32,
}

/// How many customers are large ones.
#[derive(SimpleObject)]
pub struct LargeCustomerCounts {
    /// Those that are.
    yes: u32,
    /// Those that are not.
    no: u32,
    /// Those of which it cannot be said.
    unknown: u32,
}

/// Open opportunities. Amounts are never added across currencies.
#[derive(SimpleObject)]
pub struct OpenBusiness {
    /// How many.
    count: u32,
    /// Of those the ones whose amount is not known.
    without_amount: u32,
    /// The amounts by currency, in the order of its code.
    amounts: Vec<CurrencyAmount>,
}

/// An amount in a currency.
#[derive(SimpleObject)]
pub struct CurrencyAmount {
    /// The ISO 4217 code.
    currency: String,
    /// The amount.
    amount: f64,
}

impl From<&service::DegreeTotals> for CustomerDegree {
    fn from(totals: &service::DegreeTotals) -> Self {
        Self {
            dimension: totals.dimension.into(),
            bands: band_counts(&totals.bands),
            pooled: DegreeAverage::of(totals.dimension, &totals.pooled),
            mean_of_means: totals.mean_of_means.into(),
            weighted: totals.weighted.into(),
        }
    }
}

/// The counts of all bands.
pub fn band_counts(counts: &service::BandCounts) -> Vec<BandCount> {
    let count = |&band: &crate::domain::Band| BandCount { band: band.into(), count: counts.at(band) };
    <crate::domain::Band as crate::domain::Coded>::ALL.iter().map(count).collect()
}

/// The counts of all classes.
pub fn class_counts(totals: &service::CustomerTotals) -> Vec<ClassCount> {
    totals.classes.iter().map(|&(class, count)| ClassCount { class: class.into(), count }).collect()
}

impl From<service::MeanOfMeans> for MeanOfMeans {
    fn from(mean: service::MeanOfMeans) -> Self {
        let service::MeanOfMeans { mean, n_known, n_total, band } = mean;
        Self { mean, n_known, n_total, band: band.into() }
    }
}

impl From<service::WeightedMean> for WeightedMean {
    fn from(mean: service::WeightedMean) -> Self {
        let service::WeightedMean { mean, n_known, n_total, weight_known, band } = mean;
        Self { mean, n_known, n_total, weight_known, band: band.into() }
    }
}

impl From<service::InsightTotals> for CustomerInsight {
    fn from(insight: service::InsightTotals) -> Self {
        let service::InsightTotals { rate, n_customers, n_fresh, n_known, n_total } = insight;
        Self { rate, n_customers, n_fresh, n_known, n_total }
    }
}

impl From<&service::CustomerTotals> for LargeCustomerCounts {
    fn from(totals: &service::CustomerTotals) -> Self {
        let count = |large| totals.large.iter().filter(|(known, _)| *known == large).map(|(_, count)| count).sum();
        Self { yes: count(YesNoUnknown::Yes), no: count(YesNoUnknown::No), unknown: count(YesNoUnknown::Unknown) }
    }
}

impl From<&service::OpenBusiness> for OpenBusiness {
    fn from(open: &service::OpenBusiness) -> Self {
        let amount = |(currency, amount): &(std::sync::Arc<str>, f64)| CurrencyAmount {
            currency: currency.to_string(),
            amount: *amount,
        };
        Self {
            count: open.n,
            without_amount: open.n_without_amount,
            amounts: open.amounts.iter().map(amount).collect(),
        }
    }
}

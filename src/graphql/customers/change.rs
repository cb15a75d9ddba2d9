//! How numbers changed from one moment to another.

use async_graphql::SimpleObject;

use crate::domain::{AsOf, Band as DomainBand, Coded};
use crate::service::{self, count_change, metric_change};

use super::super::decision::Band;
use super::super::enums::Dimension;
use super::super::scalars::DateTime;

/// How the numbers of some customers changed since an earlier moment.
#[derive(SimpleObject)]
pub struct CustomerChange {
    /// The earlier moment. The customers are those of the later one.
    since: DateTime,
    /// How many key persons there are.
    key_persons: CountChange,
    /// The three degrees.
    degrees: Vec<DegreeChange>,
    /// The completeness.
    completeness: MetricChange,
    /// The insight rate.
    insight: MetricChange,
}

/// How one degree of some customers changed.
#[derive(SimpleObject)]
pub struct DegreeChange {
    /// Which degree.
    dimension: Dimension,
    /// The mean over all key persons.
    pooled: MetricChange,
    /// The mean over the means of the customers.
    mean_of_means: MetricChange,
    /// The mean by decision weight.
    weighted: MetricChange,
    /// How many customers stand in each band.
    bands: Vec<BandChange>,
}

/// How many customers stand in a band, then and now.
#[derive(SimpleObject)]
pub struct BandChange {
    /// The band.
    band: Band,
    /// How many.
    customers: CountChange,
}

/// How a metric changed: a difference and never a ratio, since a ratio of levels means nothing.
#[derive(SimpleObject)]
pub struct MetricChange {
    /// At the earlier moment; null while unknown.
    earlier: Option<f64>,
    /// At the later moment; null while unknown.
    later: Option<f64>,
    /// Later less earlier; null where either is not known.
    difference: Option<f64>,
}

/// How a count changed.
#[derive(SimpleObject)]
pub struct CountChange {
    /// At the earlier moment.
    earlier: u64,
    /// At the later moment.
    later: u64,
    /// Later less earlier.
    difference: i64,
    /// Later by earlier; null where there was none before.
    ratio: Option<f64>,
}

impl MetricChange {
    /// From one value to another.
    pub fn of(earlier: Option<f64>, later: Option<f64>) -> Self {
        let service::MetricChange { earlier, later, difference } = metric_change(earlier, later);
        Self { earlier, later, difference }
    }
}

impl CountChange {
    fn of(earlier: u32, later: u32) -> Self {
        let service::CountChange { earlier, later, difference, ratio } = count_change(earlier.into(), later.into());
        Self { earlier, later, difference, ratio }
    }
}

impl CustomerChange {
    /// Of the same customers at two moments.
    pub fn of(since: AsOf, earlier: &service::CustomerTotals, later: &service::CustomerTotals) -> Self {
        let degree = |(then, now): (&service::DegreeTotals, &service::DegreeTotals)| DegreeChange {
            dimension: now.dimension.into(),
            pooled: MetricChange::of(then.pooled.mean, now.pooled.mean),
            mean_of_means: MetricChange::of(then.mean_of_means.mean, now.mean_of_means.mean),
            weighted: MetricChange::of(then.weighted.mean, now.weighted.mean),
            bands: DomainBand::ALL
                .iter()
                .map(|&band| BandChange {
                    band: band.into(),
                    customers: CountChange::of(then.bands.at(band), now.bands.at(band)),
                })
                .collect(),
        };
        Self {
            since: since.instant().into(),
            key_persons: CountChange::of(earlier.n_key_persons, later.n_key_persons),
            degrees: earlier.degrees.iter().zip(&later.degrees).map(degree).collect(),
            completeness: MetricChange::of(Some(earlier.completeness.value), Some(later.completeness.value)),
            insight: MetricChange::of(earlier.insight.rate, later.insight.rate),
        }
    }
}

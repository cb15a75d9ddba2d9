//! The figures as their definitions say, slowly: what the fast ones are held against.

use super::Cases;
use super::folds::Split;

/// Every won deal with every lost one of its fold.
pub(super) fn auc(cases: &Cases, splits: &[Split], probability: impl Fn(usize, usize) -> f64) -> Option<f64> {
    let (mut right, mut pairs) = (0.0, 0.0);
    for (r, split) in splits.iter().enumerate() {
        for (i, one) in cases.deals.iter().enumerate().filter(|(_, deal)| deal.won) {
            for (j, other) in cases.deals.iter().enumerate().filter(|(_, deal)| !deal.won) {
                assert!(one.won && !other.won);
                if split.of_deal[i] != split.of_deal[j] {
                    continue;
                }
                pairs += 1.0;
                right += match probability(r, i).partial_cmp(&probability(r, j)) {
                    Some(std::cmp::Ordering::Greater) => 1.0,
                    Some(std::cmp::Ordering::Equal) => 0.5,
                    _ => 0.0,
                };
            }
        }
    }
    (pairs > 0.0).then_some(right / pairs)
}

/// The mean over repeats of the mean over deals.
pub(super) fn brier(cases: &Cases, repeats: usize, probability: impl Fn(usize, usize) -> f64) -> f64 {
    let of = |r: usize| {
        let all = cases.deals.iter().enumerate();
        all.map(|(n, deal)| if deal.won { (1.0 - probability(r, n)).powi(2) } else { probability(r, n).powi(2) })
            .sum::<f64>()
            / cases.deals.len() as f64
    };
    (0..repeats).map(of).sum::<f64>() / repeats as f64
}

/// The loss that a fit minimises.
pub(super) fn loss(values: &ndarray::Array2<f64>, won: &[bool], fitted: &super::logistic::Fitted, l2: f64) -> f64 {
    let penalty = 0.5 * l2 * fitted.coefficients.iter().map(|c| c * c).sum::<f64>();
    let of = |(row, won): (ndarray::ArrayView1<'_, f64>, &bool)| {
        let z = fitted.intercept + row.iter().zip(&fitted.coefficients).map(|(x, c)| x * c).sum::<f64>();
        let z = if *won { z } else { -z };
        (1.0 + (-z).exp()).ln()
    };
    penalty + values.rows().into_iter().zip(won).map(of).sum::<f64>()
}

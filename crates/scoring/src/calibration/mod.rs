//! Calibration of the win probability 赢单概率 (method §6): a logistic model of closed deals, and how far it can be trusted.
//!
//! ```text
//! P(won) = 1 / (1 + e^−(b + Σ_j c_j (x_j − mean_j) / scale_j))
//! ```
//!
//! The coefficients minimise `−Σ log P(outcome) + ½ · l2 · Σ c_j²` over the deals (`logistic`); a feature with a direction
//! never gets a coefficient against it. How good the model is, is told from deals that it was not fitted on: repeated
//! cross-validation by customer (`folds`), with intervals from customers drawn again and again (`quality`).
//!
//! The same cases and policy give the same answer to the last bit, whatever the number of threads.

pub mod features;
mod folds;
mod logistic;
#[cfg(test)]
mod oracle;
mod quality;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

use folds::Split;
use guanxi_domain::CalibrationPolicy;
use logistic::Standardised;

pub use quality::{Estimate, ReliabilityBin, Score};

/// Which way a feature may move the win probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More of it never lowers the win probability.
    Rising,
    /// More of it never raises the win probability.
    Falling,
    /// Either.
    Free,
}

/// What is known of every deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    pub name: String,
    pub direction: Direction,
}

/// A deal that was won or lost.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosedDeal {
    /// The customer, by number: deals of one customer are never apart in cross-validation.
    pub customer: u32,
    pub won: bool,
    /// One for each feature.
    pub values: Vec<f64>,
    /// The win probability that was told without a model, if there is one to compare with.
    pub heuristic: Option<f64>,
    /// The most the win probability may be, because of a vote; absent: nothing limits it.
    pub cap: Option<f64>,
}

/// What a model is fitted to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cases {
    pub features: Vec<Feature>,
    pub deals: Vec<ClosedDeal>,
}

/// One feature of a fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    pub feature: String,
    pub direction: Direction,
    /// Over the deals it was fitted to.
    pub mean: f64,
    /// Standard deviation over those deals.
    pub scale: f64,
    /// For one standard deviation more: what is added to the logarithm of the odds.
    pub coefficient: f64,
}

/// A fitted model of the win probability.
#[derive(Debug, Clone, PartialEq)]
pub struct LogisticModel {
    /// The logarithm of the odds of a deal whose features are all average.
    pub intercept: f64,
    pub terms: Vec<Term>,
}

/// How good a model is on deals that it was not fitted on.
#[derive(Debug, Clone, PartialEq)]
pub struct Quality {
    pub deals: u32,
    pub customers: u32,
    pub won: u32,
    pub lost: u32,
    /// Of the model's probabilities.
    pub model: Score,
    /// Of the same after the caps of votes; absent where no deal has one.
    pub capped: Option<Score>,
    /// Of the probabilities that were told without a model; absent where there are none.
    pub heuristic: Option<Score>,
    /// The Brier score of the share won among the deals the model was fitted on.
    pub base_rate_brier: Estimate,
    /// The heuristic's Brier score less that of what is told with the model: above 0, the model is better.
    pub gain: Option<Estimate>,
    /// By deciles of the model's probability, the lowest first.
    pub reliability: Vec<ReliabilityBin>,
}

/// A fitted model with its quality.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    pub model: LogisticModel,
    pub quality: Quality,
    /// Features that are the same for every deal, and therefore in no model.
    pub constant: Vec<String>,
}

/// Why there is no model.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CalibrationRefusal {
    /// The floor of the method.
    #[error("too few to say: {won} won and {lost} lost, at least {min_won} won and {min_lost} lost are needed")]
    TooFewToSay { won: u32, lost: u32, min_won: u32, min_lost: u32 },
    /// Cross-validation by customer needs a customer for each fold.
    #[error(
        "{customers} customers are too few for {folds} folds: a model could not be tried on customers it does not know"
    )]
    TooFewCustomers { customers: u32, folds: u32 },
    /// Nothing tells one deal from another.
    #[error("no feature varies between the deals")]
    NoFeature,
    /// All deals outside one fold ended alike.
    #[error("without the customers of one fold, all deals ended alike: too few customers were won, or lost")]
    OneOutcome,
    /// The features give the outcome away.
    #[error(
        "the features tell won from lost without exception ({}): the data is separable, or says what became known afterwards",
        alone.as_ref().map_or("together".to_owned(), |name| format!("{name:?} alone"))
    )]
    Separable { alone: Option<String> },
    /// The optimiser did not come to an end.
    #[error("the fit did not converge")]
    NotConverged,
    /// A value that is no finite number.
    #[error("{feature:?} of deal {deal} is not a finite number")]
    NotFinite { feature: String, deal: usize },
}

impl CalibrationRefusal {
    /// The stable code of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFewToSay { .. } => "TOO_FEW_TO_SAY",
            Self::TooFewCustomers { .. } => "TOO_FEW_CUSTOMERS",
            Self::NoFeature => "NO_FEATURE",
            Self::OneOutcome => "ONE_OUTCOME",
            Self::Separable { .. } => "SEPARABLE",
            Self::NotConverged => "NOT_CONVERGED",
            Self::NotFinite { .. } => "NOT_FINITE",
        }
    }
}

impl LogisticModel {
    /// The win probability of a deal. A feature that `value` does not know counts as average.
    ///
    /// # Examples
    /// ```
    /// use guanxi_scoring::calibration::{Direction, LogisticModel, Term};
    ///
    /// let term = Term { feature: "score".into(), direction: Direction::Rising, mean: 0.2, scale: 0.4, coefficient: 1.5 };
    /// let model = LogisticModel { intercept: -0.5, terms: vec![term] };
    /// let probability = model.probability(|feature| (feature == "score").then_some(0.6));
    /// assert!((probability - 1.0 / (1.0 + (-1.0_f64).exp())).abs() < 1e-12);
    /// ```
    pub fn probability(&self, value: impl Fn(&str) -> Option<f64>) -> f64 {
        let part = |term: &Term| value(&term.feature).map_or(0.0, |x| term.coefficient * (x - term.mean) / term.scale);
        logistic::sigmoid(self.intercept + self.terms.iter().map(part).sum::<f64>())
    }
}

/// Fits a model to closed deals and says how good it is.
///
/// # Arguments
/// * `cases`: at least `min_won` won and `min_lost` lost deals, of at least as many customers as there are folds
/// * `policy`: floor, folds, repeats, `l2`, seed, and how often customers are drawn for intervals
///
/// # Errors
/// [`CalibrationRefusal`], before anything is fitted where that can be said.
///
/// # Complexity
/// `folds · repeats + 1` fits, each O(deals · features · iterations), and `draws · repeats` passes over the deals. Runs on the
/// rayon pool of the caller.
///
/// # Panics
/// When a deal has another number of values than there are features.
///
/// # Examples
/// Deals of 40 customers; the more of the one feature, the oftener won.
/// ```
/// use guanxi_domain::Policy;
/// use guanxi_scoring::calibration::{Cases, ClosedDeal, Direction, Feature, calibrate};
///
/// let deal = |n: u32| ClosedDeal {
///     customer: n % 40,
///     won: (n * 7) % 11 < n % 10,
///     values: vec![f64::from(n % 10)],
///     heuristic: None,
///     cap: None,
/// };
/// let features = vec![Feature { name: "score".into(), direction: Direction::Rising }];
/// let cases = Cases { features, deals: (0..400).map(deal).collect() };
/// let calibration = calibrate(&cases, &Policy::default().calibration)?;
/// assert!(calibration.model.terms[0].coefficient > 0.5);
/// assert!(calibration.quality.model.auc.unwrap().value > 0.7);
/// assert!(calibration.quality.model.brier.value < calibration.quality.base_rate_brier.value);
/// # Ok::<(), guanxi_scoring::calibration::CalibrationRefusal>(())
/// ```
pub fn calibrate(cases: &Cases, policy: &CalibrationPolicy) -> Result<Calibration, CalibrationRefusal> {
    let counts = checked(cases, policy)?;
    let everything: Vec<usize> = (0..cases.deals.len()).collect();
    let data = Standardised::of(cases, &everything);
    if data.kept.is_empty() {
        return Err(CalibrationRefusal::NoFeature);
    }
    if let Some(alone) = data.kept.iter().find(|&&j| separates(cases, |deal| deal.values[j])) {
        return Err(CalibrationRefusal::Separable { alone: Some(cases.features[*alone].name.clone()) });
    }
    let model = logistic::fit(cases, &data, policy.l2)?;
    let by_name = |deal: &ClosedDeal| {
        let values: Vec<f64> = data.kept.iter().map(|&j| deal.values[j]).collect();
        model.intercept
            + model.terms.iter().zip(values).map(|(t, x)| t.coefficient * (x - t.mean) / t.scale).sum::<f64>()
    };
    if separates(cases, by_name) {
        return Err(CalibrationRefusal::Separable { alone: None });
    }
    let splits: Vec<Split> = (0..policy.repeats as u32).map(|repeat| folds::split(cases, repeat, policy)).collect();
    let predicted = out_of_fold(cases, &splits, policy)?;
    let quality = quality::of(cases, counts, &splits, &predicted, policy);
    let is_constant = |j: &usize| !data.kept.contains(j);
    let constant = (0..cases.features.len()).filter(is_constant).map(|j| cases.features[j].name.clone()).collect();
    Ok(Calibration { model, quality, constant })
}

/// How many there are of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Counts {
    deals: u32,
    customers: u32,
    won: u32,
    lost: u32,
}

fn checked(cases: &Cases, policy: &CalibrationPolicy) -> Result<Counts, CalibrationRefusal> {
    let count = |n: usize| u32::try_from(n).expect("fewer than four thousand million deals");
    let won = count(cases.deals.iter().filter(|deal| deal.won).count());
    let deals = count(cases.deals.len());
    let lost = deals - won;
    let (min_won, min_lost, folds) = (policy.min_won as u32, policy.min_lost as u32, policy.folds as u32);
    if won < min_won || lost < min_lost {
        return Err(CalibrationRefusal::TooFewToSay { won, lost, min_won, min_lost });
    }
    let customers: std::collections::BTreeSet<u32> = cases.deals.iter().map(|deal| deal.customer).collect();
    let customers = count(customers.len());
    if customers < folds {
        return Err(CalibrationRefusal::TooFewCustomers { customers, folds });
    }
    for (n, deal) in cases.deals.iter().enumerate() {
        assert_eq!(deal.values.len(), cases.features.len(), "deal {n} has one value for each feature");
        if let Some(j) = deal.values.iter().position(|value| !value.is_finite()) {
            return Err(CalibrationRefusal::NotFinite { feature: cases.features[j].name.clone(), deal: n });
        }
    }
    Ok(Counts { deals, customers, won, lost })
}

/// Whether a number tells won from lost without exception, in either direction.
fn separates(cases: &Cases, number: impl Fn(&ClosedDeal) -> f64) -> bool {
    let ends = |won: bool| {
        let numbers = cases.deals.iter().filter(|deal| deal.won == won).map(&number);
        numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| (least.min(x), most.max(x)))
    };
    let ((won_least, won_most), (lost_least, lost_most)) = (ends(true), ends(false));
    won_least > lost_most || lost_least > won_most
}

/// What the models of one repeat say of the deals they were not fitted on.
struct Predicted {
    /// Of the model.
    model: Vec<f64>,
    /// The share won among the deals of the other folds.
    base_rate: Vec<f64>,
}

/// Fits a model for each fold of each repeat, on the deals of the other folds.
fn out_of_fold(
    cases: &Cases,
    splits: &[Split],
    policy: &CalibrationPolicy,
) -> Result<Vec<Predicted>, CalibrationRefusal> {
    let folds = policy.folds as u32;
    let tasks: Vec<(usize, u32)> = (0..splits.len()).flat_map(|r| (0..folds).map(move |fold| (r, fold))).collect();
    let fitted: Vec<Result<(LogisticModel, Standardised, f64), CalibrationRefusal>> = tasks
        .par_iter()
        .map(|&(repeat, fold)| {
            let others: Vec<usize> = (0..cases.deals.len()).filter(|&n| splits[repeat].of_deal[n] != fold).collect();
            let won = others.iter().filter(|&&n| cases.deals[n].won).count();
            if won == 0 || won == others.len() {
                return Err(CalibrationRefusal::OneOutcome);
            }
            let data = Standardised::of(cases, &others);
            let model = logistic::fit(cases, &data, policy.l2)?;
            Ok((model, data, won as f64 / others.len() as f64))
        })
        .collect();
    let mut fitted = fitted.into_iter();
    let mut predicted = Vec::with_capacity(splits.len());
    for split in splits {
        let models: Vec<_> = fitted.by_ref().take(folds as usize).collect::<Result<_, _>>()?;
        let of = |n: usize| &models[split.of_deal[n] as usize];
        let model = |n: usize| {
            let (model, data, _) = of(n);
            let part = |(t, &j): (&Term, &usize)| t.coefficient * (cases.deals[n].values[j] - t.mean) / t.scale;
            logistic::sigmoid(model.intercept + model.terms.iter().zip(&data.kept).map(part).sum::<f64>())
        };
        let all = 0..cases.deals.len();
        predicted
            .push(Predicted { model: all.clone().map(model).collect(), base_rate: all.map(|n| of(n).2).collect() });
    }
    Ok(predicted)
}

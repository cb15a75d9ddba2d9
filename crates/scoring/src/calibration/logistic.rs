//! Logistic regression with a penalty, and with directions that coefficients may not go against.
//!
//! The optimiser is that of `linfa-logistic` (L-BFGS). It knows no directions; those are held by an active set: a coefficient
//! that goes against its direction is put to 0 and the others are fitted again, and one that would now go along with it comes
//! back. The loss is strictly convex for a positive penalty, so where nothing is left to put away or to bring back, this is the
//! one optimum within the directions.

use linfa::DatasetBase;
use linfa::traits::Fit as _;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2};

use super::{CalibrationRefusal, Cases, Direction, LogisticModel, Term};

/// Steps of the optimiser, beyond which it is given up.
const ITERATIONS: u64 = 500;
/// The gradient at which the optimiser stops, for each deal.
const GRADIENT_SOUGHT: f64 = 1e-9;
/// The gradient up to which its end is an optimum, for each deal; rounding alone leaves some.
const GRADIENT_ALLOWED: f64 = 1e-6;
/// Below this standard deviation, as a share of the size of the values, a feature is the same for every deal.
const CONSTANT: f64 = 1e-9;

/// Values of some deals with mean 0 and standard deviation 1.
pub(super) struct Standardised {
    /// The features that vary, by number.
    pub kept: Vec<usize>,
    /// Mean and standard deviation of each of those.
    pub scales: Vec<(f64, f64)>,
    /// A row for each deal, a column for each feature kept.
    pub values: Array2<f64>,
    pub won: Vec<bool>,
}

impl Standardised {
    /// Of these deals, by number.
    pub(super) fn of(cases: &Cases, deals: &[usize]) -> Self {
        let (mut kept, mut scales) = (Vec::new(), Vec::new());
        let n = deals.len() as f64;
        for j in 0..cases.features.len() {
            let values = || deals.iter().map(|&i| cases.deals[i].values[j]);
            let mean = values().sum::<f64>() / n;
            let scale = (values().map(|x| (x - mean).powi(2)).sum::<f64>() / n).sqrt();
            let size = values().map(f64::abs).fold(0.0, f64::max);
            if scale > CONSTANT * size {
                kept.push(j);
                scales.push((mean, scale));
            }
        }
        let value = |(i, k): (usize, usize)| (cases.deals[deals[i]].values[kept[k]] - scales[k].0) / scales[k].1;
        let values = Array2::from_shape_fn((deals.len(), kept.len()), value);
        Self { values, won: deals.iter().map(|&i| cases.deals[i].won).collect(), kept, scales }
    }
}

/// `1 / (1 + e^−z)`, without overflow.
pub(super) fn sigmoid(z: f64) -> f64 {
    if z >= 0.0 {
        1.0 / (1.0 + (-z).exp())
    } else {
        let power = z.exp();
        power / (1.0 + power)
    }
}

/// Fits a model to standardised deals.
pub(super) fn fit(cases: &Cases, data: &Standardised, l2: f64) -> Result<LogisticModel, CalibrationRefusal> {
    let directions: Vec<Direction> = data.kept.iter().map(|&j| cases.features[j].direction).collect();
    let fitted = fit_directed(&data.values, &data.won, &directions, l2)?;
    let term = |(k, &j): (usize, &usize)| Term {
        feature: cases.features[j].name.clone(),
        direction: directions[k],
        mean: data.scales[k].0,
        scale: data.scales[k].1,
        coefficient: fitted.coefficients[k],
    };
    Ok(LogisticModel { intercept: fitted.intercept, terms: data.kept.iter().enumerate().map(term).collect() })
}

/// Intercept and coefficients.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fitted {
    pub intercept: f64,
    pub coefficients: Vec<f64>,
}

/// Fits with directions.
pub(super) fn fit_directed(
    values: &Array2<f64>,
    won: &[bool],
    directions: &[Direction],
    l2: f64,
) -> Result<Fitted, CalibrationRefusal> {
    // How far along its direction a coefficient goes, or down the gradient would take it; nothing holds a free one.
    let along = |k: usize, x: f64| match directions[k] {
        Direction::Rising => x,
        Direction::Falling => -x,
        Direction::Free => f64::INFINITY,
    };
    let allowed = GRADIENT_ALLOWED * won.len() as f64;
    let mut active = vec![true; directions.len()];
    // Each round puts one away or brings one back; the optimum is reached in few, and never needs each one to come back twice.
    for _ in 0..=4 * directions.len() {
        let fitted = fit_active(values, won, &active, l2)?;
        let least = |candidates: &mut dyn Iterator<Item = (usize, f64)>| candidates.min_by(|a, b| a.1.total_cmp(&b.1));
        let mut against =
            (0..directions.len()).map(|k| (k, along(k, fitted.coefficients[k]))).filter(|(_, x)| *x < 0.0);
        if let Some((k, _)) = least(&mut against) {
            active[k] = false;
            continue;
        }
        let gradient = gradient(values, won, &fitted, l2);
        let mut wanted = (0..directions.len())
            .filter(|&k| !active[k])
            .map(|k| (k, along(k, gradient[k])))
            .filter(|(_, x)| *x < -allowed);
        match least(&mut wanted) {
            Some((k, _)) => active[k] = true,
            None => return Ok(fitted),
        }
    }
    Err(CalibrationRefusal::NotConverged)
}

/// Fits the coefficients that are active; the others are 0.
fn fit_active(values: &Array2<f64>, won: &[bool], active: &[bool], l2: f64) -> Result<Fitted, CalibrationRefusal> {
    let columns: Vec<usize> = (0..active.len()).filter(|&k| active[k]).collect();
    let mut fitted = Fitted { intercept: 0.0, coefficients: vec![0.0; active.len()] };
    if columns.is_empty() {
        let share = won.iter().filter(|w| **w).count() as f64 / won.len() as f64;
        fitted.intercept = (share / (1.0 - share)).ln();
        return Ok(fitted);
    }
    let data = DatasetBase::new(values.select(ndarray::Axis(1), &columns), Array1::from(won.to_vec()));
    let regression = LogisticRegression::default()
        .alpha(l2)
        .max_iterations(ITERATIONS)
        .gradient_tolerance(GRADIENT_SOUGHT * won.len() as f64);
    // Whatever keeps the optimiser from its end (a line search that finds no better point, a number that overflows) is told
    // alike: there is no optimum to show.
    let model = regression.fit(&data).map_err(|_| CalibrationRefusal::NotConverged)?;
    // The class that the crate counts as positive is the more frequent one.
    let sign = if model.labels().pos.class { 1.0 } else { -1.0 };
    fitted.intercept = sign * model.intercept();
    for (&k, coefficient) in columns.iter().zip(model.params()) {
        fitted.coefficients[k] = sign * coefficient;
    }
    let gradient = gradient(values, won, &fitted, l2);
    let steepest =
        columns.iter().map(|&k| gradient[k]).chain(gradient.last().copied()).map(f64::abs).fold(0.0, f64::max);
    // Not a number is not an optimum either.
    if steepest <= GRADIENT_ALLOWED * won.len() as f64 { Ok(fitted) } else { Err(CalibrationRefusal::NotConverged) }
}

/// The gradient of the loss: of each coefficient, and of the intercept at the end.
pub(super) fn gradient(values: &Array2<f64>, won: &[bool], fitted: &Fitted, l2: f64) -> Vec<f64> {
    let mut gradient: Vec<f64> = fitted.coefficients.iter().map(|c| l2 * c).collect();
    gradient.push(0.0);
    for (row, &won) in values.rows().into_iter().zip(won) {
        let z = fitted.intercept + row.iter().zip(&fitted.coefficients).map(|(x, c)| x * c).sum::<f64>();
        let miss = sigmoid(z) - f64::from(u8::from(won));
        for (sum, x) in gradient.iter_mut().zip(row.iter().chain(&[1.0])) {
            *sum += miss * x;
        }
    }
    gradient
}

//! The conditional logit: somebody chooses one of several, each described by a few terms.

/// One choice: the terms of each alternative, and which was taken.
pub struct Choice {
    pub alternatives: Vec<Vec<f64>>,
    pub chosen: usize,
}

/// The weights that make the choices likeliest, with a ridge of 1 on weights of terms scaled to a deviation of 1: by Newton's
/// method, whose steps are halved until they do not make it worse.
pub fn conditional_logit(choices: &[Choice]) -> Vec<f64> {
    let terms = choices[0].alternatives[0].len();
    let scale: Vec<f64> =
        (0..terms).map(|t| deviation(choices.iter().flat_map(|c| &c.alternatives).map(|a| a[t]))).collect();
    let mut weights = vec![0.0; terms];
    let mut loss = slope(choices, &scale, &weights).0;
    for _ in 0..100 {
        let (_, gradient, curvature) = slope(choices, &scale, &weights);
        let step = solve(curvature, gradient);
        let mut share = 1.0;
        loop {
            let next: Vec<f64> = weights.iter().zip(&step).map(|(w, s)| w - share * s).collect();
            let next_loss = slope(choices, &scale, &next).0;
            if next_loss <= loss {
                let done = loss - next_loss < 1e-12;
                (weights, loss) = (next, next_loss);
                if done {
                    return weights.iter().zip(&scale).map(|(w, s)| w / s).collect();
                }
                break;
            }
            share /= 2.0;
            if share < 1e-9 {
                return weights.iter().zip(&scale).map(|(w, s)| w / s).collect();
            }
        }
    }
    weights.iter().zip(&scale).map(|(w, s)| w / s).collect()
}

/// The logistic model as a choice between being and not being: weights of a constant and of the terms.
pub fn logistic(cases: &[(Vec<f64>, bool)]) -> Vec<f64> {
    let choice = |(terms, is): &(Vec<f64>, bool)| {
        let with: Vec<f64> = std::iter::once(1.0).chain(terms.iter().copied()).collect();
        Choice { alternatives: vec![vec![0.0; with.len()], with], chosen: usize::from(*is) }
    };
    conditional_logit(&cases.iter().map(choice).collect::<Vec<_>>())
}

fn deviation(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    let variance = values.map(|v| (v - mean).powi(2)).sum::<f64>() / n;
    if variance > 0.0 { variance.sqrt() } else { 1.0 }
}

/// Loss, gradient and curvature at scaled weights.
fn slope(choices: &[Choice], scale: &[f64], weights: &[f64]) -> (f64, Vec<f64>, Vec<Vec<f64>>) {
    let terms = weights.len();
    let mut loss = weights.iter().map(|w| w * w / 2.0).sum::<f64>();
    let mut gradient = weights.to_vec();
    let mut curvature: Vec<Vec<f64>> =
        (0..terms).map(|i| (0..terms).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    for choice in choices {
        let scaled: Vec<Vec<f64>> =
            choice.alternatives.iter().map(|a| a.iter().zip(scale).map(|(x, s)| x / s).collect()).collect();
        let scores: Vec<f64> = scaled.iter().map(|a| a.iter().zip(weights).map(|(x, w)| x * w).sum()).collect();
        let highest = scores.iter().copied().fold(f64::MIN, f64::max);
        let all: f64 = scores.iter().map(|s| (s - highest).exp()).sum();
        let shares: Vec<f64> = scores.iter().map(|s| (s - highest).exp() / all).collect();
        loss -= shares[choice.chosen].ln();
        let mean: Vec<f64> =
            (0..terms).map(|t| scaled.iter().zip(&shares).map(|(a, p)| p * a[t]).sum::<f64>()).collect();
        for i in 0..terms {
            gradient[i] += mean[i] - scaled[choice.chosen][i];
            for j in 0..terms {
                let product: f64 = scaled.iter().zip(&shares).map(|(a, p)| p * a[i] * a[j]).sum();
                curvature[i][j] += product - mean[i] * mean[j];
            }
        }
    }
    (loss, gradient, curvature)
}

/// Solves a positive definite system by elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for pivot in 0..n {
        for row in pivot + 1..n {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            let above = matrix[pivot].clone();
            matrix[row].iter_mut().zip(&above).for_each(|(cell, above)| *cell -= factor * above);
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

//! How well an order agrees with the truth. Ties count as their average over all orders, so no figure depends on names.

/// The chance that a positive scores above a negative, a tie counting half, with the standard error of Hanley and McNeil
/// (1982).
#[derive(Clone, Copy)]
pub struct Auc {
    pub value: f64,
    pub standard_error: f64,
}

/// The AUC of scores, each with whether it belongs to a positive.
pub fn auc(scored: &[(f64, bool)]) -> Auc {
    let mut order: Vec<(f64, bool)> = scored.to_vec();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut wins) = (0.0, 0.0);
    for tied in order.chunk_by(|a, b| a.0 == b.0) {
        let positives = tied.iter().filter(|(_, positive)| *positive).count() as f64;
        let negatives = tied.len() as f64 - positives;
        wins += positives * (below + negatives / 2.0);
        below += negatives;
    }
    let positives = scored.len() as f64 - below;
    let value = wins / (positives * below);
    let (q1, q2) = (value / (2.0 - value), 2.0 * value * value / (1.0 + value));
    let spread =
        value * (1.0 - value) + (positives - 1.0) * (q1 - value * value) + (below - 1.0) * (q2 - value * value);
    Auc { value, standard_error: (spread / (positives * below)).sqrt() }
}

/// The share of positives among the `k` of the highest scores.
pub fn precision_at(k: usize, scored: &[(f64, bool)]) -> f64 {
    let mut order: Vec<(f64, bool)> = scored.to_vec();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut left, mut found) = (k as f64, 0.0);
    for tied in order.chunk_by(|a, b| a.0 == b.0) {
        let taken = left.min(tied.len() as f64);
        found += taken * tied.iter().filter(|(_, positive)| *positive).count() as f64 / tied.len() as f64;
        left -= taken;
    }
    found / k as f64
}

/// The chance that the one of `score` is among the `k` highest of all, of which it is one.
pub fn among_top(k: usize, score: f64, all: &[f64]) -> f64 {
    let above = all.iter().filter(|other| **other > score).count();
    let tied = all.iter().filter(|other| **other == score).count();
    (k.saturating_sub(above) as f64 / tied as f64).min(1.0)
}

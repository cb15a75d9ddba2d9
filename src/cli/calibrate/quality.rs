//! A fitted model and its quality, for a terminal and as JSON.

use serde_json::{Value, json};

use super::super::table::table;
use crate::service::{Calibration, Direction, Estimate, LogisticModel, Quality, ReliabilityBin, Score};

/// A number with its interval.
pub(super) fn estimate(estimate: Estimate) -> String {
    format!("{:.4} ({:.4} to {:.4})", estimate.value, estimate.low, estimate.high)
}

fn area(auc: Option<Estimate>) -> String {
    auc.map_or_else(|| "-".to_owned(), estimate)
}

/// The whole of it.
pub(super) fn text(calibration: &Calibration) -> String {
    let quality = &calibration.quality;
    let mut text = format!(
        "{} deals of {} customers: {} won, {} lost\n",
        quality.deals, quality.customers, quality.won, quality.lost
    );
    let mut scores = table(["on customers it does not know", "Brier score (95 %)", "AUC (95 %)"]);
    let mut score = |name: &str, score: Score| {
        scores.add_row([name.to_owned(), estimate(score.brier), area(score.auc)]);
    };
    score("model", quality.model);
    if let Some(capped) = quality.capped {
        score("model with the caps of votes", capped);
    }
    if let Some(heuristic) = quality.heuristic {
        score("heuristic", heuristic);
    }
    scores.add_row(["share won".to_owned(), estimate(quality.base_rate_brier), "-".to_owned()]);
    text.push_str(&format!("{scores}\n"));
    if let Some(gain) = quality.gain {
        text.push_str(&format!("Brier score of the heuristic less that of the model: {}\n", estimate(gain)));
    }
    let mut bins = table(["probability from", "to", "deals", "said", "came (95 %)"]);
    for bin in &quality.reliability {
        let ReliabilityBin { deals, from, to, predicted, observed, .. } = *bin;
        let said = [format!("{from:.3}"), format!("{to:.3}"), deals.to_string(), format!("{predicted:.3}")];
        bins.add_row(said.into_iter().chain([estimate(observed)]));
    }
    text.push_str(&format!("{bins}\n"));
    let mut terms = table(["feature", "mean", "standard deviation", "coefficient of one"]);
    for term in &calibration.model.terms {
        terms.add_row([
            term.feature.clone(),
            format!("{:.4}", term.mean),
            format!("{:.4}", term.scale),
            format!("{:+.4}", term.coefficient),
        ]);
    }
    text.push_str(&format!("{terms}\nIntercept {:+.4}", calibration.model.intercept));
    if !calibration.constant.is_empty() {
        text.push_str(&format!("\nThe same for every deal: {}", calibration.constant.join(", ")));
    }
    text
}

fn estimate_json(estimate: Estimate) -> Value {
    json!({ "value": estimate.value, "low": estimate.low, "high": estimate.high })
}

fn score_json(score: Score) -> Value {
    json!({ "brier": estimate_json(score.brier), "auc": score.auc.map(estimate_json) })
}

/// The terms of a model.
pub(super) fn terms_json(model: &LogisticModel) -> Value {
    let term = |term: &crate::service::Term| {
        let direction = match term.direction {
            Direction::Rising => "RISING",
            Direction::Falling => "FALLING",
            Direction::Free => "FREE",
        };
        json!({
            "feature": term.feature,
            "direction": direction,
            "mean": term.mean,
            "scale": term.scale,
            "coefficient": term.coefficient,
        })
    };
    model.terms.iter().map(term).collect()
}

/// The quality in the words of the API.
pub(super) fn quality_json(quality: &Quality) -> Value {
    let bin = |bin: &ReliabilityBin| {
        json!({
            "deals": bin.deals,
            "won": bin.won,
            "from": bin.from,
            "to": bin.to,
            "predicted": bin.predicted,
            "observed": estimate_json(bin.observed),
        })
    };
    json!({
        "deals": quality.deals,
        "customers": quality.customers,
        "won": quality.won,
        "lost": quality.lost,
        "model": score_json(quality.model),
        "capped": quality.capped.map(score_json),
        "heuristic": quality.heuristic.map(score_json),
        "baseRateBrier": estimate_json(quality.base_rate_brier),
        "gain": quality.gain.map(estimate_json),
        "reliability": quality.reliability.iter().map(bin).collect::<Vec<_>>(),
    })
}

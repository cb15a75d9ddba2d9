//! Krackhardt and Lazega: who stands higher, from who asks whom for advice.

use guanxi_scoring::suggestion::ContactGraph;

use crate::data::Survey;
use crate::managers::{ranks, standing};
use crate::measure::{Auc, auc};

/// Dampings that are tried.
const DAMPINGS: std::ops::RangeInclusive<u32> = 1..=19;
/// What somebody who is never asked back may count more, in quarters.
const QUARTERS: std::ops::RangeInclusive<u32> = 0..=4;

pub struct Level {
    pub name: &'static str,
    pub level: &'static str,
    pub people: usize,
    pub upper: usize,
    pub in_degree: Auc,
    /// With the damping that is best on the other network.
    pub page_rank: Auc,
    pub damping: f64,
    /// With the weight that is best on the other network.
    pub unanswered: Auc,
    pub unanswered_weight: f64,
}

fn graph(survey: &Survey) -> ContactGraph {
    ContactGraph::new(survey.upper.len() as u32, survey.advice.iter().map(|(from, to)| (*from, *to, 1)))
}

fn told(survey: &Survey, score: impl Fn(u32) -> f64) -> Auc {
    auc(&survey.upper.iter().zip(0..).map(|(upper, person)| (score(person), *upper)).collect::<Vec<_>>())
}

fn by_rank(survey: &Survey, damping: f64) -> Auc {
    let ranks = ranks(&graph(survey), damping);
    told(survey, |person| ranks[person as usize])
}

fn by_standing(survey: &Survey, unanswered: f64) -> Auc {
    let graph = graph(survey);
    told(survey, |person| standing(&graph, person, unanswered))
}

/// The best of these by AUC, of equal ones the first.
fn best(tried: impl Iterator<Item = f64>, measure: impl Fn(f64) -> Auc) -> f64 {
    let found = tried.map(|value| (value, measure(value).value));
    found.reduce(|best, next| if next.1 > best.1 + 1e-12 { next } else { best }).map_or(0.0, |(value, _)| value)
}

/// The damping that tells the levels of a survey best.
pub fn tuned_damping(survey: &Survey) -> f64 {
    best(DAMPINGS.map(|n| f64::from(n) / 20.0), |damping| by_rank(survey, damping))
}

/// How much more those count who are never asked back, where it tells the levels of a survey best; 0 included.
pub fn tuned_unanswered(survey: &Survey) -> f64 {
    best(QUARTERS.map(|n| f64::from(n) / 4.0), |weight| by_standing(survey, weight))
}

/// Each of two surveys, with what is tuned tuned on the other.
pub fn measure(surveys: &[Survey; 2]) -> Vec<Level> {
    let of = |survey: &Survey, other: &Survey| {
        let (damping, unanswered_weight) = (tuned_damping(other), tuned_unanswered(other));
        let asked = graph(survey);
        Level {
            name: survey.name,
            level: survey.level,
            people: survey.upper.len(),
            upper: survey.upper.iter().filter(|upper| **upper).count(),
            in_degree: told(survey, |person| f64::from(asked.writers(person))),
            page_rank: by_rank(survey, damping),
            damping,
            unanswered: by_standing(survey, unanswered_weight),
            unanswered_weight,
        }
    };
    let [one, another] = surveys;
    vec![of(one, another), of(another, one)]
}

//! What a fit must find, what it must refuse, and its figures against their definitions.

use ndarray::Array2;
use proptest::prelude::*;

use super::folds::{Purpose, generator};
use super::logistic::{Fitted, fit_directed, gradient, sigmoid};
use super::*;
use crate::chain::tests::any_chain;
use crate::chain::{KnownDegree, assess};
use features::{ChainFeature, SignalCounts};
use guanxi_domain::{AttitudeLevel, Coded, Dimension, Policy};
use rand_chacha::rand_core::RngCore;

/// Few repeats and draws: tests run without optimisation.
fn policy() -> CalibrationPolicy {
    CalibrationPolicy { repeats: 2.0, draws: 200.0, ..Policy::default().calibration }
}

/// Uniform in (−1, 1).
fn uniform(generator: &mut impl RngCore) -> f64 {
    f64::from(generator.next_u32()) / f64::from(u32::MAX) * 2.0 - 1.0
}

/// Deals of `customers` customers whose outcome follows a hidden model of two features; the third means nothing.
fn drawn(deals: usize, customers: u32, hidden: [f64; 3], seed: f64) -> Cases {
    let mut draw = generator(&CalibrationPolicy { seed, ..policy() }, Purpose::Folds, 77);
    let feature = |name: &str, direction| Feature { name: name.to_owned(), direction };
    let deal = |n| {
        let values: Vec<f64> = (0..3).map(|_| uniform(&mut draw) * 1.7).collect();
        let p = sigmoid(hidden[0] + hidden[1] * values[0] + hidden[2] * values[1]);
        let won = (uniform(&mut draw) + 1.0) / 2.0 < p;
        ClosedDeal { customer: n as u32 % customers, won, values, heuristic: Some(0.4), cap: None }
    };
    Cases {
        features: vec![
            feature("for us", Direction::Rising),
            feature("against us", Direction::Falling),
            feature("noise", Direction::Free),
        ],
        deals: (0..deals).map(deal).collect(),
    }
}

#[test]
fn a_hidden_model_is_recovered() {
    let cases = drawn(1_500, 60, [0.3, 1.5, -1.0], 4.0);
    let found = calibrate(&cases, &policy()).unwrap();
    let slope = |k: usize| found.model.terms[k].coefficient / found.model.terms[k].scale;
    assert!((slope(0) - 1.5).abs() < 0.25 && (slope(1) + 1.0).abs() < 0.25 && slope(2).abs() < 0.2, "{found:#?}");
    let quality = &found.quality;
    let hidden = |deal: &ClosedDeal| sigmoid(0.3 + 1.5 * deal.values[0] - deal.values[1]);
    let best = cases.deals.iter().map(|d| (hidden(d) - f64::from(u8::from(d.won))).powi(2)).sum::<f64>() / 1_500.0;
    assert!((quality.model.brier.value - best).abs() < 0.005, "{} {best}", quality.model.brier.value);
    assert!(quality.model.brier.high < quality.base_rate_brier.low && quality.gain.unwrap().low > 0.0);
    assert!(quality.model.auc.unwrap().low > 0.7);
    assert_eq!((quality.deals, quality.customers, quality.won + quality.lost), (1_500, 60, 1_500));
    assert_eq!(quality.reliability.len(), 10);
    let inside = quality.reliability.iter().filter(|b| b.observed.low <= b.predicted && b.predicted <= b.observed.high);
    assert!(inside.count() >= 8, "{:#?}", quality.reliability);
}

/// A 95 % interval may miss, but not often.
#[test]
fn outcomes_dealt_out_anew_leave_nothing_to_find() {
    let mut missed = Vec::new();
    for seed in 1..=20 {
        let mut cases = drawn(400, 40, [0.3, 2.0, -1.0], f64::from(seed));
        let mut draw = generator(&policy(), Purpose::Folds, seed);
        for last in (1..cases.deals.len()).rev() {
            let other = folds::below(&mut draw, last + 1);
            let won = cases.deals[last].won;
            cases.deals[last].won = cases.deals[other].won;
            cases.deals[other].won = won;
        }
        let auc = calibrate(&cases, &policy()).unwrap().quality.model.auc.unwrap();
        if auc.low > 0.5 || 0.5 > auc.high {
            missed.push((seed, auc));
        }
    }
    assert!(missed.len() <= 3, "{missed:?}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let cases = drawn(400, 30, [0.0, 1.0, -1.0], 9.0);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| calibrate(&cases, &policy()).unwrap())
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(5));
    let other = calibrate(&cases, &CalibrationPolicy { seed: 2.0, ..policy() }).unwrap();
    assert_eq!(one.model, other.model, "the seed is for the folds alone");
    assert_ne!(one.quality, other.quality);
}

#[test]
fn what_cannot_be_fitted_says_why() {
    let code = |cases: &Cases| calibrate(cases, &policy()).map(|_| "").unwrap_or_else(|refusal| refusal.code());
    let good = drawn(400, 30, [0.0, 1.0, -1.0], 1.0);
    assert_eq!(code(&good), "");
    assert_eq!(code(&Cases::default()), "TOO_FEW_TO_SAY");
    let few = drawn(80, 30, [0.0, 1.0, -1.0], 1.0);
    let refusal = calibrate(&few, &policy()).unwrap_err();
    assert!(refusal.to_string().starts_with("too few to say: "), "{refusal}");
    assert_eq!(code(&drawn(400, 4, [0.0, 1.0, -1.0], 1.0)), "TOO_FEW_CUSTOMERS");
    let changed = |change: &dyn Fn(usize, &mut ClosedDeal)| {
        let mut cases = good.clone();
        cases.deals.iter_mut().enumerate().for_each(|(n, deal)| change(n, deal));
        cases
    };
    assert_eq!(code(&changed(&|_, deal| deal.values = vec![0.1; 3])), "NO_FEATURE");
    let leaks = changed(&|_, deal| deal.values[2] = f64::from(u8::from(!deal.won)));
    assert_eq!(
        calibrate(&leaks, &policy()).unwrap_err(),
        CalibrationRefusal::Separable { alone: Some("noise".into()) }
    );
    let together = changed(&|n, deal| {
        let x = n as f64;
        deal.values = vec![x + if deal.won { 1.0 } else { -1.0 }, x, 0.0];
    });
    let loose = CalibrationPolicy { l2: 1e-6, ..policy() };
    assert_eq!(calibrate(&together, &loose).unwrap_err(), CalibrationRefusal::Separable { alone: None });
    assert_eq!(
        code(&changed(&|n, deal| (deal.customer, deal.won) = (u32::from(n >= 60) * (n as u32), n < 60))),
        "ONE_OUTCOME"
    );
    assert_eq!(code(&changed(&|n, deal| deal.values[1] = if n == 7 { f64::NAN } else { 0.0 })), "NOT_FINITE");
}

#[test]
fn a_feature_that_never_varies_is_told_and_in_no_model() {
    let mut cases = drawn(400, 30, [0.0, 1.0, -1.0], 1.0);
    cases.deals.iter_mut().for_each(|deal| deal.values[2] = 0.3);
    let found = calibrate(&cases, &policy()).unwrap();
    assert_eq!((found.constant, found.model.terms.len()), (vec!["noise".to_owned()], 2));
}

#[test]
fn no_coefficient_goes_against_its_direction() {
    let mut cases = drawn(800, 40, [0.0, 1.5, -1.5], 6.0);
    for feature in &mut cases.features[..2] {
        let turned = if feature.direction == Direction::Rising { Direction::Falling } else { Direction::Rising };
        feature.direction = turned;
    }
    let found = calibrate(&cases, &policy()).unwrap();
    assert_eq!((found.model.terms[0].coefficient, found.model.terms[1].coefficient), (0.0, 0.0));
    assert!(found.quality.model.auc.unwrap().value < 0.6);
}

#[test]
fn figures_are_those_of_their_definitions() {
    let mut cases = drawn(300, 25, [0.0, 1.0, -1.0], 3.0);
    // Equal probabilities occur.
    for deal in &mut cases.deals {
        deal.values.iter_mut().for_each(|x| *x = x.round());
        deal.heuristic = Some((deal.values[0] + 2.0) / 5.0);
        deal.cap = (deal.values[1] > 0.0).then_some(0.5);
    }
    let policy = policy();
    let splits: Vec<Split> = (0..2).map(|r| folds::split(&cases, r, &policy)).collect();
    let predicted = out_of_fold(&cases, &splits, &policy).unwrap();
    let quality = calibrate(&cases, &policy).unwrap().quality;
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
    let model = |r: usize, n: usize| predicted[r].model[n];
    let capped = |r: usize, n: usize| predicted[r].model[n].min(cases.deals[n].cap.unwrap_or(1.0));
    let heuristic = |_: usize, n: usize| cases.deals[n].heuristic.unwrap();
    let check = |score: Score, probability: &dyn Fn(usize, usize) -> f64| {
        near(score.brier.value, oracle::brier(&cases, 2, probability));
        near(score.auc.unwrap().value, oracle::auc(&cases, &splits, probability).unwrap());
        assert!(score.brier.low <= score.brier.value && score.brier.value <= score.brier.high);
    };
    check(quality.model, &model);
    check(quality.capped.unwrap(), &capped);
    check(quality.heuristic.unwrap(), &heuristic);
    near(quality.gain.unwrap().value, quality.heuristic.unwrap().brier.value - quality.capped.unwrap().brier.value);
    near(quality.base_rate_brier.value, oracle::brier(&cases, 2, |r, n| predicted[r].base_rate[n]));
    assert_eq!(quality.reliability.iter().map(|bin| bin.deals).sum::<u32>(), 300);
}

/// Deals, directions and penalty for a fit.
fn any_fit() -> impl Strategy<Value = (Array2<f64>, Vec<bool>, Vec<Direction>, f64)> {
    let direction = proptest::sample::select(vec![Direction::Rising, Direction::Falling, Direction::Free]);
    (1_usize..5, 12_usize..40).prop_flat_map(move |(p, n)| {
        let values = proptest::collection::vec(-2.0_f64..2.0, n * p);
        let won = proptest::collection::vec(any::<bool>(), n)
            .prop_filter("two outcomes", |won| won.iter().any(|w| *w) && won.iter().any(|w| !*w));
        (values, won, proptest::collection::vec(direction.clone(), p), 0.1_f64..3.0)
            .prop_map(move |(values, won, d, l2)| (Array2::from_shape_vec((n, p), values).unwrap(), won, d, l2))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// At the optimum no step that the directions allow makes the loss smaller.
    #[test]
    fn a_fit_is_the_optimum_within_the_directions((values, won, directions, l2) in any_fit()) {
        let fitted = fit_directed(&values, &won, &directions, l2).unwrap();
        let slope = gradient(&values, &won, &fitted, l2);
        let allowed = 1e-6 * won.len() as f64;
        for (k, direction) in directions.iter().enumerate() {
            let c = fitted.coefficients[k];
            let against = match direction {
                Direction::Rising => c < 0.0 || c == 0.0 && slope[k] < -allowed,
                Direction::Falling => c > 0.0 || c == 0.0 && slope[k] > allowed,
                Direction::Free => false,
            };
            prop_assert!(!against, "{k}: {c} {}", slope[k]);
            prop_assert!(c == 0.0 || slope[k].abs() <= allowed, "{k}: {c} {}", slope[k]);
        }
        prop_assert!(slope[directions.len()].abs() <= allowed);
        // And the gradient is that of the loss.
        let least = oracle::loss(&values, &won, &fitted, l2);
        for k in 0..directions.len() {
            let moved = |step: f64| {
                let mut coefficients = fitted.coefficients.clone();
                coefficients[k] += step;
                oracle::loss(&values, &won, &Fitted { coefficients, ..fitted.clone() }, l2)
            };
            let numeric = (moved(1e-5) - moved(-1e-5)) / 2e-5;
            prop_assert!((numeric - slope[k]).abs() < 1e-4, "{numeric} {}", slope[k]);
            let inward = if directions[k] == Direction::Falling { -0.01 } else { 0.01 };
            prop_assert!(moved(inward) >= least - 1e-9);
        }
    }

    /// With weights, votes and freshness as they are, a fitted model never falls when a degree of a member rises.
    #[test]
    fn raising_any_degree_never_lowers_a_fitted_probability(
        chain in any_chain(), coefficients in proptest::collection::vec(0.0_f64..3.0, ChainFeature::ALL.len()),
        signs in proptest::collection::vec(any::<bool>(), ChainFeature::ALL.len()),
    ) {
        let policy = Policy::default();
        let terms = ChainFeature::features().into_iter().zip(coefficients.iter().zip(signs)).map(|(f, (c, plus))| Term {
            coefficient: match f.direction {
                Direction::Rising => *c,
                Direction::Falling => -c,
                Direction::Free => if plus { *c } else { -c },
            },
            feature: f.name,
            direction: f.direction,
            mean: 0.3,
            scale: 0.5,
        });
        let model = LogisticModel { intercept: 0.1, terms: terms.collect() };
        let signals = SignalCounts { yes: 2, no: 1 };
        let probability = |chain: &crate::chain::Chain| {
            let values = ChainFeature::of_chain(chain, &assess(chain, 0, &policy), 0, signals);
            let place = |name: &str| ChainFeature::ALL.iter().position(|f| f.code() == name);
            model.probability(|name| place(name).map(|k| values[k]))
        };
        let before = probability(&chain);
        for k in 0..chain.members.len() {
            for &dimension in Dimension::ALL {
                let ours = chain.members[k].degrees[0];
                let Some(degree) = ours.get(dimension) else { continue };
                let Ok(level) = AttitudeLevel::new(i64::from(degree.level.get()) + 1) else { continue };
                let mut raised = chain.clone();
                raised.members[k].degrees[0] = ours.with(dimension, Some(KnownDegree { level, ..degree }));
                let after = probability(&raised);
                prop_assert!(after >= before - 1e-12, "{before} {after}");
            }
        }
    }
}

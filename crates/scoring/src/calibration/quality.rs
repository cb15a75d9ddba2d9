//! How good probabilities are: Brier score, AUC, reliability, each with what chance alone could make of it.

use rayon::prelude::*;

use super::folds::{Purpose, Split, below, generator};
use super::{Cases, Counts, Predicted, Quality};
use guanxi_domain::CalibrationPolicy;

/// Bins of the reliability curve.
const BINS: usize = 10;
/// Ends of the intervals: 95 of 100 draws are between.
const ENDS: (f64, f64) = (0.025, 0.975);
/// The quantile of the normal distribution that goes with them.
const NORMAL: f64 = 1.959_963_984_540_054;

/// A number with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// How good some probabilities are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Mean of (probability − outcome)²: 0 is perfect, 0.25 is what always saying 0.5 gives.
    pub brier: Estimate,
    /// The chance that a won deal had a higher probability than a lost one, counting equal ones half: 0.5 is what guessing
    /// gives. Absent where no won deal can be compared with a lost one.
    pub auc: Option<Estimate>,
}

/// A tenth of the deals, by the model's probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReliabilityBin {
    pub deals: u32,
    pub won: u32,
    /// The lowest and the highest probability among them.
    pub from: f64,
    pub to: f64,
    /// Mean probability: what the model said.
    pub predicted: f64,
    /// Share won: what came, with the Wilson interval of a share.
    pub observed: Estimate,
}

/// Probabilities of every deal, once for each repeat.
struct Told<'a> {
    /// (probability − outcome)² of each deal, by repeat.
    losses: Vec<Vec<f64>>,
    /// What can be compared: deals of one fold, whose probabilities come from one model; by repeat.
    rankings: Vec<Vec<Ranking>>,
    cases: &'a Cases,
}

/// Deals of one fold, by falling probability; those of equal probability together.
struct Ranking {
    ties: Vec<Vec<u32>>,
}

impl<'a> Told<'a> {
    fn new(cases: &'a Cases, splits: &[Split], folds: u32, probability: impl Fn(usize, usize) -> f64) -> Self {
        let deals = || 0..cases.deals.len();
        let ranking = |r: usize, fold: u32| {
            let of_fold = deals().filter(|&n| splits[r].of_deal[n] == fold);
            Ranking::of(of_fold, |n| probability(r, n))
        };
        let repeats = 0..splits.len();
        Self {
            losses: repeats.clone().map(|r| losses(cases, |n| probability(r, n))).collect(),
            rankings: repeats.map(|r| (0..folds).map(|fold| ranking(r, fold)).collect()).collect(),
            cases,
        }
    }
}

/// (probability − outcome)² of each deal.
fn losses(cases: &Cases, probability: impl Fn(usize) -> f64) -> Vec<f64> {
    let miss = |(n, deal): (usize, &super::ClosedDeal)| probability(n) - f64::from(u8::from(deal.won));
    cases.deals.iter().enumerate().map(|deal| miss(deal).powi(2)).collect()
}

/// The quality of the probabilities of several repeats.
///
/// A Brier score is the mean over repeats and deals. An AUC compares a won and a lost deal only where one model told both, which
/// is within a fold: models of different folds differ in level, and pooling them would pull a worthless model below 0.5.
/// Intervals are the 2.5 and 97.5 of 100 of `draws` draws; each draws as many customers as there are, with replacement, because
/// deals of one customer are not independent, and takes the next of the repeats, because another split would have told something
/// else. Models are not fitted again.
pub(super) fn of(
    cases: &Cases,
    counts: Counts,
    splits: &[Split],
    predicted: &[Predicted],
    policy: &CalibrationPolicy,
) -> Quality {
    let folds = policy.folds as u32;
    let cap = |n: usize| cases.deals[n].cap.unwrap_or(1.0);
    let model = Told::new(cases, splits, folds, |r, n| predicted[r].model[n]);
    let has_caps = cases.deals.iter().any(|deal| deal.cap.is_some());
    let capped = has_caps.then(|| Told::new(cases, splits, folds, |r, n| predicted[r].model[n].min(cap(n))));
    let heuristic: Option<Vec<f64>> = cases.deals.iter().map(|deal| deal.heuristic).collect();
    let heuristic = heuristic.map(|all| Told::new(cases, splits, folds, |_, n| all[n]));
    let base_rate: Vec<Vec<f64>> = predicted.iter().map(|p| losses(cases, |n| p.base_rate[n])).collect();

    let draws = Draws::new(cases, splits.len(), policy);
    let brier = |losses: &[Vec<f64>]| {
        estimate(&draws, |draw| mean(losses, draw)).expect("every draw has deals, and so has the whole")
    };
    let score = |told: &Told<'_>| Score { brier: brier(&told.losses), auc: estimate(&draws, |draw| told.auc(draw)) };
    let in_use = capped.as_ref().unwrap_or(&model);
    let gain = heuristic.as_ref().map(|heuristic| {
        let less = |(one, other): (&Vec<f64>, &Vec<f64>)| one.iter().zip(other).map(|(h, m)| h - m).collect();
        let gains: Vec<Vec<f64>> = heuristic.losses.iter().zip(&in_use.losses).map(less).collect();
        brier(&gains)
    });
    Quality {
        deals: counts.deals,
        customers: counts.customers,
        won: counts.won,
        lost: counts.lost,
        model: score(&model),
        capped: capped.as_ref().map(score),
        heuristic: heuristic.as_ref().map(score),
        base_rate_brier: brier(&base_rate),
        gain,
        reliability: reliability(cases, predicted),
    }
}

/// Draws of customers.
struct Draws {
    /// The place of each deal's customer.
    places: Vec<usize>,
    /// How often each customer counts. In the first draw, every customer counts once.
    times: Vec<Vec<u32>>,
    repeats: usize,
}

/// One draw.
struct Drawn<'a> {
    places: &'a [usize],
    times: &'a [u32],
    /// The repeats whose probabilities count.
    repeats: std::ops::Range<usize>,
}

impl Drawn<'_> {
    fn weight(&self, deal: usize) -> u64 {
        u64::from(self.times[self.places[deal]])
    }
}

impl Draws {
    fn new(cases: &Cases, repeats: usize, policy: &CalibrationPolicy) -> Self {
        let customers: std::collections::BTreeSet<u32> = cases.deals.iter().map(|deal| deal.customer).collect();
        let customers: Vec<u32> = customers.into_iter().collect();
        let place =
            |deal: &super::ClosedDeal| customers.binary_search(&deal.customer).expect("a customer of the deals");
        let draw = |index: u32| {
            let mut generator = generator(policy, Purpose::Customers, index);
            let mut times = vec![0_u32; customers.len()];
            for _ in 0..customers.len() {
                times[below(&mut generator, customers.len())] += 1;
            }
            times
        };
        let as_they_are = vec![1; customers.len()];
        let times = std::iter::once(as_they_are).chain((0..policy.draws as u32).map(draw)).collect();
        Self { places: cases.deals.iter().map(place).collect(), times, repeats }
    }

    fn get(&self, index: usize) -> Drawn<'_> {
        let repeats = match index {
            0 => 0..self.repeats,
            n => (n - 1) % self.repeats..(n - 1) % self.repeats + 1,
        };
        Drawn { places: &self.places, times: &self.times[index], repeats }
    }
}

/// The value of a figure over all deals, with its interval over the draws; draws in which the figure is not there are left out.
fn estimate(draws: &Draws, figure: impl Fn(&Drawn<'_>) -> Option<f64> + Sync) -> Option<Estimate> {
    let figures: Vec<Option<f64>> = (0..draws.times.len()).into_par_iter().map(|n| figure(&draws.get(n))).collect();
    let value = figures[0]?;
    let mut others: Vec<f64> = figures[1..].iter().copied().flatten().collect();
    others.sort_by(f64::total_cmp);
    // Nearest rank; without draws the figure is its own interval.
    let at = |share: f64| {
        let rank = (share * others.len() as f64).ceil() as usize;
        others.get(rank.saturating_sub(1)).copied().unwrap_or(value)
    };
    Some(Estimate { value, low: at(ENDS.0), high: at(ENDS.1) })
}

fn mean(losses: &[Vec<f64>], draw: &Drawn<'_>) -> Option<f64> {
    let (mut sum, mut weight) = (0.0, 0);
    for losses in &losses[draw.repeats.clone()] {
        for (n, loss) in losses.iter().enumerate() {
            sum += loss * draw.weight(n) as f64;
            weight += draw.weight(n);
        }
    }
    (weight > 0).then(|| sum / weight as f64)
}

impl Ranking {
    fn of(deals: impl Iterator<Item = usize>, probability: impl Fn(usize) -> f64) -> Self {
        let mut deals: Vec<(f64, u32)> =
            deals.map(|n| (probability(n), u32::try_from(n).expect("fewer than four thousand million"))).collect();
        deals.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let ties = deals.chunk_by(|a, b| a.0 == b.0).map(|tie| tie.iter().map(|(_, n)| *n).collect());
        Self { ties: ties.collect() }
    }
}

impl Told<'_> {
    /// The share of the pairs of a won and a lost deal in which the won one was told the higher probability.
    fn auc(&self, draw: &Drawn<'_>) -> Option<f64> {
        // Twice the number of pairs, so that half a pair is a whole number: sums do not depend on their order.
        let (mut right, mut pairs) = (0_u64, 0_u64);
        for ranking in self.rankings[draw.repeats.clone()].iter().flatten() {
            let (mut won_above, mut lost) = (0_u64, 0_u64);
            for tie in &ranking.ties {
                let (mut won_here, mut lost_here) = (0_u64, 0_u64);
                for &n in tie {
                    let weight = draw.weight(n as usize);
                    if self.cases.deals[n as usize].won { won_here += weight } else { lost_here += weight }
                }
                right += lost_here * (2 * won_above + won_here);
                won_above += won_here;
                lost += lost_here;
            }
            pairs += 2 * won_above * lost;
        }
        (pairs > 0).then(|| right as f64 / pairs as f64)
    }
}

/// The reliability curve, by deciles of each deal's mean probability over the repeats.
fn reliability(cases: &Cases, predicted: &[Predicted]) -> Vec<ReliabilityBin> {
    let mean = |n: usize| predicted.iter().map(|p| p.model[n]).sum::<f64>() / predicted.len() as f64;
    let mut deals: Vec<(f64, usize)> = (0..cases.deals.len()).map(|n| (mean(n), n)).collect();
    deals.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let bins = (0..BINS).map(|bin| &deals[deals.len() * bin / BINS..deals.len() * (bin + 1) / BINS]);
    bins.filter(|deals| !deals.is_empty())
        .map(|deals| {
            let won = deals.iter().filter(|(_, n)| cases.deals[*n].won).count();
            let count = |n: usize| u32::try_from(n).expect("fewer than four thousand million");
            ReliabilityBin {
                deals: count(deals.len()),
                won: count(won),
                from: deals[0].0,
                to: deals[deals.len() - 1].0,
                predicted: deals.iter().map(|(p, _)| p).sum::<f64>() / deals.len() as f64,
                observed: wilson(won as f64, deals.len() as f64),
            }
        })
        .collect()
}

/// A share with its Wilson interval.
fn wilson(won: f64, of: f64) -> Estimate {
    let (share, z2) = (won / of, NORMAL * NORMAL);
    let centre = (share + z2 / (2.0 * of)) / (1.0 + z2 / of);
    let half = NORMAL / (1.0 + z2 / of) * (share * (1.0 - share) / of + z2 / (4.0 * of * of)).sqrt();
    // Rounding may leave the share itself a hair outside.
    Estimate { value: share, low: (centre - half).max(0.0).min(share), high: (centre + half).min(1.0).max(share) }
}

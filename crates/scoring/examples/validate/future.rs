//! Enron: who will write to whom they never wrote with.

use std::collections::BTreeSet;

use guanxi_domain::SuggestionPolicy;
use guanxi_scoring::suggestion::{AcquaintanceEvidence, ContactGraph, acquaintance_probability};

use crate::data::Enron;
use crate::fit::logistic;
use crate::managers::{Bin, graph_of};
use crate::measure::{Auc, auc, precision_at};

/// One way to order the pairs.
pub struct Way {
    pub name: &'static str,
    pub auc: Auc,
    pub precision_at_100: f64,
}

/// Pairs of people who were active before a day and not in contact, and which of them were afterwards.
pub struct Test {
    pub pairs: usize,
    pub came_true: usize,
    /// Days before and after.
    pub days: [f64; 2],
    pub ways: Vec<Way>,
    pub calibration: Vec<Bin>,
    /// Mean squared error of the probabilities, and of the base rate.
    pub brier: [f64; 2],
}

pub struct Future {
    /// On the last 30 % of the time.
    pub test: Test,
    /// On the same split of the first 70 %, to which the model was fitted.
    pub training: Test,
    /// `base`, `shared`, `department`.
    pub fitted: [f64; 3],
}

pub fn measure(enron: &Enron, shipped: &SuggestionPolicy) -> Future {
    let times = enron.mails.iter().map(|mail| mail.0);
    let (first, last) = (times.clone().min().unwrap_or(0), times.max().unwrap_or(0));
    let at = |share: f64| first + (share * (last - first) as f64) as i64;
    let training = Pairs::new(enron, [first, at(0.49), at(0.7)]);
    let test = Pairs::new(enron, [first, at(0.7), last + 1]);
    let cases: Vec<(Vec<f64>, bool)> = training
        .pairs
        .iter()
        .map(|(evidence, is)| (vec![evidence.cosine(), f64::from(u8::from(evidence.same_department))], *is))
        .collect();
    let weights = logistic(&cases);
    Future {
        test: test.measure(shipped),
        training: training.measure(shipped),
        fitted: [weights[0], weights[1], weights[2]],
    }
}

struct Pairs {
    pairs: Vec<(AcquaintanceEvidence, bool)>,
    days: [f64; 2],
}

impl Pairs {
    /// From mails between the first two moments, about those between the last two.
    fn new(enron: &Enron, [begin, split, end]: [i64; 3]) -> Self {
        let within = |from: i64, to: i64| enron.mails.iter().copied().filter(move |m| m.0 >= from && m.0 < to);
        let past: ContactGraph = graph_of(enron, within(begin, split));
        let later: BTreeSet<(u32, u32)> =
            within(split, end).map(|(_, from, to)| (from.min(to), from.max(to))).collect();
        let department = |person: u32| enron.people[person as usize].department.as_ref();
        let active: Vec<u32> = (0..past.people()).filter(|person| past.degree(*person) > 0).collect();
        let mut pairs = Vec::new();
        for (place, &one) in active.iter().enumerate() {
            for &another in &active[place + 1..] {
                if past.others(one).binary_search_by_key(&another, |(other, _)| *other).is_err() {
                    let evidence = AcquaintanceEvidence {
                        common: past.common(one, another).count() as u32,
                        degrees: [past.degree(one), past.degree(another)],
                        same_department: department(one).is_some() && department(one) == department(another),
                    };
                    pairs.push((evidence, later.contains(&(one, another))));
                }
            }
        }
        let days = |from: i64, to: i64| (to - from) as f64 / 86_400.0;
        Self { pairs, days: [days(begin, split), days(split, end)] }
    }

    fn measure(&self, policy: &SuggestionPolicy) -> Test {
        let way = |name, score: &dyn Fn(&AcquaintanceEvidence) -> f64| {
            let scored: Vec<(f64, bool)> = self.pairs.iter().map(|(e, is)| (score(e), *is)).collect();
            Way { name, auc: auc(&scored), precision_at_100: precision_at(100, &scored) }
        };
        let predicted: Vec<(f64, bool)> =
            self.pairs.iter().map(|(e, is)| (acquaintance_probability(e, policy), *is)).collect();
        let n = self.pairs.len() as f64;
        let came_true = self.pairs.iter().filter(|(_, is)| *is).count();
        let truth = |is: bool| f64::from(u8::from(is));
        let error =
            |of: &dyn Fn(f64) -> f64| predicted.iter().map(|(p, is)| (of(*p) - truth(*is)).powi(2)).sum::<f64>() / n;
        Test {
            pairs: self.pairs.len(),
            came_true,
            days: self.days,
            ways: vec![
                way("common neighbours (baseline)", &|e| f64::from(e.common)),
                way("preferential attachment (baseline)", &|e| f64::from(e.degrees[0]) * f64::from(e.degrees[1])),
                way("cosine of the contacts alone", &AcquaintanceEvidence::cosine),
                way("one department alone", &|e| truth(e.same_department)),
                way("`acquaintance_probability` as shipped", &|e| acquaintance_probability(e, policy)),
            ],
            calibration: bins(&predicted),
            brier: [error(&|p| p), error(&|_| came_true as f64 / n)],
        }
    }
}

fn bins(predicted: &[(f64, bool)]) -> Vec<Bin> {
    let edges = [0.0, 0.05, 0.1, 0.2, 0.3, 1.0];
    let bin = |edge: &[f64]| {
        let within: Vec<_> = predicted.iter().filter(|(p, _)| *p >= edge[0] && *p < edge[1]).collect();
        let n = within.len() as f64;
        Bin {
            from: edge[0],
            to: edge[1],
            pairs: within.len(),
            predicted: within.iter().map(|(p, _)| p).sum::<f64>() / n,
            observed: within.iter().filter(|(_, is)| *is).count() as f64 / n,
        }
    };
    edges.windows(2).map(bin).collect()
}

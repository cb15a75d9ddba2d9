//! Enron: who is a manager, and who is whose.

use std::collections::HashMap;

use guanxi_domain::{Probability, SuggestionPolicy};
use guanxi_scoring::pagerank::{Link, page_rank};
use guanxi_scoring::suggestion::{ContactGraph, ManagerEvidence, likely_managers};

use crate::data::Enron;
use crate::fit::{Choice, conditional_logit};
use crate::measure::{Auc, among_top, auc};

/// How often the manager is found first, and among the first three.
#[derive(Clone, Copy)]
pub struct Found {
    pub top_1: f64,
    pub top_3: f64,
}

/// Held-out probabilities of one range against what came true.
pub struct Bin {
    pub from: f64,
    pub to: f64,
    pub pairs: usize,
    pub predicted: f64,
    pub observed: f64,
}

pub struct Managers {
    pub people: usize,
    pub known_managers: usize,
    pub known_pairs: usize,
    /// Manager or not: by name of the measure.
    pub manager_or_not: Vec<(&'static str, Auc)>,
    /// Who is whose: by name of the measure.
    pub whose: Vec<(&'static str, Found)>,
    pub calibration: Vec<Bin>,
    /// `sent`, `received`, `standing`, `shared`, `none`, fitted to all pairs.
    pub fitted: [f64; 5],
}

/// The graph of all mails.
pub fn graph_of(enron: &Enron, mails: impl Iterator<Item = (i64, u32, u32)>) -> ContactGraph {
    ContactGraph::new(enron.people.len() as u32, mails.map(|(_, from, to)| (from, to, 1)))
}

pub fn measure(enron: &Enron, unanswered: f64, damping: f64, shipped: &SuggestionPolicy) -> Managers {
    let graph = graph_of(enron, enron.mails.iter().copied());
    let managers: HashMap<u32, u32> = enron.managers.iter().copied().collect();
    let everybody: Vec<u32> = (0..graph.people()).collect();
    let division = |person: u32| enron.people[person as usize].division == "Trading";
    // Fitted to one part of the firm, used on the other.
    let crossed = predictions(
        &everybody,
        |person| {
            let others: Vec<u32> = everybody.iter().copied().filter(|p| division(*p) != division(person)).collect();
            (u32::from(division(person)), others)
        },
        &graph,
        &managers,
        shipped,
    );
    // Fitted without the reports of the manager in question.
    let without_team = predictions(
        &everybody,
        |person| {
            let manager = managers.get(&person).copied();
            let others = everybody.iter().copied().filter(|p| managers.get(p).copied() != manager || manager.is_none());
            (manager.unwrap_or(u32::MAX), others.collect())
        },
        &graph,
        &managers,
        shipped,
    );
    let mails = |report: u32, other: u32| {
        let between = graph.between(report, other);
        f64::from(between.sent + between.received)
    };
    let whose = vec![
        ("mails between the two (baseline)", found(&graph, &managers, mails)),
        ("mails that the other wrote", found(&graph, &managers, |r, o| f64::from(graph.between(r, o).received))),
        ("`likely_managers`, fitted to the other division", found(&graph, &managers, score(&crossed))),
        ("`likely_managers`, fitted without that manager's team", found(&graph, &managers, score(&without_team))),
        (
            "`likely_managers` as shipped (fitted to all pairs, so no test)",
            found(&graph, &managers, |r, o| {
                let all = likely_managers(&graph, r, |_| true, shipped);
                all.iter().find(|(who, ..)| *who == o).map_or(0.0, |f| f.2)
            }),
        ),
    ];
    let is_manager: Vec<bool> = everybody.iter().map(|p| managers.values().any(|m| m == p)).collect();
    let told = |score: &dyn Fn(u32) -> f64| {
        auc(&everybody.iter().map(|p| (score(*p), is_manager[*p as usize])).collect::<Vec<_>>())
    };
    let ranks = ranks(&graph, damping);
    let expected = expected_reports(&crossed, everybody.len());
    let manager_or_not = vec![
        ("distinct people who write to them (baseline)", told(&|p| f64::from(graph.writers(p)))),
        ("distinct correspondents", told(&|p| f64::from(graph.degree(p)))),
        ("distinct people who write to them, those never answered more", told(&|p| standing(&graph, p, unanswered))),
        ("PageRank over who writes to whom", told(&|p| ranks[p as usize])),
        ("expected reports by `likely_managers`", told(&|p| expected[p as usize])),
    ];
    Managers {
        people: everybody.len(),
        known_managers: is_manager.iter().filter(|is| **is).count(),
        known_pairs: managers.len(),
        manager_or_not,
        whose,
        calibration: calibration(&crossed, &managers),
        fitted: fit(&everybody, &graph, &managers),
    }
}

/// Those who write to somebody, each of whom they never wrote to counting `unanswered` more.
pub fn standing(graph: &ContactGraph, person: u32, unanswered: f64) -> f64 {
    let never = graph.others(person).iter().filter(|(_, c)| c.received > 0 && c.sent == 0).count();
    f64::from(graph.writers(person)) + unanswered * never as f64
}

pub fn ranks(graph: &ContactGraph, damping: f64) -> Vec<f64> {
    let links: Vec<Link> = (0..graph.people())
        .flat_map(|person| graph.others(person).iter().map(move |(other, contacts)| (person, *other, *contacts)))
        .filter(|(.., contacts)| contacts.sent > 0)
        .map(|(from, to, _)| Link { from: from as usize, to: to as usize, weight: Probability::ONE })
        .collect();
    page_rank(graph.people() as usize, &links, damping)
}

/// Of each pair in contact, the probability that the second manages the first.
type Predicted = HashMap<(u32, u32), f64>;

/// What models fitted to others say: `fold` names the model of a person, and whom it is fitted to.
fn predictions(
    everybody: &[u32],
    fold: impl Fn(u32) -> (u32, Vec<u32>),
    graph: &ContactGraph,
    managers: &HashMap<u32, u32>,
    shipped: &SuggestionPolicy,
) -> Predicted {
    let mut models: HashMap<u32, SuggestionPolicy> = HashMap::new();
    let mut predicted = Predicted::new();
    for person in everybody {
        let (name, others) = fold(*person);
        let model = models.entry(name).or_insert_with(|| {
            let [manager_sent, manager_received, manager_standing, manager_shared, manager_none] =
                fit(&others, graph, managers);
            SuggestionPolicy {
                manager_sent,
                manager_received,
                manager_standing,
                manager_shared,
                manager_none,
                ..shipped.clone()
            }
        });
        let found = likely_managers(graph, *person, |_| true, model);
        predicted.extend(found.iter().map(|(other, _, probability)| ((*person, *other), *probability)));
    }
    predicted
}

/// The weights from those of `people` whose manager is known, and what "none of these" is worth from all of them.
fn fit(people: &[u32], graph: &ContactGraph, managers: &HashMap<u32, u32>) -> [f64; 5] {
    let terms = |report: u32| -> Vec<(u32, Vec<f64>)> {
        let others = graph.others(report).iter();
        let with = |(other, _): &(u32, _)| Some((*other, ManagerEvidence::of(graph, report, *other)?.terms().to_vec()));
        others.filter_map(with).collect()
    };
    let place = |report: u32, all: &[(u32, Vec<f64>)]| {
        let manager = managers.get(&report)?;
        all.iter().position(|(other, _)| other == manager)
    };
    let choices: Vec<Choice> = people
        .iter()
        .filter_map(|report| {
            let all = terms(*report);
            let chosen = place(*report, &all)?;
            Some(Choice { alternatives: all.into_iter().map(|(_, terms)| terms).collect(), chosen })
        })
        .collect();
    let weights = conditional_logit(&choices);
    // Of everybody, with and without a manager among those in contact: the sum of what speaks for these.
    let sums: Vec<(f64, bool)> = people
        .iter()
        .map(|report| {
            let all = terms(*report);
            let power = |t: &Vec<f64>| t.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>().exp();
            (all.iter().map(|(_, terms)| power(terms)).sum(), place(*report, &all).is_some())
        })
        .collect();
    // The expected number without a manager rises with the constant: halved until it is the number there is.
    let without = sums.iter().filter(|(_, has)| !has).count() as f64;
    let (mut low, mut high) = (-100.0f64, 100.0f64);
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        let expected: f64 = sums.iter().map(|(sum, _)| middle.exp() / (middle.exp() + sum)).sum();
        if expected < without { low = middle } else { high = middle }
    }
    [weights[0], weights[1], weights[2], weights[3], low]
}

fn score(predicted: &Predicted) -> impl Fn(u32, u32) -> f64 + '_ {
    |report, other| predicted.get(&(report, other)).copied().unwrap_or(0.0)
}

/// How often the manager is the highest, or among the three highest, of all those in contact with the report.
fn found(graph: &ContactGraph, managers: &HashMap<u32, u32>, score: impl Fn(u32, u32) -> f64) -> Found {
    let top = |k: usize| {
        let hit = |(report, manager): (&u32, &u32)| {
            let scores: Vec<f64> = graph.others(*report).iter().map(|(other, _)| score(*report, *other)).collect();
            let met = graph.others(*report).iter().any(|(other, _)| other == manager);
            if met { among_top(k, score(*report, *manager), &scores) } else { 0.0 }
        };
        managers.iter().map(hit).sum::<f64>() / managers.len() as f64
    };
    Found { top_1: top(1), top_3: top(3) }
}

fn expected_reports(predicted: &Predicted, people: usize) -> Vec<f64> {
    let mut pairs: Vec<_> = predicted.iter().collect();
    pairs.sort_by_key(|(pair, _)| **pair);
    let mut expected = vec![0.0; people];
    pairs.iter().for_each(|((_, manager), probability)| expected[*manager as usize] += **probability);
    expected
}

fn calibration(predicted: &Predicted, managers: &HashMap<u32, u32>) -> Vec<Bin> {
    let edges = [0.0, 0.05, 0.1, 0.2, 0.4, 1.0];
    edges
        .windows(2)
        .map(|edge| {
            let within: Vec<(f64, bool)> = predicted
                .iter()
                .filter(|(_, p)| **p >= edge[0] && (**p < edge[1] || edge[1] == 1.0))
                .map(|((report, other), p)| (*p, managers.get(report) == Some(other)))
                .collect();
            let n = within.len() as f64;
            Bin {
                from: edge[0],
                to: edge[1],
                pairs: within.len(),
                predicted: within.iter().map(|(p, _)| p).sum::<f64>() / n,
                observed: within.iter().filter(|(_, is)| *is).count() as f64 / n,
            }
        })
        .collect()
}

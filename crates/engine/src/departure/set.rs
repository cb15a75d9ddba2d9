//! What is lost when certain people leave together.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::count::Scratch;
use super::part::{Lines, Part, Places};
use crate::coins::Worlds;
use crate::progress::Meter;
use crate::reach::{exact_reach, sampled_reach, whole_worlds};
use crate::relevant::{self, Towards};
use crate::{Cancelled, Graph, Progress, Reach, ReachMethod, Weight};

/// What [`departure`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct DepartureProblem<'a> {
    pub graph: &'a Graph,
    /// The key persons, ascending.
    pub targets: &'a [u32],
    /// How much each of them counts, in the same order.
    pub weights: &'a [Weight],
    /// Our employees, ascending: where routes begin, and whom they do not pass.
    pub employees: &'a [u32],
    /// Who leaves, ascending: employees, contacts, key persons, in any mixture.
    pub leaving: &'a [u32],
    /// Most edges of a route.
    pub max_edges: u8,
    /// Worlds drawn where reach is estimated; rounded up to a multiple of 512.
    pub worlds: u32,
    /// Seed of the coins.
    pub seed: u64,
    /// Most steps of the exact computation of one reach; 0 estimates nearly everything.
    pub exact_budget: u64,
}

/// What is lost when certain people leave.
#[derive(Debug, Clone, PartialEq)]
pub struct Departure {
    /// Σ weight · (before − after).
    pub loss: f64,
    /// Every key person to whom a way within the limit leads over somebody who leaves: greatest part of the loss first, then by number.
    pub key_persons: Vec<ReachChange>,
}

/// A key person's reach before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReachChange {
    pub target: u32,
    pub before: Reach,
    /// Never greater than before; 0 if the key person is among those who leave. Both are exact, or both are counted over the same worlds.
    pub after: Reach,
}

impl ReachChange {
    /// What is lost, not negative.
    pub fn loss(&self) -> f64 {
        self.before.probability - self.after.probability
    }
}

/// What is lost when a set of people leaves together (method §7): the reach of each key person before and after, for those to whom a
/// route leads over one of them.
///
/// # Arguments
/// * `problem`: graph, key persons with their weights, employees, who leaves, and how much effort to spend
/// * `progress`: told after every key person that may be concerned
///
/// # Returns
/// [`Departure`]. Where both reaches can be computed exactly within the budget they are; elsewhere both are counted over the same random
/// worlds, so that their difference is that of those worlds. The same for any number of threads.
///
/// # Errors
/// [`Cancelled`] if who watches stops it.
///
/// # Complexity
/// O(m) to find whom it concerns, for the m lines within `max_edges` of those who leave; then twice that of [`reach`](crate::reach()) for
/// each of them, spread over the threads of the pool this runs in.
///
/// # References
/// The joint importance of several components as what reliability loses without them: Birnbaum 1969, Hong and Lie 1993.
///
/// # Examples
/// Without contact 2 nobody reaches key person 3; key person 4 is not concerned.
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{DepartureProblem, Edge, Graph, Unwatched, Weight, departure};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: from.into() });
/// let graph = Graph::new(5, vec![edge(0, 2, 0.5)?, edge(1, 4, 0.5)?, edge(2, 3, 0.5)?]);
/// let problem = DepartureProblem {
///     graph: &graph, targets: &[3, 4], weights: &[Weight::new(2.0)?; 2], employees: &[0, 1], leaving: &[2],
///     max_edges: 3, worlds: 1024, seed: 1, exact_budget: 1000,
/// };
/// let found = departure(&problem, &Unwatched)?;
/// assert_eq!((found.loss, found.key_persons.len(), found.key_persons[0].target), (0.5, 1, 3));
/// assert_eq!(found.key_persons[0].after.probability, 0.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Panics
/// If a node is not in the graph, key persons, employees or who leaves are not ascending, or there is not one weight for each key
/// person.
pub fn departure(problem: &DepartureProblem<'_>, progress: &dyn Progress) -> Result<Departure, Cancelled> {
    let &DepartureProblem { graph, targets, weights, employees, leaving, max_edges, worlds, seed, .. } = problem;
    for people in [targets, employees, leaving] {
        assert!(people.is_sorted_by(|a, b| a < b), "people are given in ascending order");
    }
    assert_eq!(targets.len(), weights.len(), "one weight for each key person");
    let lines = Lines::new(graph, targets, employees, max_edges);
    let worlds = Worlds { seed, number: whole_worlds(worlds), max_edges: lines.max_edges() };
    let concerned = near_those(problem, &lines);
    let company = Company::without(employees, leaving);
    let meter = Meter::new(progress, concerned.len() as u64);
    let found: Result<Vec<Option<(f64, ReachChange)>>, Cancelled> = concerned
        .par_iter()
        .map_init(
            || Thread::new(graph),
            |thread, &position| {
                let change = thread.change(problem, &lines, &company, worlds, targets[position]);
                meter.advance(1)?;
                Ok(change.map(|change| (weights[position].get() * change.loss(), change)))
            },
        )
        .collect();
    let mut found: Vec<(f64, ReachChange)> = found?.into_iter().flatten().collect();
    let loss = found.iter().map(|(loss, _)| loss).sum();
    // Losses are never negative, and so their bits are in their order.
    found.sort_by_key(|(loss, change)| (Reverse(loss.to_bits()), change.target));
    Ok(Departure { loss, key_persons: found.into_iter().map(|(_, change)| change).collect() })
}

/// The positions of the key persons within `max_edges` steps of somebody who leaves, over contacts: the others have no route over one.
fn near_those(problem: &DepartureProblem<'_>, lines: &Lines) -> Vec<usize> {
    let &DepartureProblem { graph, targets, leaving, .. } = problem;
    let mut near = vec![false; graph.nodes() as usize];
    let mut frontier = leaving.to_vec();
    for &v in &frontier {
        near[v as usize] = true;
    }
    for step in 0..lines.max_edges() {
        let mut next = Vec::new();
        for &head in frontier.iter().flat_map(|&v| graph.heads(v)) {
            if !near[head as usize] {
                near[head as usize] = true;
                // An employee is on a route only as its door, or as the key person it leads to.
                if step + 1 < lines.max_edges() && !lines.is_employee(head) {
                    next.push(head);
                }
            }
        }
        frontier = next;
    }
    (0..targets.len()).filter(|&position| near[targets[position] as usize]).collect()
}

/// The company after the departure, as the exact computation takes it.
struct Company {
    /// The employees who stay.
    staying: Vec<u32>,
    /// Whom no route passes: the employees, and those who leave.
    impassable: Vec<u32>,
}

impl Company {
    fn without(employees: &[u32], leaving: &[u32]) -> Self {
        let staying = employees.iter().copied().filter(|e| leaving.binary_search(e).is_err()).collect();
        let mut impassable = [employees, leaving].concat();
        impassable.sort_unstable();
        impassable.dedup();
        Self { staying, impassable }
    }
}

/// Working memory of one thread.
#[derive(Debug)]
struct Thread {
    part: Part,
    places: Places,
    scratch: Scratch,
    relevant: relevant::Scratch,
}

impl Thread {
    fn new(graph: &Graph) -> Self {
        let (part, places, scratch) = (Part::default(), Places::new(graph.nodes()), Scratch::default());
        Self { part, places, scratch, relevant: relevant::Scratch::new(graph) }
    }

    /// Nothing if no route leads over somebody who leaves.
    fn change(
        &mut self,
        problem: &DepartureProblem<'_>,
        lines: &Lines,
        company: &Company,
        worlds: Worlds,
        target: u32,
    ) -> Option<ReachChange> {
        let leaves = |v: u32| problem.leaving.binary_search(&v).is_ok();
        let Self { part, places, scratch, relevant } = self;
        part.find(lines, target, |_| false, places);
        if part.employees.is_empty() || !part.employees.iter().chain(&part.contacts).any(|&v| leaves(v)) {
            return None;
        }
        let exactly = |passing: &[u32], doors: &[u32], relevant: &mut relevant::Scratch| {
            let towards = Towards::new(problem.graph, target, passing, problem.max_edges);
            exact_reach(problem.graph, &towards, doors, problem.max_edges, problem.exact_budget, relevant)
        };
        let exact =
            |probability: f64| Reach { probability, standard_error: 0.0, worlds: 0, method: ReachMethod::Exact };
        let before = exactly(problem.employees, problem.employees, relevant);
        if leaves(target) {
            let before = before.map_or_else(|| sampled_reach(scratch.reached(part, worlds), worlds.number), exact);
            return Some(ReachChange { target, before, after: exact(0.0) });
        }
        if let Some(before) = before
            && let Some(after) = exactly(&company.impassable, &company.staying, relevant)
        {
            // Rounding may put the last digit of the lesser number above that of the greater.
            return Some(ReachChange { target, before: exact(before), after: exact(after.min(before)) });
        }
        let before = scratch.reached(part, worlds);
        part.find(lines, target, leaves, places);
        let after = scratch.reached(part, worlds);
        let counted = |successes| sampled_reach(successes, worlds.number);
        Some(ReachChange { target, before: counted(before), after: counted(after) })
    }
}

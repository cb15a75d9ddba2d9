//! The loss that each employee's departure would cause.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::count::{Counted, Scratch};
use super::part::{Lines, Part, Places};
use crate::coins::Worlds;
use crate::per_thread::PerThread;
use crate::progress::Meter;
use crate::reach::whole_worlds;
use crate::weight::of_units;
use crate::{Cancelled, Graph, Progress, Weight};

/// What [`departure_losses`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct DepartureLossProblem<'a> {
    pub graph: &'a Graph,
    /// The key persons, ascending.
    pub targets: &'a [u32],
    /// How much each of them counts, in the same order.
    pub weights: &'a [Weight],
    /// Our employees, ascending: where routes begin, and whom they do not pass.
    pub employees: &'a [u32],
    /// Most edges of a route.
    pub max_edges: u8,
    /// Worlds drawn; rounded up to a multiple of 512.
    pub worlds: u32,
    /// Seed of the coins.
    pub seed: u64,
}

/// What every employee's departure would cost.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartureLosses {
    /// Worlds drawn.
    pub worlds: u32,
    /// Σ weight · reach over all key persons, with everybody there.
    pub reach: f64,
    /// Every employee, greatest loss first, then by number.
    pub employees: Vec<EmployeeLoss>,
}

/// What one employee's departure would cost.
#[derive(Debug, Clone, PartialEq)]
pub struct EmployeeLoss {
    pub employee: u32,
    /// Σ weight · (reach with her − reach without her).
    pub loss: f64,
    /// The standard error of the loss is at most this: the sum of those of its parts, whose dependence is not known. A part
    /// that no world showed is not in it.
    pub standard_error: f64,
    /// The key persons who make it up: greatest part first, then by number.
    pub key_persons: Vec<LostReach>,
}

/// A key person whom we reach less without an employee.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LostReach {
    pub target: u32,
    /// The worlds in which only this employee reaches the key person.
    pub worlds: u32,
    /// The reach that is lost: those worlds' share of all.
    pub reach: f64,
}

/// The ranking of all employees by the reach that would be lost if they left, one at a time (method §7):
/// loss(e) = Σ_K weight(K) · (reach(K) − reach(K without e)).
///
/// Reach is counted over fixed random worlds, the same for everybody. No route passes an employee, so that without e exactly those worlds
/// are lost in which e alone has an open route: one pass over a key person's worlds, which keeps for every world whether one
/// employee has succeeded or more, gives the losses of all employees at once. It is the same, to the last world, as
/// removing one after the other ([`departure_losses_one_by_one`]).
///
/// # Arguments
/// * `problem`: graph, key persons with their weights, employees, limit, and the worlds
/// * `progress`: told after every 16 key persons
///
/// # Returns
/// [`DepartureLosses`]. The same for any number of threads, and whatever the numbering of the nodes but for the order of equals.
///
/// # Errors
/// [`Cancelled`] if who watches stops it.
///
/// # Complexity
/// O(worlds/64 · m) words for each key person at worst, m being the lines within `max_edges` of it; a world is given up when two
/// employees have reached the key person in it. Key persons are spread over the threads of the pool this runs in, each of which
/// needs 4 bytes for each person of the graph; the lines take 20 bytes each, the answer 16 a pair of employee and key person.
///
/// # References
/// A component's importance as the reliability with it less that without it: Birnbaum 1969. Possible worlds, one bit each, as in
/// [`reach`](crate::reach()).
///
/// # Examples
/// Employees 0 and 1 both reach key person 2, with certainty: neither is missed. Only employee 1 reaches key person 3.
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{DepartureLossProblem, Edge, Graph, Unwatched, Weight, departure_losses};
///
/// let edge = |from, to| Edge { from, to, probability: Probability::ONE, coin: u64::from(from * 10 + to) };
/// let graph = Graph::new(4, vec![edge(0, 2), edge(1, 2), edge(1, 3)]);
/// let problem = DepartureLossProblem {
///     graph: &graph, targets: &[2, 3], weights: &[Weight::new(5.0)?, Weight::new(1.0)?], employees: &[0, 1],
///     max_edges: 3, worlds: 1024, seed: 1,
/// };
/// let found = departure_losses(&problem, &Unwatched)?;
/// let losses: Vec<_> = found.employees.iter().map(|e| (e.employee, e.loss)).collect();
/// assert_eq!((found.reach, losses), (6.0, vec![(1, 1.0), (0, 0.0)]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Panics
/// If a node is not in the graph, key persons or employees are not ascending, or there is not one weight for each key person.
pub fn departure_losses(
    problem: &DepartureLossProblem<'_>,
    progress: &dyn Progress,
) -> Result<DepartureLosses, Cancelled> {
    let lines = problem.lines();
    let worlds = problem.worlds();
    let meter = Meter::new(progress, problem.targets.len() as u64);
    let threads = PerThread::new();
    let counted: Result<Vec<Vec<Row>>, Cancelled> = problem
        .targets
        .par_chunks(16)
        .map(|targets| {
            let rows = threads.with(
                || Thread::new(problem.graph),
                |thread| targets.iter().map(|&target| thread.row(&lines, target, worlds)).collect(),
            );
            meter.advance(targets.len() as u64)?;
            Ok(rows)
        })
        .collect();
    let rows: Vec<Row> = counted?.into_iter().flatten().collect();
    Ok(problem.losses(&rows))
}

/// As [`departure_losses`], but the slow, obvious way: each of `removed` is taken out of the company, and the reach of every key person
/// she has a route to is counted again without her. The losses of those not removed are left at 0. It is what tests hold
/// `departure_losses` to, and what the benchmark compares it with.
///
/// # Errors
/// [`Cancelled`] if who watches stops it.
///
/// # Panics
/// As [`departure_losses`].
pub fn departure_losses_one_by_one(
    problem: &DepartureLossProblem<'_>,
    removed: &[u32],
    progress: &dyn Progress,
) -> Result<DepartureLosses, Cancelled> {
    let lines = problem.lines();
    let worlds = problem.worlds();
    let mut thread = Thread::new(problem.graph);
    let mut rows: Vec<Row> = Vec::new();
    let mut of_employee: Vec<Vec<u32>> = vec![Vec::new(); problem.graph.nodes() as usize];
    for (position, &target) in (0u32..).zip(problem.targets) {
        thread.part.find(&lines, target, |_| false, &mut thread.places);
        for &employee in &thread.part.employees {
            of_employee[employee as usize].push(position);
        }
        rows.push(Row { reached: thread.scratch.reached(&thread.part, worlds), alone: Vec::new() });
    }
    let meter = Meter::new(progress, removed.len() as u64);
    for &employee in removed {
        for &position in &of_employee[employee as usize] {
            let row = &mut rows[position as usize];
            let target = problem.targets[position as usize];
            thread.part.find(&lines, target, |v| v == employee, &mut thread.places);
            let lost = row.reached - thread.scratch.reached(&thread.part, worlds);
            if lost > 0 {
                row.alone.push((employee, lost as u32));
            }
        }
        meter.advance(1)?;
    }
    Ok(problem.losses(&rows))
}

/// What was counted for one key person: only employees without whom a world is lost.
#[derive(Debug, Clone)]
struct Row {
    reached: u64,
    alone: Vec<(u32, u32)>,
}

/// Working memory of one thread.
#[derive(Debug)]
struct Thread {
    part: Part,
    places: Places,
    scratch: Scratch,
}

impl Thread {
    fn new(graph: &Graph) -> Self {
        Self { part: Part::default(), places: Places::new(graph.nodes()), scratch: Scratch::default() }
    }

    fn row(&mut self, lines: &Lines, target: u32, worlds: Worlds) -> Row {
        self.part.find(lines, target, |_| false, &mut self.places);
        let Counted { reached, alone } = self.scratch.reached_and_alone(&self.part, worlds);
        let alone = self.part.employees.iter().copied().zip(alone).filter(|(_, worlds)| *worlds > 0).collect();
        Row { reached, alone }
    }
}

impl DepartureLossProblem<'_> {
    fn lines(&self) -> Lines {
        assert!(self.targets.is_sorted_by(|a, b| a < b), "key persons are given in ascending order");
        assert!(self.employees.is_sorted_by(|a, b| a < b), "employees are given in ascending order");
        assert_eq!(self.targets.len(), self.weights.len(), "one weight for each key person");
        Lines::new(self.graph, self.targets, self.employees, self.max_edges)
    }

    fn worlds(&self) -> Worlds {
        Worlds { seed: self.seed, number: whole_worlds(self.worlds), max_edges: self.max_edges.min(254) }
    }

    /// Adds up the rows of the key persons, which are given in their order.
    fn losses(&self, rows: &[Row]) -> DepartureLosses {
        let worlds = whole_worlds(self.worlds);
        let share = |of: u64| of as f64 / worlds as f64;
        let units =
            |position: u32, worlds: u64| u128::from(self.weights[position as usize].units()) * u128::from(worlds);
        let reach: u128 = (0..).zip(rows).map(|(position, row)| units(position, row.reached)).sum();

        // The rows of the employees: positions of key persons, ascending, each with the worlds lost.
        let mut start = vec![0usize; self.graph.nodes() as usize + 1];
        for &(employee, _) in rows.iter().flat_map(|row| &row.alone) {
            start[employee as usize + 1] += 1;
        }
        for v in 1..start.len() {
            start[v] += start[v - 1];
        }
        let (mut next, mut lost) = (start.clone(), vec![(0u32, 0u32); start[start.len() - 1]]);
        for (position, row) in (0u32..).zip(rows) {
            for &(employee, worlds) in &row.alone {
                lost[next[employee as usize]] = (position, worlds);
                next[employee as usize] += 1;
            }
        }

        let of_employee = |&employee: &u32| {
            let mut parts = lost[start[employee as usize]..start[employee as usize + 1]].to_vec();
            let error = |&(position, lost): &(u32, u32)| {
                // The weight times √(p(1 − p)/n), with weight · n · p the units.
                let weighted = of_units(units(position, lost.into()));
                weighted * ((1.0 - share(lost.into())) / f64::from(lost)).sqrt() / worlds as f64
            };
            let standard_error = parts.iter().map(error).sum();
            let sum: u128 = parts.iter().map(|&(position, worlds)| units(position, worlds.into())).sum();
            parts.sort_unstable_by_key(|&(position, worlds)| (Reverse(units(position, worlds.into())), position));
            let part = |&(position, worlds): &(u32, u32)| LostReach {
                target: self.targets[position as usize],
                worlds,
                reach: share(worlds.into()),
            };
            let (loss, key_persons) = (of_units(sum) / worlds as f64, parts.iter().map(part).collect());
            (sum, EmployeeLoss { employee, loss, standard_error, key_persons })
        };
        let mut employees: Vec<(u128, EmployeeLoss)> = self.employees.par_iter().map(of_employee).collect();
        employees.sort_by_key(|(units, of)| (Reverse(*units), of.employee));
        DepartureLosses {
            worlds: u32::try_from(worlds).unwrap_or(u32::MAX),
            reach: of_units(reach) / worlds as f64,
            employees: employees.into_iter().map(|(_, loss)| loss).collect(),
        }
    }
}

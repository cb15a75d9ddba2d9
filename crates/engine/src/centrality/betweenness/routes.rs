//! Betweenness on the routes from our company to key persons.

use rayon::prelude::*;

use crate::cost::Rank;
use crate::inward::Inward;
use crate::progress::Meter;
use crate::{Cancelled, Graph, Progress, Weight};

/// What [`route_betweenness`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct RouteBetweennessProblem<'a> {
    pub graph: &'a Graph,
    /// The key persons, ascending, and how much each counts.
    pub targets: &'a [(u32, Weight)],
    /// Our employees, ascending: where routes begin, and whom they do not pass outside the company.
    pub employees: &'a [u32],
    /// Most edges inside the company, from an employee over colleagues to a door; 0 for routes of doors alone.
    pub max_inside: u8,
    /// Most edges from a door over contacts to the key person.
    pub max_edges: u8,
}

/// Who stands on the best routes from our company to key persons.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteBetweenness {
    /// Of each node: Σ over employees e and key persons K of the weight of K times the part of their best routes that lead through
    /// the node; neither e nor K counts.
    pub scores: Vec<f64>,
    /// Pairs of employee and key person with a route.
    pub pairs: u64,
}

/// The bridge score of everybody (method §7): how much decision power is reached through them.
///
/// A route leads from an employee over at most `max_inside` lines between colleagues to a door, and from there over contacts, in at
/// most `max_edges` lines, to the key person. Of each employee and key person the best routes count, those of least (cost, edges);
/// where they tie, each by its part. Their order by nodes does not count: nobody is a bridge because of their number.
///
/// # Arguments
/// * `problem`: graph, key persons, employees and limits
/// * `progress`: told after each key person; may stop
///
/// # Returns
/// Exact scores; each key person's part is rounded to 2⁻³². The same for any number of threads.
///
/// # Errors
/// [`Cancelled`] when `progress` says so.
///
/// # Complexity
/// O(L·m + I·c) for each key person, m being the lines within L steps of it and c the lines between colleagues; 4 · (L + I + 2)
/// bytes a node for each thread.
///
/// # References
/// Brandes: A faster algorithm for betweenness centrality, 2001, by layers of Bellman 1958, so that the number of edges is limited.
///
/// # Examples
/// Employee 0 knows nobody but colleague 1, who knows contact 2, who moves key person 3:
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::centrality::{RouteBetweennessProblem, route_betweenness};
/// use guanxi_engine::{Edge, Graph, Unwatched, Weight};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: 0 });
/// let graph = Graph::new(4, vec![edge(0, 1, 0.5)?, edge(1, 2, 0.25)?, edge(2, 3, 0.3)?]);
/// let targets = [(3, Weight::new(10.0)?)];
/// let (employees, max_inside, max_edges) = (&[0, 1][..], 2, 3);
/// let problem = RouteBetweennessProblem { graph: &graph, targets: &targets, employees, max_inside, max_edges };
/// let found = route_betweenness(&problem, &Unwatched)?;
/// assert_eq!((found.scores, found.pairs), (vec![0.0, 10.0, 20.0, 0.0], 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Panics
/// If a node is not in the graph, or key persons or employees are not ascending.
pub fn route_betweenness(
    problem: &RouteBetweennessProblem<'_>,
    progress: &dyn Progress,
) -> Result<RouteBetweenness, Cancelled> {
    let &RouteBetweennessProblem { graph, targets, employees, max_edges, .. } = problem;
    assert!(targets.is_sorted_by(|a, b| a.0 < b.0), "key persons are given in ascending order");
    assert!(employees.is_sorted_by(|a, b| a < b), "employees are given in ascending order");
    let nodes = graph.nodes() as usize;
    let mut is_employee = vec![false; nodes];
    employees.iter().for_each(|&employee| is_employee[employee as usize] = true);
    let persons: Vec<u32> = targets.iter().map(|target| target.0).collect();
    let outside = Inward::new(graph, &persons, &is_employee, max_edges, |head, place| {
        Rank::of_edge(graph.incoming_costs(head)[place])
    });
    let inside = Inside::new(graph, employees, &is_employee);
    let meter = Meter::new(progress, targets.len() as u64);
    let counted = targets
        .par_iter()
        .try_fold(
            || None,
            |counts: Option<(Layers<'_>, Counts)>, &(target, weight)| {
                let fresh = || (Layers::new(problem, &outside, &inside), Counts::new(nodes));
                let (mut layers, mut counts) = counts.unwrap_or_else(fresh);
                counts.pairs += layers.find(target);
                layers.share(target, |node, share| {
                    counts.units[node as usize] += (share * weight.units() as f64).round() as u128;
                });
                meter.advance(1)?;
                Ok(Some((layers, counts)))
            },
        )
        .map(|counts| Ok(counts?.map(|(_, counts)| counts)))
        .try_reduce(|| None, |a, b| Ok(Counts::added(a, b)))?;
    let counts = counted.unwrap_or_else(|| Counts::new(nodes));
    Ok(RouteBetweenness {
        scores: counts.units.into_iter().map(crate::weight::of_units).collect(),
        pairs: counts.pairs,
    })
}

/// What has been counted, in whole numbers, so that their order does not matter.
struct Counts {
    units: Vec<u128>,
    pairs: u64,
}

impl Counts {
    fn new(nodes: usize) -> Self {
        Self { units: vec![0; nodes], pairs: 0 }
    }

    fn added(a: Option<Self>, b: Option<Self>) -> Option<Self> {
        let (mut a, b) = match (a, b) {
            (Some(a), Some(b)) => (a, b),
            (one, other) => return one.or(other),
        };
        a.units.iter_mut().zip(b.units).for_each(|(a, b)| *a += b);
        a.pairs += b.pairs;
        Some(a)
    }
}

/// The lines between colleagues, by head.
struct Inside {
    start: Vec<u32>,
    lines: Vec<(u32, Rank)>,
}

impl Inside {
    fn new(graph: &Graph, employees: &[u32], is_employee: &[bool]) -> Self {
        let mut start = vec![0];
        let mut lines = Vec::new();
        let mut next = employees.iter().copied().peekable();
        for head in 0..graph.nodes() {
            if next.next_if_eq(&head).is_some() {
                let row = graph.tails(head).iter().zip(graph.incoming_costs(head));
                let row = row.filter(|(tail, _)| **tail != head && is_employee[**tail as usize]);
                lines.extend(row.map(|(&tail, &cost)| (tail, Rank::of_edge(cost))));
            }
            start.push(lines.len() as u32);
        }
        Self { start, lines }
    }

    fn lines_into(&self, head: u32) -> &[(u32, Rank)] {
        &self.lines[self.start[head as usize] as usize..self.start[head as usize + 1] as usize]
    }
}

/// Somebody with so many edges left to the key person.
#[derive(Debug, Clone, Copy)]
struct State {
    node: u32,
    /// The least way from here, and how many such ways there are.
    rank: Rank,
    routes: f64,
    /// How many of the pairs whose routes are counted pass here, each by its part.
    share: f64,
}

/// Everybody with so many edges left.
struct Layer {
    /// Where each node is among `states`.
    place: Vec<u32>,
    states: Vec<State>,
}

/// Not in the layer.
const NOWHERE: u32 = u32::MAX;

impl Layer {
    fn new(nodes: u32) -> Self {
        Self { place: vec![NOWHERE; nodes as usize], states: Vec::new() }
    }

    fn clear(&mut self) {
        self.states.drain(..).for_each(|state| self.place[state.node as usize] = NOWHERE);
    }

    fn get(&self, node: u32) -> Option<&State> {
        self.states.get(self.place[node as usize] as usize)
    }

    /// Some ways from a node.
    fn offer(&mut self, node: u32, rank: Rank, routes: f64) {
        let place = &mut self.place[node as usize];
        if *place == NOWHERE {
            *place = self.states.len() as u32;
            self.states.push(State { node, rank, routes, share: 0.0 });
            return;
        }
        let state = &mut self.states[*place as usize];
        if rank < state.rank {
            (state.rank, state.routes) = (rank, routes);
        } else if rank == state.rank {
            state.routes += routes;
        }
    }

    /// The part of a node's pairs that go on over a line to `next`.
    fn part(&self, node: u32, line: Rank, next: &State) -> f64 {
        let Some(state) = self.get(node).filter(|state| state.rank == line.plus(next.rank)) else { return 0.0 };
        state.share * next.routes / state.routes
    }
}

/// The layers of one key person after the other.
struct Layers<'a> {
    outside_lines: &'a Inward<Rank>,
    inside_lines: &'a Inside,
    /// The key person and contacts, by the number of edges left: 0 to L − 1.
    outside: Vec<Layer>,
    /// Employees, by the number of edges inside left: 0 for doors.
    inside: Vec<Layer>,
}

impl<'a> Layers<'a> {
    fn new(problem: &RouteBetweennessProblem<'_>, outside_lines: &'a Inward<Rank>, inside_lines: &'a Inside) -> Self {
        let layer = |_| Layer::new(problem.graph.nodes());
        Self {
            outside_lines,
            inside_lines,
            outside: (0..problem.max_edges).map(layer).collect(),
            inside: (0..=problem.max_inside).map(layer).collect(),
        }
    }

    /// Fills the layers for a key person; returns how many employees have a route.
    fn find(&mut self, target: u32) -> u64 {
        let Self { outside_lines, inside_lines, outside, inside } = self;
        outside.iter_mut().chain(&mut *inside).for_each(Layer::clear);
        for left in 0..outside.len() {
            let (nearer, layer) = outside.split_at_mut(left);
            layer[0].offer(target, Rank::START, 1.0);
            for next in nearer.last().map_or(&[][..], |layer| &layer.states) {
                for (tail, &line) in outside_lines.contacts_into(next.node).filter(|(tail, _)| *tail != target) {
                    layer[0].offer(tail, line.plus(next.rank), next.routes);
                }
            }
        }
        for next in outside.last().map_or(&[][..], |layer| &layer.states) {
            for (tail, &line) in outside_lines.employees_into(next.node).filter(|(tail, _)| *tail != target) {
                inside[0].offer(tail, line.plus(next.rank), next.routes);
            }
        }
        for left in 1..inside.len() {
            let (nearer, layer) = inside.split_at_mut(left);
            for door in &nearer[0].states {
                layer[0].offer(door.node, door.rank, door.routes);
            }
            for next in &nearer[left - 1].states {
                for &(tail, line) in inside_lines.lines_into(next.node).iter().filter(|(tail, _)| *tail != target) {
                    layer[0].offer(tail, line.plus(next.rank), next.routes);
                }
            }
        }
        inside.last().map_or(0, |layer| layer.states.len() as u64)
    }

    /// Tells how many pairs pass each node, each by its part; a node may be told several times.
    fn share(&mut self, target: u32, mut tell: impl FnMut(u32, f64)) {
        let Self { outside_lines, inside_lines, outside, inside } = self;
        let last = inside.len() - 1;
        inside[last].states.iter_mut().for_each(|state| state.share = 1.0);
        for left in (1..=last).rev() {
            let (nearer, layer) = inside.split_at_mut(left);
            for next in &mut nearer[left - 1].states {
                let parts =
                    inside_lines.lines_into(next.node).iter().map(|&(tail, line)| layer[0].part(tail, line, next));
                let share: f64 = parts.sum();
                tell(next.node, share);
                next.share += share;
            }
            // Who leaves the company at once does not stand between.
            for door in &mut nearer[0].states {
                let Some(state) = layer[0].get(door.node).filter(|state| state.rank == door.rank) else { continue };
                door.share += state.share * door.routes / state.routes;
            }
        }
        for left in (0..outside.len()).rev() {
            let (nearer, further) = outside.split_at_mut(left + 1);
            for next in &mut nearer[left].states {
                next.share = match further.first() {
                    Some(layer) => {
                        let lines = outside_lines.contacts_into(next.node);
                        lines.map(|(tail, &line)| layer.part(tail, line, next)).sum()
                    }
                    None => {
                        let lines = outside_lines.employees_into(next.node);
                        lines.map(|(tail, &line)| inside[0].part(tail, line, next)).sum()
                    }
                };
                if next.node != target {
                    tell(next.node, next.share);
                }
            }
        }
    }
}

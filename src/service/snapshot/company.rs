//! The graph of the whole company on a day, as one viewer may see it.

use std::sync::Arc;

use rayon::prelude::*;

use crate::domain::{AsOf, Id, Policy, Probability, Viewer, fact_id};
use crate::engine::{Edge, Graph};
use crate::service::lines::LineKind;
use crate::service::neighbourhood::{Direction, Node};

use super::around::{Around, small_units};
use super::choice::{Drawn, Eyes};
use super::facts::Facts;

/// People whose lines one thread draws before it takes others.
const PEOPLE_AT_ONCE: usize = 512;

/// Everything that carries influence on a day, as one viewer may see it: what a point question of this viewer would meet, for
/// everybody at once.
///
/// Nodes are people in the order of their identifiers, everybody who is recorded; behind them the colleagues behind blind lines,
/// in the order of their masks. Of each ordered pair there is at most one line (method §7, "Edge strength"), also between
/// colleagues and into them: who may be on a route is for the question to say.
#[derive(Debug)]
pub struct DrawnGraph {
    facts: Arc<Facts>,
    graph: Graph,
    /// Of each edge.
    traits: Box<[Traits]>,
    /// Mask and person of each masked node.
    masks: Box<[(u64, u32)]>,
    /// Our own people on the day, by node; masked ones too.
    employees: Box<[u32]>,
    /// Recorded lines of other teams.
    omitted: u64,
    day: i32,
}

/// What is kept of a line beside what the engine needs.
#[derive(Debug, Clone, Copy)]
struct Traits {
    kind: LineKind,
    cold: bool,
}

/// A line of the graph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CompanyLine {
    pub from: u32,
    pub to: u32,
    pub kind: LineKind,
    pub strength: Probability,
    /// At its floor: known, but cold.
    pub cold: bool,
}

/// A line on its way into the graph: where it begins, whether behind a mask, where it ends.
struct Meant {
    from: u32,
    masked: bool,
    to: u32,
    line: Drawn,
}

impl DrawnGraph {
    /// Draws the graph; runs on the threads of the pool it is called on.
    pub fn new(facts: Arc<Facts>, policy: &Policy, viewer: &Viewer, as_of: AsOf, day: i32) -> Self {
        let eyes = Eyes::new(&facts, policy, viewer, as_of, day);
        let small = small_units(&facts, day, policy.derived.department_members_max as usize);
        let n = facts.people.len() as u32;
        let starts: Vec<u32> = (0..n).step_by(PEOPLE_AT_ONCE).collect();
        let drawn: Vec<(Vec<Meant>, u64)> = starts
            .into_par_iter()
            .map(|start| {
                let mut around = Around::new(&facts, day, Direction::Into, &small);
                let (mut lines, mut omitted) = (Vec::new(), 0);
                for to in start..n.min(start + PEOPLE_AT_ONCE as u32) {
                    around.each(to, |from, ties| {
                        let seen = eyes.see(from, to, ties);
                        omitted += u64::from(seen.omitted);
                        let meant = |line, masked| Meant { from, masked, to, line: eyes.tossed(line, from, to) };
                        lines.extend(seen.open.map(|line| meant(line, false)));
                        lines.extend(seen.masked.map(|line| meant(line, true)));
                    });
                }
                (lines, omitted)
            })
            .collect();
        let omitted = drawn.iter().map(|(_, omitted)| omitted).sum();
        let mut lines: Vec<Meant> = drawn.into_iter().flat_map(|(lines, _)| lines).collect();

        let mask = |person: u32| fact_id("masked", &[Some(facts.people.id(person).as_str())]).stable_hash();
        let mut behind: Vec<u32> = lines.iter().filter(|line| line.masked).map(|line| line.from).collect();
        behind.sort_unstable();
        behind.dedup();
        let mut masks: Vec<(u64, u32)> = behind.into_iter().map(|person| (mask(person), person)).collect();
        masks.sort_unstable();
        let mut by_person: Vec<(u32, u32)> = (n..).zip(&masks).map(|(node, (_, person))| (*person, node)).collect();
        by_person.sort_unstable();
        for line in lines.iter_mut().filter(|line| line.masked) {
            if let Ok(place) = by_person.binary_search_by_key(&line.from, |(person, _)| *person) {
                line.from = by_person[place].1;
            }
        }
        lines.par_sort_unstable_by_key(|line| (line.from, line.to));

        let edge = |meant: &Meant| Edge {
            from: meant.from,
            to: meant.to,
            probability: meant.line.strength,
            coin: meant.line.coin,
        };
        let traits = |meant: &Meant| Traits { kind: meant.line.kind, cold: meant.line.cold };
        let graph = Graph::new(n + masks.len() as u32, lines.iter().map(edge).collect());
        let employees = (0..n).filter(|&person| eyes.is_employee(person)).chain((n..).take(masks.len()));
        Self {
            graph,
            traits: lines.iter().map(traits).collect(),
            employees: employees.collect(),
            masks: masks.into(),
            omitted,
            day,
            facts,
        }
    }
}

impl DrawnGraph {
    /// The graph as the engine takes it.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Our own people on the day, ascending; masked colleagues are among them.
    pub fn employees(&self) -> &[u32] {
        &self.employees
    }

    /// The day, counted from 1970.
    pub fn day(&self) -> i32 {
        self.day
    }

    /// Recorded lines of other teams, which the viewer may know of but not see.
    pub fn omitted(&self) -> u64 {
        self.omitted
    }

    /// Whom a node stands for, as the viewer may know them.
    pub fn node(&self, node: u32) -> Node {
        match self.masks.get((node as usize).wrapping_sub(self.facts.people.len())) {
            Some((mask, _)) => Node::Masked(*mask),
            None => Node::Person(self.facts.people.id(node).clone()),
        }
    }

    /// The node of somebody who is known by name.
    pub fn number(&self, person: &Id) -> Option<u32> {
        self.facts.people.number(person)
    }

    /// Whether a node is a colleague behind a mask.
    pub fn is_masked(&self, node: u32) -> bool {
        node as usize >= self.facts.people.len()
    }

    /// Who is behind a node. Must not leave the service where the node is masked.
    pub(in crate::service) fn behind(&self, node: u32) -> &Id {
        let mask = self.masks.get((node as usize).wrapping_sub(self.facts.people.len()));
        self.facts.people.id(mask.map_or(node, |(_, person)| *person))
    }

    /// A line by the index of its edge.
    pub fn line(&self, edge: u32) -> CompanyLine {
        let Edge { from, to, probability, .. } = self.graph.edge(edge);
        let Traits { kind, cold } = self.traits[edge as usize];
        CompanyLine { from, to, kind, strength: probability, cold }
    }

    /// How many lines there are.
    pub fn n_lines(&self) -> usize {
        self.traits.len()
    }
}

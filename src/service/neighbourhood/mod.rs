//! The live way to the graph: the neighbourhood of a key person, fetched outward one step at a time.
//!
//! Each step is one statement with the frontier as a list, as far as the lines around its people are not known at this data version
//! (`recall`). People of the company the question is about are doors: they are not expanded, so no route passes
//! through a second one.
//!
//! An answer is the same all day (method §7): a fact of the day counts as it stands at the day's end.

mod fetch;
mod numbered;
mod step;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::domain::{Id, Polarity};
use crate::engine;

use super::lines::{Line, Recorded};

pub use fetch::Fetch;
pub use numbered::{Lines, Numbered};
pub(super) use step::{Between, differing, recent_contacts, sees_contacts};
pub use step::{Direction, RecentContacts, StepKey, StepLine};

/// A person as the viewer may know them. Masked colleagues come last, in an order that says nothing about who they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// Known by name.
    Person(Id),
    /// A colleague behind blind lines: all blind lines of one colleague share it, and none of their open lines.
    Masked(u64),
}

/// A conflict line that touches the neighbourhood.
#[derive(Debug, Clone)]
pub struct Conflict {
    pub from: Id,
    pub to: Id,
    pub line: Recorded,
}

/// A line between two people by their numbers here.
#[derive(Debug)]
struct Found {
    from: u32,
    to: u32,
    line: Arc<Line>,
}

/// What surrounds one person.
#[derive(Debug, Default)]
pub struct Neighbourhood {
    /// The people, in the order in which they were met.
    nodes: Vec<Node>,
    numbers: HashMap<Node, u32>,
    /// Which of them work for the asked company.
    own: Vec<bool>,
    /// At most one line for each ordered pair.
    lines: Vec<Found>,
    /// Who is behind a mask; never leaves the service.
    pub behind: HashMap<u64, Id>,
    /// By both people, then by line.
    pub conflicts: Vec<Conflict>,
    /// Recorded lines the viewer may know of but not see.
    pub omitted: HashSet<Id>,
    /// Pairs that begin at a colleague and of which it is recorded that there is no relation.
    pub recorded_none: BTreeSet<(Id, Id)>,
}

impl Neighbourhood {
    fn number(&mut self, node: Node) -> u32 {
        let Self { nodes, numbers, own, .. } = self;
        *numbers.entry(node).or_insert_with_key(|node| {
            nodes.push(node.clone());
            own.push(false);
            nodes.len() as u32 - 1
        })
    }

    pub(super) fn add(&mut self, from: Node, to: &Id, line: Arc<Line>, from_own: bool) {
        let (from, to) = (self.number(from), self.number(Node::Person(to.clone())));
        self.own[from as usize] |= from_own;
        self.lines.push(Found { from, to, line });
    }

    pub(super) fn add_conflicts(&mut self, ends: (&Id, &Id), open: &[Recorded]) {
        for line in open.iter().filter(|line| line.polarity == Polarity::Conflict) {
            self.conflicts.push(Conflict { from: ends.0.clone(), to: ends.1.clone(), line: line.clone() });
        }
    }

    /// The lines, each with its two ends.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&Node, &Node, &Arc<Line>)> {
        let node = |number: u32| &self.nodes[number as usize];
        self.lines.iter().map(move |Found { from, to, line }| (node(*from), node(*to), line))
    }

    /// Leaves only these people of the company; the lines of the others go, because no route passes through them.
    pub fn keep_doors(&mut self, kept: &HashSet<Id>) {
        let Self { nodes, own, lines, behind, recorded_none, .. } = self;
        let stays = |node: &Node| match node {
            Node::Person(id) => kept.contains(id),
            Node::Masked(mask) => behind.get(mask).is_some_and(|id| kept.contains(id)),
        };
        let gone: Vec<bool> = own.iter().zip(&*nodes).map(|(own, node)| *own && !stays(node)).collect();
        lines.retain(|line| !gone[line.from as usize]);
        own.iter_mut().zip(&gone).for_each(|(own, gone)| *own &= !gone);
        recorded_none.retain(|(from, _)| kept.contains(from));
    }

    /// Numbers the people, `also` included, in the order of [`Node`], and builds the graph.
    pub fn numbered(&self, also: &[Node]) -> Numbered {
        let mut nodes: Vec<Node> = self.nodes.iter().chain(also).cloned().collect();
        nodes.sort_unstable();
        nodes.dedup();
        let place = |node: &Node| nodes.binary_search(node).map_or(u32::MAX, |place| place as u32);
        let places: Vec<u32> = self.nodes.iter().map(place).collect();
        let mut lines: Vec<(u32, u32, &Arc<Line>)> = self
            .lines
            .iter()
            .map(|Found { from, to, line }| (places[*from as usize], places[*to as usize], line))
            .collect();
        lines.sort_unstable_by_key(|(from, to, _)| (*from, *to));
        let edge = |(from, to, line): &(u32, u32, &Arc<Line>)| engine::Edge {
            from: *from,
            to: *to,
            probability: line.strength,
            coin: line.coin,
        };
        let graph = engine::Graph::new(nodes.len() as u32, lines.iter().map(edge).collect());
        let lines = Lines::All(lines.into_iter().map(|(_, _, line)| Arc::clone(line)).collect());
        let mut doors: Vec<u32> =
            places.iter().zip(&self.own).filter(|(_, own)| **own).map(|(place, _)| *place).collect();
        doors.sort_unstable();
        Numbered { nodes, doors, lines, graph }
    }
}

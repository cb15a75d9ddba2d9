//! The neighbourhood of one person out of the facts: what a live question fetches step by step
//! ([`neighbourhood`](crate::service::neighbourhood)), in numbers and without texts.

use crate::domain::{Id, fact_id};
use crate::engine;
use crate::service::neighbourhood::{Direction, Lines, Node, Numbered};

use super::around::Around;
use super::choice::{Drawn, Eyes};
use super::facts::Facts;
use super::influences::Recorded;

/// A person as the viewer may know them; masked colleagues last, in the order of their masks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Known by name.
    Person(u32),
    /// A colleague behind blind lines: the mask, and who it is.
    Masked(u64, u32),
}

impl Who {
    /// The number of the person, behind a mask or not.
    pub fn person(self) -> u32 {
        match self {
            Self::Person(person) | Self::Masked(_, person) => person,
        }
    }
}

/// A line of the neighbourhood.
#[derive(Debug, Clone, Copy)]
struct Met {
    from: Who,
    /// Whether it begins at somebody of our own company.
    own: bool,
    to: u32,
    line: Drawn,
}

/// What surrounds one person, as the viewer may see it.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// At most one for each ordered pair.
    lines: Vec<Met>,
    /// Each with its ends.
    pub conflicts: Vec<Recorded>,
    /// Recorded lines the viewer may know of but not see.
    pub omitted: u64,
    /// Pairs that begin at a colleague and of which it is recorded that there is no relation.
    pub recorded_none: Vec<(u32, u32)>,
}

/// What is behind the numbers of a graph of surroundings.
#[derive(Debug)]
pub struct Behind {
    /// Of each node, in order.
    pub people: Box<[Who]>,
    /// Of each edge.
    pub lines: Box<[Drawn]>,
}

impl Behind {
    /// The number of somebody who takes part.
    pub fn number(&self, who: Who) -> Option<u32> {
        self.people.binary_search(&who).ok().map(|place| place as u32)
    }
}

/// How far to go.
#[derive(Debug, Clone, Copy)]
pub struct Walk {
    pub direction: Direction,
    pub max_steps: u8,
    /// Most people who are expanded.
    pub people_max: u32,
}

/// More people came up than one question may take: so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany(pub u64);

/// People by number, a bit each.
struct People(Vec<u64>);

impl People {
    fn new(n: usize) -> Self {
        Self(vec![0; n.div_ceil(64)])
    }

    /// Says whether the person was not there before.
    fn insert(&mut self, person: u32) -> bool {
        let (word, bit) = (&mut self.0[person as usize / 64], 1 << (person % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }
}

impl Walk {
    /// Walks from a person over the facts as the viewer may see them; `small` says of each department whether its members know
    /// each other.
    ///
    /// # Errors
    /// [`TooMany`] when more people come up than may be expanded.
    ///
    /// # Complexity
    /// O(what is around those who are expanded, sorted by each).
    pub fn from(self, eyes: &Eyes<'_>, small: &[bool], start: u32) -> Result<Surroundings, TooMany> {
        let Self { direction, max_steps, people_max } = self;
        let facts = eyes.facts;
        let mut around = Around::new(facts, eyes.day, direction, small);
        let mut found = Surroundings::default();
        let mut seen = People::new(facts.people.len());
        seen.insert(start);
        let (mut n_seen, mut frontier) = (1_u64, vec![start]);
        for step in 1..=max_steps {
            let mut next = Vec::new();
            for &near in &frontier {
                around.each(near, |far, ties| {
                    let far_own = eyes.is_employee(far);
                    // Outside, everybody else is expanded; inside, only colleagues take part.
                    if direction == Direction::From && !far_own {
                        return;
                    }
                    let (from, to) = if direction == Direction::Into { (far, near) } else { (near, far) };
                    let own = direction == Direction::From || far_own;
                    // With the last step only a door is of use.
                    let useful = own || step < max_steps;
                    let carries = found.add(eyes, (from, to), own, useful, ties);
                    let expand = carries && (direction == Direction::From || !far_own);
                    if expand && seen.insert(far) {
                        next.push(far);
                    }
                });
            }
            n_seen += next.len() as u64;
            if n_seen > u64::from(people_max) {
                return Err(TooMany(n_seen));
            }
            next.sort_unstable();
            frontier = next;
        }
        Ok(found)
    }
}

/// The mask of a colleague behind blind lines.
fn mask_of(facts: &Facts, person: u32) -> u64 {
    fact_id("masked", &[Some(facts.people.id(person).as_str())]).stable_hash()
}

impl Surroundings {
    /// Puts a pair in as the viewer may see it, its lines only where they are useful; says whether an open line carries influence.
    fn add(
        &mut self,
        eyes: &Eyes<'_>,
        (from, to): (u32, u32),
        own: bool,
        useful: bool,
        ties: &[(u32, super::around::Tie)],
    ) -> bool {
        let seen = eyes.see(from, to, ties);
        self.omitted += u64::from(seen.omitted);
        self.conflicts.extend(seen.conflicts);
        if seen.none && own {
            self.recorded_none.push((from, to));
        }
        if let Some(line) = seen.masked {
            let from = Who::Masked(mask_of(eyes.facts, from), from);
            self.lines.push(Met { from, own: true, to, line });
        }
        let Some(line) = seen.open else { return false };
        if useful {
            self.lines.push(Met { from: Who::Person(from), own, to, line: eyes.tossed(line, from, to) });
        }
        true
    }

    /// Leaves only these people of our company (ascending); the lines of the others go, because no route passes through them.
    pub fn keep_doors(&mut self, kept: &[u32]) {
        let is_kept = |person: u32| kept.binary_search(&person).is_ok();
        self.lines.retain(|met| !met.own || is_kept(met.from.person()));
        self.recorded_none.retain(|(from, _)| is_kept(*from));
    }

    /// Numbers the people, `also` included, in the order of [`Node`], and builds the graph; of its lines nothing is told.
    pub fn numbered(&self, facts: &Facts, also: &[Who]) -> (Numbered, Behind) {
        let mut nodes: Vec<Who> = also.to_vec();
        nodes.extend(self.lines.iter().flat_map(|met| [met.from, Who::Person(met.to)]));
        nodes.sort_unstable();
        nodes.dedup();
        let place = |who: &Who| nodes.binary_search(who).map_or(u32::MAX, |place| place as u32);
        let mut lines: Vec<(u32, u32, &Met)> =
            self.lines.iter().map(|met| (place(&met.from), place(&Who::Person(met.to)), met)).collect();
        lines.sort_unstable_by_key(|(from, to, _)| (*from, *to));
        let edge = |(from, to, met): &(u32, u32, &Met)| engine::Edge {
            from: *from,
            to: *to,
            probability: met.line.strength,
            coin: met.line.coin,
        };
        let graph = engine::Graph::new(nodes.len() as u32, lines.iter().map(edge).collect());
        let mut doors: Vec<u32> = lines.iter().filter(|(.., met)| met.own).map(|(from, ..)| *from).collect();
        doors.dedup();
        let node = |who: &Who| match who {
            Who::Person(person) => Node::Person(facts.people.id(*person).clone()),
            Who::Masked(mask, _) => Node::Masked(*mask),
        };
        let numbered = Numbered { nodes: nodes.iter().map(node).collect(), doors, lines: Lines::default(), graph };
        (numbered, Behind { lines: lines.iter().map(|(.., met)| met.line).collect(), people: nodes.into() })
    }
}

/// The numbers of those of these people who are recorded, ascending.
pub(in crate::service) fn numbers_of<'i>(facts: &Facts, people: impl Iterator<Item = &'i Id>) -> Vec<u32> {
    let mut numbers: Vec<u32> = people.filter_map(|id| facts.people.number(id)).collect();
    numbers.sort_unstable();
    numbers
}

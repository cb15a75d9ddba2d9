//! The live way to the graph: the neighbourhood of a key person, fetched outward one step at a time.
//!
//! Each step is one statement with the frontier as a list. People of the company the question is about are doors: they are
//! not expanded, so no route passes through a second one.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::domain::{AsOf, Id, Polarity, Policy, Visibility};
use crate::engine;
use crate::store::{Params, Statement, statements as st};

use super::lines::{self, Line, LineRow, Outcome, Pair, Pairs, Recorded};
use super::records::id_list;
use super::visibility::{Sight, Sights};
use super::{Reading, ServiceError, within};

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

/// What surrounds one person.
#[derive(Debug, Default)]
pub struct Neighbourhood {
    /// At most one line for each ordered pair.
    pub lines: BTreeMap<(Node, Node), Line>,
    /// The people of the asked company among them.
    pub own: BTreeSet<Node>,
    /// Who is behind a mask; never leaves the service.
    pub behind: BTreeMap<u64, Id>,
    pub conflicts: Vec<Conflict>,
    /// Recorded lines the viewer may know of but not see.
    pub omitted: BTreeSet<Id>,
    /// Pairs that begin at a colleague and of which it is recorded that there is no relation.
    pub recorded_none: BTreeSet<(Id, Id)>,
}

/// What to fetch.
pub struct Fetch<'a> {
    pub reading: &'a Reading,
    pub policy: &'a Policy,
    pub as_of: AsOf,
    /// The company whose people are doors.
    pub company: &'a Id,
    /// People who take no part at all.
    pub excluded: Option<&'a Id>,
    pub max_steps: u8,
}

/// Where a step goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// Towards those who influence the frontier; contacts are expanded.
    Into,
    /// Towards those whom the frontier influences; colleagues are expanded.
    From,
}

impl Direction {
    fn statement(self) -> &'static Statement {
        match self {
            Self::Into => &st::line::INTO,
            Self::From => &st::line::FROM,
        }
    }
}

impl Fetch<'_> {
    /// Everybody who can reach `target` within the steps, over people outside the company.
    ///
    /// # Errors
    /// [`ServiceError::LimitExceeded`] when more people come up than one question may take.
    pub async fn towards(&self, target: &Id) -> Result<Neighbourhood, ServiceError> {
        self.walk(target, Direction::Into).await
    }

    /// Everybody of the company whom `source` can reach within the steps, over colleagues.
    ///
    /// # Errors
    /// As [`Fetch::towards`].
    pub async fn colleagues_from(&self, source: &Id) -> Result<Neighbourhood, ServiceError> {
        self.walk(source, Direction::From).await
    }

    async fn walk(&self, start: &Id, direction: Direction) -> Result<Neighbourhood, ServiceError> {
        let mut found = Neighbourhood::default();
        let mut sights = Sights::new(self.reading, self.as_of);
        let mut seen: HashSet<Id> = HashSet::from([start.clone()]);
        let mut frontier = vec![start.clone()];
        for _ in 0..self.max_steps {
            if frontier.is_empty() {
                break;
            }
            let (pairs, mut own) = self.step(direction, &frontier).await?;
            let far = |ends: &(Id, Id)| if direction == Direction::Into { ends.0.clone() } else { ends.1.clone() };
            let excluded = self.excluded_among(pairs.keys().map(far).collect()).await?;
            own.retain(|id| !excluded.contains(id));
            sights.learn(pairs.iter()).await?;
            let mut next: BTreeSet<Id> = BTreeSet::new();
            for (ends, pair) in pairs {
                let other = far(&ends);
                let is_own = own.contains(&other);
                // Outside, everybody else is expanded; inside, only colleagues take part.
                if excluded.contains(&other) || (direction == Direction::From && !is_own) {
                    continue;
                }
                let from_is_colleague = direction == Direction::From || is_own;
                let carries = self.settle(&mut found, &sights, &ends, pair, from_is_colleague);
                let expand = carries && (direction == Direction::From || !is_own);
                if expand && seen.insert(other.clone()) {
                    next.insert(other);
                }
            }
            within(
                "people in the neighbourhood",
                seen.len() as u64,
                self.reading.service().limits().neighbourhood_people,
            )?;
            frontier = next.into_iter().collect();
        }
        Ok(found)
    }

    /// One step: the pairs it brings, and which far ends work for the company.
    async fn step(&self, direction: Direction, frontier: &[Id]) -> Result<(Pairs, HashSet<Id>), ServiceError> {
        let statement = direction.statement();
        let params = Params::new()
            .with("frontier", id_list(frontier))
            .with("as_of", self.as_of.instant_text())
            .with("day", self.as_of.day_text())
            .with("own", self.company.as_str())
            .with("department_members_max", self.policy.derived.department_members_max as i64)
            .with("since_day", "0000-01-01");
        let mut pairs = Pairs::new();
        let mut own = HashSet::new();
        for row in self.reading.run(statement, params).await? {
            let row: LineRow = row.decode(statement)?;
            let far_own = row.far_own;
            let ends = lines::add_row(&mut pairs, statement, row)?;
            if far_own {
                own.insert(if direction == Direction::Into { ends.0 } else { ends.1 });
            }
        }
        pairs.retain(|(from, to), _| from != to);
        Ok((pairs, own))
    }

    async fn excluded_among(&self, people: BTreeSet<Id>) -> Result<HashSet<Id>, ServiceError> {
        match self.excluded {
            None => Ok(HashSet::new()),
            Some(company) => {
                let people: Vec<Id> = people.into_iter().collect();
                self.reading.employed_by(company, &people, self.as_of).await
            }
        }
    }

    /// Puts one pair into the neighbourhood as the viewer may see it; says whether an open line carries influence.
    fn settle(
        &self,
        found: &mut Neighbourhood,
        sights: &Sights<'_>,
        ends: &(Id, Id),
        mut pair: Pair,
        from_is_colleague: bool,
    ) -> bool {
        let consent = pair.from_consent;
        let mut masked = Vec::new();
        let mut open = Vec::new();
        for line in std::mem::take(&mut pair.recorded) {
            match sights.of(line.visibility, line.owner.as_ref(), &ends.0, from_is_colleague, consent) {
                Sight::Open => open.push(line),
                Sight::Masked => masked.push(line),
                Sight::Omitted => {
                    found.omitted.insert(line.id);
                }
                Sight::Secret => {}
            }
        }
        // Trust stands on what a colleague did, so it is seen as that colleague agreed.
        let trust = consent.filter(|_| from_is_colleague).unwrap_or(Visibility::Company);
        match sights.of(trust, None, &ends.0, from_is_colleague, consent) {
            Sight::Open => {}
            Sight::Masked | Sight::Omitted | Sight::Secret => pair.contacts.clear(),
        }
        for line in open.iter().filter(|line| line.polarity == Polarity::Conflict) {
            found.conflicts.push(Conflict { from: ends.0.clone(), to: ends.1.clone(), line: line.clone() });
        }
        let has_open = open.iter().any(|line| line.polarity == Polarity::Support);
        pair.recorded = open;
        let to = Node::Person(ends.1.clone());
        let mut carries = false;
        match lines::choose(ends, &pair, self.as_of, self.policy) {
            Outcome::Carries(line) => {
                carries = true;
                let from = Node::Person(ends.0.clone());
                if from_is_colleague {
                    found.own.insert(from.clone());
                }
                found.lines.insert((from, to.clone()), line);
            }
            Outcome::RecordedNone if from_is_colleague => {
                found.recorded_none.insert(ends.clone());
            }
            Outcome::RecordedNone | Outcome::Nothing => {}
        }
        if !has_open && !masked.is_empty() {
            let blind = Pair { recorded: masked, ..Pair::default() };
            if let Outcome::Carries(line) = lines::choose(ends, &blind, self.as_of, self.policy) {
                let mask = crate::domain::fact_id("masked", &[Some(ends.0.as_str())]).stable_hash();
                found.behind.insert(mask, ends.0.clone());
                found.own.insert(Node::Masked(mask));
                // What is written beside a line can name its owner.
                let line = Line { evidence: None, source: None, owner: None, ..line };
                found.lines.insert((Node::Masked(mask), to), line);
            }
        }
        carries
    }
}

/// The same neighbourhood as the engine takes it: people numbered in the order of [`Node`].
#[derive(Debug)]
pub struct Numbered {
    pub nodes: Vec<Node>,
    pub graph: engine::Graph,
}

impl Neighbourhood {
    /// Numbers the people, `also` included, and builds the graph.
    pub fn numbered(&self, also: &[&Node]) -> Numbered {
        let mut nodes: Vec<Node> = self.lines.keys().flat_map(|(from, to)| [from.clone(), to.clone()]).collect();
        nodes.extend(also.iter().map(|node| (*node).clone()));
        nodes.sort_unstable();
        nodes.dedup();
        let number = |node: &Node| nodes.binary_search(node).map_or(u32::MAX, |i| i as u32);
        let edges = self
            .lines
            .iter()
            .map(|((from, to), line)| engine::Edge {
                from: number(from),
                to: number(to),
                probability: line.strength,
                coin: line.coin,
            })
            .collect();
        let graph = engine::Graph::new(nodes.len() as u32, edges);
        Numbered { nodes, graph }
    }
}

impl Numbered {
    /// The number of a node that takes part.
    pub fn number(&self, node: &Node) -> Option<u32> {
        self.nodes.binary_search(node).ok().map(|i| i as u32)
    }
}

//! The live way to the graph: the neighbourhood of a key person, fetched outward one step at a time.
//!
//! Each step is one statement with the frontier as a list, as far as the lines around its people are not known at this data version
//! (`recall`). People of the company the question is about are doors: they are not expanded, so no route passes
//! through a second one.
//!
//! An answer is the same all day (method §7): a fact of the day counts as it stands at the day's end.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{AsOf, Id, Polarity, Policy, Visibility, fact_id};
use crate::engine;
use crate::store::{Params, Statement, statements as st};

use super::lines::{self, Line, LineRow, Outcome, Pair, Recorded};
use super::recall::Recollection;
use super::records::id_list;
use super::visibility::{Sight, Sights};
use super::{ServiceError, within};

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

/// Where a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
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

    /// The ends of a pair, from whose influence to who is influenced.
    fn ends<'a>(self, near: &'a Id, far: &'a Id) -> (&'a Id, &'a Id) {
        match self {
            Self::Into => (far, near),
            Self::From => (near, far),
        }
    }
}

/// What the lines of one step from one person depend on, beside the policy of the service.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StepKey {
    pub direction: Direction,
    pub company: Id,
    pub day: Date,
    pub near: Id,
}

/// Everything between somebody and one other person.
#[derive(Debug)]
pub struct StepLine {
    pub(super) far: Id,
    /// Whether the other works for the company.
    pub(super) far_own: bool,
    pub(super) between: Between,
}

/// Contacts of one pair on one day, lately enough for the pair to be engaged (`chain.engaged_days`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecentContacts {
    pub age_days: u32,
    pub count: u32,
}

/// What is between two people, settled as far as it does not depend on who looks.
#[derive(Debug)]
pub(super) enum Between {
    /// The same for everybody.
    Settled { line: Option<Arc<Line>>, recorded_none: bool, conflicts: Box<[Recorded]>, recent: Box<[RecentContacts]> },
    /// Some may see more than others.
    Differs(Box<Pair>),
}

impl Between {
    fn new(ends: (&Id, &Id), pair: Pair, as_of: AsOf, policy: &Policy) -> Self {
        let open_to_all = pair.recorded.iter().all(|line| line.visibility == Visibility::Company)
            && (pair.contacts.is_empty() || pair.from_consent.is_none_or(|consent| consent == Visibility::Company));
        if !open_to_all {
            return Self::Differs(Box::new(pair));
        }
        let outcome = lines::choose(ends, &pair, as_of, policy);
        let recorded_none = outcome == Outcome::RecordedNone;
        let line = if let Outcome::Carries(line) = outcome { Some(Arc::new(line)) } else { None };
        let recent = recent_contacts(&pair, as_of, policy);
        let conflicts = pair.recorded.into_iter().filter(|line| line.polarity == Polarity::Conflict).collect();
        Self::Settled { line, recorded_none, conflicts, recent }
    }
}

/// The contacts of a pair that are recent, by day.
pub(super) fn recent_contacts(pair: &Pair, as_of: AsOf, policy: &Policy) -> Box<[RecentContacts]> {
    let aged = pair.contacts.iter().map(|c| (as_of.days_since_day(c.day), c.count));
    let mut by_day: BTreeMap<u32, u32> = BTreeMap::new();
    for (age_days, count) in aged.filter(|(age_days, _)| f64::from(*age_days) < policy.chain.engaged_days) {
        let all = by_day.entry(age_days).or_default();
        *all = all.saturating_add(count);
    }
    by_day.into_iter().map(|(age_days, count)| RecentContacts { age_days, count }).collect()
}

/// Whether the viewer may see the contacts of a pair. They stand on what a colleague did, so they are seen as that colleague
/// agreed.
pub(super) fn sees_contacts(sights: &Sights<'_>, from: &Id, pair: &Pair, from_is_colleague: bool) -> bool {
    let consent = pair.from_consent;
    let visibility = consent.filter(|_| from_is_colleague).unwrap_or(Visibility::Company);
    sights.of(visibility, None, from, from_is_colleague, consent) == Sight::Open
}

/// The pairs of these steps of which some may see more than others, each with the person it begins at.
pub(super) fn differing<'a>(
    direction: Direction,
    frontier: &'a [Id],
    steps: &'a [Arc<[StepLine]>],
) -> Vec<(&'a Id, &'a Pair)> {
    let mut pairs = Vec::new();
    for (near, step) in frontier.iter().zip(steps) {
        for line in step.iter() {
            if let Between::Differs(pair) = &line.between {
                pairs.push((direction.ends(near, &line.far).0, &**pair));
            }
        }
    }
    pairs
}

/// What to fetch.
pub struct Fetch<'a> {
    pub recollection: &'a Recollection<'a>,
    pub policy: &'a Policy,
    pub as_of: AsOf,
    /// The company whose people are doors.
    pub company: &'a Id,
    /// People who take no part at all.
    pub excluded: Option<&'a Id>,
    pub max_steps: u8,
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
        let mut sights = Sights::recalling(self.recollection, self.as_of);
        let mut seen: HashSet<Id> = HashSet::from([start.clone()]);
        let mut frontier = vec![start.clone()];
        for _ in 0..self.max_steps {
            if frontier.is_empty() {
                break;
            }
            let steps = self.steps(direction, &frontier).await?;
            let excluded = self.excluded_among(&steps).await?;
            sights.learn(differing(direction, &frontier, &steps).into_iter()).await?;
            let mut next = Vec::new();
            for (near, step) in frontier.iter().zip(&steps) {
                for line in step.iter() {
                    // Outside, everybody else is expanded; inside, only colleagues take part.
                    if excluded.contains(&line.far) || (direction == Direction::From && !line.far_own) {
                        continue;
                    }
                    let from_is_colleague = direction == Direction::From || line.far_own;
                    let ends = direction.ends(near, &line.far);
                    let carries = match &line.between {
                        Between::Settled { line, recorded_none, conflicts, .. } => {
                            found.add_conflicts(ends, conflicts);
                            if *recorded_none && from_is_colleague {
                                found.recorded_none.insert((ends.0.clone(), ends.1.clone()));
                            }
                            line.as_ref().is_some_and(|line| {
                                let from = Node::Person(ends.0.clone());
                                found.add(from, ends.1, Arc::clone(line), from_is_colleague);
                                true
                            })
                        }
                        Between::Differs(pair) => self.settle(&mut found, &sights, ends, pair, from_is_colleague),
                    };
                    let expand = carries && (direction == Direction::From || !line.far_own);
                    if expand && seen.insert(line.far.clone()) {
                        next.push(line.far.clone());
                    }
                }
            }
            let most = self.recollection.service().limits().neighbourhood_people;
            within("people in the neighbourhood", seen.len() as u64, most)?;
            next.sort_unstable();
            frontier = next;
        }
        found.conflicts.sort_by(|a, b| (&a.from, &a.to, &a.line.id).cmp(&(&b.from, &b.to, &b.line.id)));
        Ok(found)
    }

    /// The lines of one step from each of these people, in their order.
    pub(super) async fn steps(
        &self,
        direction: Direction,
        frontier: &[Id],
    ) -> Result<Vec<Arc<[StepLine]>>, ServiceError> {
        let day = self.as_of.day();
        let key = |near: &Id| StepKey { direction, company: self.company.clone(), day, near: near.clone() };
        let kept = &self.recollection.generation().steps;
        let known: Vec<Option<Arc<[StepLine]>>> = frontier.iter().map(|near| kept.get(&key(near))).collect();
        let missing: Vec<&Id> =
            frontier.iter().zip(&known).filter(|(_, step)| step.is_none()).map(|(id, _)| id).collect();
        if missing.is_empty() {
            return Ok(known.into_iter().flatten().collect());
        }
        let mut read = self.read_steps(direction, &missing).await?;
        let mut fresh = Vec::with_capacity(missing.len());
        let steps = frontier
            .iter()
            .zip(known)
            .map(|(near, step)| {
                step.unwrap_or_else(|| {
                    let step: Arc<[StepLine]> = read.remove(near).unwrap_or_default().into();
                    fresh.push((key(near), Arc::clone(&step)));
                    step
                })
            })
            .collect();
        self.recollection.remember(move |kept| fresh.into_iter().for_each(|(key, step)| kept.steps.insert(key, step)));
        Ok(steps)
    }

    /// One step as the store has it, by the person it goes from.
    async fn read_steps(
        &self,
        direction: Direction,
        frontier: &[&Id],
    ) -> Result<HashMap<Id, Vec<StepLine>>, ServiceError> {
        let statement = direction.statement();
        let day_end = AsOf::end_of(self.as_of.day()).unwrap_or(self.as_of);
        let params = Params::new()
            .with("frontier", id_list(frontier.iter().copied()))
            .with("as_of", day_end.instant_text())
            .with("day", self.as_of.day_text())
            .with("own", self.company.as_str())
            .with("department_members_max", self.policy.derived.department_members_max as i64)
            .with("since_day", "0000-01-01");
        // By both people, so that what is kept does not depend on the order of the rows.
        let mut pairs: lines::Pairs = lines::Pairs::new();
        let mut own = HashSet::new();
        for row in self.recollection.run(statement, params).await? {
            let row: LineRow = row.decode(statement)?;
            let far_own = row.far_own;
            let (from, to) = lines::add_row(&mut pairs, statement, row)?;
            if far_own {
                own.insert(if direction == Direction::Into { from } else { to });
            }
        }
        let mut steps: HashMap<Id, Vec<StepLine>> = HashMap::with_capacity(frontier.len());
        for ((from, to), pair) in pairs.into_iter().filter(|((from, to), _)| from != to) {
            let between = Between::new((&from, &to), pair, self.as_of, self.policy);
            let (near, far) = if direction == Direction::Into { (to, from) } else { (from, to) };
            let far_own = own.contains(&far);
            steps.entry(near).or_default().push(StepLine { far, far_own, between });
        }
        Ok(steps)
    }

    async fn excluded_among(&self, steps: &[Arc<[StepLine]>]) -> Result<HashSet<Id>, ServiceError> {
        match self.excluded {
            None => Ok(HashSet::new()),
            Some(company) => {
                let people: BTreeSet<Id> =
                    steps.iter().flat_map(|step| step.iter()).map(|line| line.far.clone()).collect();
                let people: Vec<Id> = people.into_iter().collect();
                self.recollection.employed_by(company, &people, self.as_of).await
            }
        }
    }

    /// Puts a pair into the neighbourhood as the viewer may see it; says whether an open line carries influence.
    pub(super) fn settle(
        &self,
        found: &mut Neighbourhood,
        sights: &Sights<'_>,
        ends: (&Id, &Id),
        pair: &Pair,
        from_is_colleague: bool,
    ) -> bool {
        let consent = pair.from_consent;
        let mut masked = Vec::new();
        let mut open = Vec::new();
        for line in &pair.recorded {
            match sights.of(line.visibility, line.owner.as_ref(), ends.0, from_is_colleague, consent) {
                Sight::Open => open.push(line.clone()),
                Sight::Masked => masked.push(line.clone()),
                Sight::Omitted => {
                    found.omitted.insert(line.id.clone());
                }
                Sight::Secret => {}
            }
        }
        let sees_contacts = sees_contacts(sights, ends.0, pair, from_is_colleague);
        let contacts = if sees_contacts { pair.contacts.clone() } else { Vec::new() };
        found.add_conflicts(ends, &open);
        let has_open = open.iter().any(|line| line.polarity == Polarity::Support);
        let seen = Pair {
            recorded: open,
            contacts,
            manages: pair.manages,
            department: pair.department.clone(),
            board: pair.board.clone(),
            from_consent: consent,
        };
        let mut carries = false;
        match lines::choose(ends, &seen, self.as_of, self.policy) {
            Outcome::Carries(line) => {
                carries = true;
                found.add(Node::Person(ends.0.clone()), ends.1, Arc::new(line), from_is_colleague);
            }
            Outcome::RecordedNone if from_is_colleague => {
                found.recorded_none.insert((ends.0.clone(), ends.1.clone()));
            }
            Outcome::RecordedNone | Outcome::Nothing => {}
        }
        if !has_open && !masked.is_empty() {
            let blind = Pair { recorded: masked, ..Pair::default() };
            if let Outcome::Carries(line) = lines::choose(ends, &blind, self.as_of, self.policy) {
                let mask = fact_id("masked", &[Some(ends.0.as_str())]).stable_hash();
                found.behind.insert(mask, ends.0.clone());
                // What is written beside a line can name its owner.
                let line = Line { evidence: None, source: None, owner: None, ..line };
                found.add(Node::Masked(mask), ends.1, Arc::new(line), true);
            }
        }
        carries
    }
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

/// A neighbourhood as the engine takes it: people numbered in the order of [`Node`].
#[derive(Debug)]
pub struct Numbered {
    pub nodes: Vec<Node>,
    /// The people of the asked company, ascending.
    pub doors: Vec<u32>,
    pub lines: Lines,
    pub graph: engine::Graph,
}

/// What is told of the edges of a graph.
#[derive(Debug)]
pub enum Lines {
    /// The line of each.
    All(Vec<Arc<Line>>),
    /// The lines of those that are shown.
    Shown(HashMap<u32, Arc<Line>>),
}

impl Default for Lines {
    fn default() -> Self {
        Self::Shown(HashMap::new())
    }
}

impl Lines {
    /// The line of an edge, if anything is told of it.
    pub fn of(&self, edge: u32) -> Option<&Arc<Line>> {
        match self {
            Self::All(lines) => lines.get(edge as usize),
            Self::Shown(lines) => lines.get(&edge),
        }
    }
}

impl Numbered {
    /// The number of a node that takes part.
    pub fn number(&self, node: &Node) -> Option<u32> {
        self.nodes.binary_search(node).ok().map(|i| i as u32)
    }

    /// The identifiers of those among these who are known by name.
    pub fn people(&self, nodes: impl IntoIterator<Item = u32>) -> impl Iterator<Item = &Id> {
        nodes.into_iter().filter_map(|node| match &self.nodes[node as usize] {
            Node::Person(id) => Some(id),
            Node::Masked(_) => None,
        })
    }
}

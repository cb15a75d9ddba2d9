//! The walk outward over a store, step by step.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::domain::{AsOf, Id, Polarity, Policy, fact_id};
use crate::service::lines::{self, Line, LineRow, Outcome, Pair};
use crate::service::recall::Recollection;
use crate::service::records::id_list;
use crate::service::visibility::{Sight, Sights};
use crate::service::{ServiceError, within};
use crate::store::Params;

use super::step::{Between, Direction, StepKey, StepLine, differing, sees_contacts};
use super::{Neighbourhood, Node};

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
    pub(in crate::service) async fn steps(
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
    pub(in crate::service) fn settle(
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

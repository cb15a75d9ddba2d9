//! What questions have read, kept while the data version stands.
//!
//! Facts change only with the data version. What was read at a version is therefore true for every later question at that version: the
//! lines around people, the people themselves, their posts. A question looks here first and reads what is missing. The next
//! version begins with nothing. Visibility comes after this: what is kept is what is stored, whoever asked first.
//!
//! Whether a version is still the store's is asked of the store with every question, so an answer from here is a live one.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use jiff::civil::Date;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde::Deserialize;

use crate::domain::{AsOf, Department, Id, Membership, Person, Reporting, ReportingScope, Role};
use crate::engine::InfluenceMatrix;
use crate::store::{Params, statements as st};

use super::influencers::{InsideWays, Written};
use super::ledger::Ledger;
use super::neighbourhood::{StepKey, StepLine};
use super::records::id_list;
use super::snapshot::{DrawnGraph, Facts, Keeper, OfDay};
use super::{Reading, ServiceError};

/// Entities of a kind, and answers to small questions, that are kept: few enough for some tens of megabytes.
const ENTITIES_KEPT: usize = 200_000;

/// Graphs of the company, of several viewers and days, that are kept at the most.
const GRAPHS_KEPT: usize = 16;

/// Viewers whose ways to colleagues are kept.
const VIEWERS_KEPT: usize = 256;

/// A person's posts at a day, each with the organization it is in.
pub(super) type Posts = Arc<[(Id, Membership)]>;

/// Everything kept at one data version.
pub(super) struct Generation {
    version: i64,
    pub(super) steps: Cache<StepKey, Arc<[StepLine]>, Lines>,
    people: Cache<Id, Arc<Person>>,
    departments: Cache<Id, Arc<Department>>,
    posts: Cache<(Id, Date), Posts>,
    reporting: Cache<(Id, Date), Arc<[Reporting]>>,
    /// Whether a viewer may see an owner's lines for the team, at a day.
    owners: Cache<(Id, Id, Date), bool>,
    own: OnceLock<Id>,
    /// What sales questions count.
    pub(super) ledger: OnceLock<Arc<Ledger>>,
    /// What is written beside recorded lines of the snapshot, by coin.
    pub(super) written: Cache<u64, Arc<Written>>,
    /// Every fact that a line of influence can stand on.
    pub(super) facts: OnceLock<Arc<Facts>>,
    /// What these facts say of everybody on a day.
    pub(super) of_days: Cache<Date, Arc<OfDay>>,
    /// The ways of a viewer to colleagues on a day, over at most so many steps.
    pub(super) inside: Cache<(Id, Role, Date, u8), Arc<InsideWays>>,
    /// The graph of the company as a viewer may see it on a day.
    pub(super) drawn: Cache<(Id, Role, Date), Arc<DrawnGraph>, Edges>,
    /// The best routes of every employee to every key person, of a viewer on a day.
    pub(super) matrices: Cache<(Id, Role, Date), Arc<InfluenceMatrix>, Pairs>,
}

/// A matrix weighs as much as it has pairs.
#[derive(Clone)]
pub(super) struct Pairs;

impl Weighter<(Id, Role, Date), Arc<InfluenceMatrix>> for Pairs {
    fn weight(&self, _: &(Id, Role, Date), matrix: &Arc<InfluenceMatrix>) -> u64 {
        1 + matrix.pairs() as u64
    }
}

/// A graph weighs as much as it has lines.
#[derive(Clone)]
pub(super) struct Edges;

impl Weighter<(Id, Role, Date), Arc<DrawnGraph>> for Edges {
    fn weight(&self, _: &(Id, Role, Date), drawn: &Arc<DrawnGraph>) -> u64 {
        1 + drawn.n_lines() as u64
    }
}

/// A step weighs as much as it has lines.
#[derive(Clone)]
pub(super) struct Lines;

impl Weighter<StepKey, Arc<[StepLine]>> for Lines {
    fn weight(&self, _: &StepKey, step: &Arc<[StepLine]>) -> u64 {
        1 + step.len() as u64
    }
}

impl Generation {
    /// The data version.
    pub(super) fn version(&self) -> i64 {
        self.version
    }

    fn new(version: i64, Kept { lines, graph_lines, matrix_pairs }: Kept) -> Self {
        Self {
            version,
            steps: Cache::with_weighter(lines as usize / 16, u64::from(lines), Lines),
            people: Cache::new(ENTITIES_KEPT),
            departments: Cache::new(ENTITIES_KEPT),
            posts: Cache::new(ENTITIES_KEPT),
            reporting: Cache::new(ENTITIES_KEPT / 10),
            owners: Cache::new(ENTITIES_KEPT / 10),
            own: OnceLock::new(),
            ledger: OnceLock::new(),
            written: Cache::new(ENTITIES_KEPT),
            facts: OnceLock::new(),
            of_days: Cache::new(GRAPHS_KEPT),
            inside: Cache::new(VIEWERS_KEPT),
            drawn: Cache::with_weighter(GRAPHS_KEPT, u64::from(graph_lines), Edges),
            matrices: Cache::with_weighter(GRAPHS_KEPT, u64::from(matrix_pairs), Pairs),
        }
    }
}

/// What all questions of a service share of what they have read.
pub(super) struct Recall {
    latest: Mutex<Arc<Generation>>,
    most: Kept,
    /// The ledger that was read last, and its version: another is made from it.
    ledger: Mutex<Option<(i64, Arc<Ledger>)>>,
    /// Held by whoever reads a ledger.
    pub(super) reading_ledger: Arc<tokio::sync::Mutex<()>>,
    /// The snapshot that was read last: another is made from it.
    facts: Mutex<Option<LastFacts>>,
    /// Held by whoever reads a snapshot.
    pub(super) reading_facts: Arc<tokio::sync::Mutex<()>>,
    /// Whether a snapshot is being read for questions to come, and whether it is no use to try.
    pub(super) keeper: Keeper,
}

/// A snapshot that was read.
#[derive(Clone)]
pub(super) struct LastFacts {
    pub(super) version: i64,
    pub(super) facts: Arc<Facts>,
    /// As [`Facts::bytes`].
    pub(super) bytes: usize,
    /// When it was known to be of its version.
    pub(super) at: Instant,
}

/// How much is kept at the most.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kept {
    /// Lines around people.
    pub(super) lines: u32,
    /// Lines of graphs of the company, together.
    pub(super) graph_lines: u32,
    /// Pairs of employee and key person, together.
    pub(super) matrix_pairs: u32,
}

impl Recall {
    /// Nothing yet.
    pub(super) fn new(most: Kept) -> Self {
        let latest = Mutex::new(Arc::new(Generation::new(-1, most)));
        Self {
            latest,
            most,
            ledger: Mutex::default(),
            reading_ledger: Arc::default(),
            facts: Mutex::default(),
            reading_facts: Arc::default(),
            keeper: Keeper::default(),
        }
    }

    /// The ledger that was read last, and its version.
    pub(super) fn last_ledger(&self) -> Option<(i64, Arc<Ledger>)> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps the ledger of a version, unless a newer one is there.
    pub(super) fn keep_ledger(&self, version: i64, ledger: &Arc<Ledger>) {
        {
            let mut last = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
            if last.as_ref().is_some_and(|(known, _)| *known > version) {
                return;
            }
            *last = Some((version, Arc::clone(ledger)));
        }
        self.at(version).ledger.get_or_init(|| Arc::clone(ledger));
    }

    /// The snapshot that was read last.
    pub(super) fn last_facts(&self) -> Option<LastFacts> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps a snapshot, unless one of a newer version is there.
    pub(super) fn keep_facts(&self, read: LastFacts) {
        let (version, facts) = (read.version, Arc::clone(&read.facts));
        {
            let mut last = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
            if last.as_ref().is_some_and(|known| known.version > version) {
                return;
            }
            *last = Some(read);
        }
        self.at(version).facts.get_or_init(|| facts);
    }

    /// What is kept at a version. An older one than the latest, as a long reading of a snapshot may have, is not kept.
    fn at(&self, version: i64) -> Arc<Generation> {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if latest.version < version {
            *latest = Arc::new(Generation::new(version, self.most));
        }
        if latest.version == version {
            Arc::clone(&latest)
        } else {
            Arc::new(Generation::new(version, Kept::default()))
        }
    }
}

type Keeping = Box<dyn FnOnce(&Generation) + Send>;

/// One attempt at a question: a reading, and what is known at its data version.
pub(super) struct Recollection<'a> {
    reading: &'a Reading,
    generation: Arc<Generation>,
    /// Without a snapshot, what was read waits for the end of the attempt: only then it is known that the version stood.
    waiting: Option<Mutex<Vec<Keeping>>>,
}

impl Deref for Recollection<'_> {
    type Target = Reading;
    fn deref(&self) -> &Reading {
        self.reading
    }
}

#[derive(Deserialize)]
struct OwnerRow {
    id: String,
}

impl<'a> Recollection<'a> {
    /// At a data version; `snapshot` says that nothing else can be read in this reading.
    pub(super) fn new(reading: &'a Reading, version: i64, snapshot: bool) -> Self {
        let generation = reading.pinned(version, |recall| recall.at(version));
        Self { reading, generation, waiting: (!snapshot).then(Mutex::default) }
    }

    /// The data version of the attempt.
    pub(super) fn version(&self) -> i64 {
        self.generation.version
    }

    /// The attempt has ended, and the version is still that at which it began.
    pub(super) fn keep(self) {
        let waiting = self.waiting.map(|waiting| waiting.into_inner().unwrap_or_else(PoisonError::into_inner));
        waiting.into_iter().flatten().for_each(|keep| keep(&self.generation));
    }

    pub(super) fn generation(&self) -> &Generation {
        &self.generation
    }

    /// Keeps what was read, as soon as it is known to belong to the version.
    pub(super) fn remember(&self, keep: impl FnOnce(&Generation) + Send + 'static) {
        match &self.waiting {
            None => keep(&self.generation),
            Some(waiting) => waiting.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(keep)),
        }
    }

    /// What is kept under these keys, and the keys of the others.
    fn known<K, V>(keys: impl IntoIterator<Item = K>, get: impl Fn(&K) -> Option<V>) -> (HashMap<K, V>, Vec<K>)
    where
        K: Eq + Hash + Clone,
    {
        let (mut known, mut missing) = (HashMap::new(), Vec::new());
        for key in keys {
            match get(&key) {
                Some(value) => {
                    known.insert(key, value);
                }
                None => missing.push(key),
            }
        }
        (known, missing)
    }

    /// People by identifier; those who do not exist are left out.
    pub(super) async fn people(&self, ids: &[Id]) -> Result<HashMap<Id, Arc<Person>>, ServiceError> {
        let (mut people, missing) = Self::known(ids.iter().cloned(), |id| self.generation.people.get(id));
        if !missing.is_empty() {
            let read = self.reading.people(&missing).await?;
            people.extend(read.iter().map(|(id, person)| (id.clone(), Arc::clone(person))));
            self.remember(move |kept| read.into_iter().for_each(|(id, person)| kept.people.insert(id, person)));
        }
        Ok(people)
    }

    /// One person.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub(super) async fn person(&self, id: &Id) -> Result<Arc<Person>, ServiceError> {
        let missing = || ServiceError::NotFound { what: "person", id: id.to_string() };
        self.people(std::slice::from_ref(id)).await?.remove(id).ok_or_else(missing)
    }

    /// Departments by identifier; those that do not exist are left out.
    pub(super) async fn departments(&self, ids: &[Id]) -> Result<HashMap<Id, Arc<Department>>, ServiceError> {
        let (mut departments, missing) = Self::known(ids.iter().cloned(), |id| self.generation.departments.get(id));
        if !missing.is_empty() {
            let read = self.reading.departments(&missing).await?;
            departments.extend(read.iter().map(|(id, department)| (id.clone(), Arc::clone(department))));
            self.remember(move |kept| read.into_iter().for_each(|(id, d)| kept.departments.insert(id, d)));
        }
        Ok(departments)
    }

    /// The posts of people at a day; everybody asked about is in it.
    pub(super) async fn posts(&self, people: &[Id], as_of: AsOf) -> Result<HashMap<Id, Posts>, ServiceError> {
        let day = as_of.day();
        let get = |id: &Id| self.generation.posts.get(&(id.clone(), day));
        let (mut posts, missing) = Self::known(people.iter().cloned(), get);
        if !missing.is_empty() {
            let mut read: HashMap<Id, Vec<(Id, Membership)>> = HashMap::new();
            for post in self.reading.memberships_at(&missing, as_of).await? {
                read.entry(post.1.person_id.clone()).or_default().push(post);
            }
            let read: Vec<(Id, Posts)> = missing
                .into_iter()
                .map(|id| {
                    let posts = read.remove(&id).unwrap_or_default();
                    (id, posts.into())
                })
                .collect();
            posts.extend(read.iter().map(|(id, posts)| (id.clone(), Arc::clone(posts))));
            self.remember(move |kept| read.into_iter().for_each(|(id, posts)| kept.posts.insert((id, day), posts)));
        }
        Ok(posts)
    }

    /// Which of these people work for a company at a day.
    pub(super) async fn employed_by(
        &self,
        company: &Id,
        people: &[Id],
        as_of: AsOf,
    ) -> Result<std::collections::HashSet<Id>, ServiceError> {
        let posts = self.posts(people, as_of).await?;
        let works = |posts: &Posts| posts.iter().any(|(organization, _)| organization == company);
        Ok(posts.into_iter().filter(|(_, posts)| works(posts)).map(|(id, _)| id).collect())
    }

    /// Our own company.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] while none is recorded.
    pub(super) async fn own_organization(&self) -> Result<Id, ServiceError> {
        if let Some(own) = self.generation.own.get() {
            return Ok(own.clone());
        }
        let own = self.reading.own_organization().await?;
        let read = own.clone();
        self.remember(move |kept| {
            kept.own.get_or_init(|| read);
        });
        Ok(own)
    }

    /// Current reporting lines of a person, both ways, of every scope.
    pub(super) async fn reporting_around(&self, person: &Id, as_of: AsOf) -> Result<Arc<[Reporting]>, ServiceError> {
        let key = (person.clone(), as_of.day());
        if let Some(lines) = self.generation.reporting.get(&key) {
            return Ok(lines);
        }
        let person = std::slice::from_ref(person);
        let mut lines = self.reading.reporting_of_people(person, as_of).await?;
        lines.extend(self.reading.reporting_of_managers(person, as_of).await?);
        let rank = |r: &Reporting| (r.scope != ReportingScope::Customer, r.scope.clone(), r.manager_id.clone());
        lines.sort_by(|a, b| (rank(a), &a.person_id).cmp(&(rank(b), &b.person_id)));
        let lines: Arc<[Reporting]> = lines.into();
        let read = Arc::clone(&lines);
        self.remember(move |kept| kept.reporting.insert(key, read));
        Ok(lines)
    }

    /// Of which of these owners the viewer may see the lines for their team, at a day.
    pub(super) async fn visible_owners(&self, owners: &[&Id], as_of: AsOf) -> Result<Vec<Id>, ServiceError> {
        let (viewer, day) = (self.viewer().person.clone(), as_of.day());
        let get = |id: &Id| self.generation.owners.get(&(viewer.clone(), id.clone(), day));
        let (known, missing) = Self::known(owners.iter().map(|id| (*id).clone()), get);
        let mut visible: Vec<Id> = known.into_iter().filter(|(_, visible)| *visible).map(|(id, _)| id).collect();
        if !missing.is_empty() {
            let read = self.reading.visible_owners(&missing.iter().collect::<Vec<_>>(), as_of).await?;
            let seen: std::collections::HashSet<Id> = read.iter().cloned().collect();
            visible.extend(read);
            self.remember(move |kept| {
                for id in missing {
                    let sees = seen.contains(&id);
                    kept.owners.insert((viewer.clone(), id, day), sees);
                }
            });
        }
        Ok(visible)
    }
}

impl Reading {
    /// Of which of these owners the viewer may see the lines for their team, at a day.
    pub(super) async fn visible_owners(&self, owners: &[&Id], as_of: AsOf) -> Result<Vec<Id>, ServiceError> {
        let params = Params::new()
            .with("viewer", self.viewer().person.as_str())
            .with("owners", id_list(owners.iter().copied()))
            .with("day", as_of.day_text());
        let rows: Vec<OwnerRow> = self.rows(&st::team::VISIBLE_OWNERS, params).await?;
        rows.into_iter().map(|row| Id::new(row.id).map_err(|e| ServiceError::Internal(e.to_string()))).collect()
    }
}

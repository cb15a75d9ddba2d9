//! Writing records: what is new, what changed, what stays, and what was there before.
//!
//! A change never loses what was recorded: the old values move to the history with the time they were replaced. Writing the
//! same record twice changes nothing. All of a recording happens together: in one transaction, or, on Neo4j above
//! [`CHANGES_PER_TRANSACTION`], in several under an import run, at whose end alone the data version rises. What was changed is noted with the version ([`super::change_log`]).

mod content;
mod lanes;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;

use crate::domain::{Coded, Id, Record, RecordKind, Unit, instant_text};
use crate::store::{Params, Row, RowBatch, Statement, StoreKind, Transaction, Value, statements as st};

use super::change_log::ChangeLog;
use super::rows::{cells, statements_of, telling};
use super::{Service, ServiceError};
use content::{as_json, digest_of, in_order};
use lanes::Lanes;

/// Changes of a transaction on Neo4j, which holds an open one in memory: about 7 KB for an influence line, so that this many fit into
/// a heap of 1 GB beside what else there is.
const CHANGES_PER_TRANSACTION: u64 = 50_000;

/// How a recording uses transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteMode {
    /// One transaction, whatever the size.
    Single,
    /// Several on Neo4j when it is large; the caller has validated everything, gives no identity twice, and runs it again if it
    /// breaks.
    Bulk,
}

/// What became of the records of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TallyCounts {
    pub added: u64,
    pub changed: u64,
    /// Changed in nothing but that they ended.
    pub ended: u64,
    pub unchanged: u64,
}

impl TallyCounts {
    /// How many records were written.
    pub fn written(&self) -> u64 {
        self.added + self.changed + self.ended
    }
}

/// What became of all records of a recording.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    counts: HashMap<RecordKind, TallyCounts>,
    /// The data version afterwards.
    pub data_version: i64,
}

impl Tally {
    /// What became of the records of a kind.
    pub fn of(&self, kind: RecordKind) -> TallyCounts {
        self.counts.get(&kind).copied().unwrap_or_default()
    }

    /// How many records were written, of all kinds.
    pub fn written(&self) -> u64 {
        self.counts.values().map(TallyCounts::written).sum()
    }
}

/// A recording under way. Dropped without [`Recorder::finish`], its open transactions are rolled back.
pub struct Recorder {
    service: Service,
    now: String,
    mode: WriteMode,
    transaction: Box<dyn Transaction>,
    /// What is recorded, as [`Recorder::named`] says.
    name: Option<String>,
    /// How many records will come at most, as [`Recorder::expecting`] says.
    expected: u64,
    /// The import run, once one transaction was not enough.
    run: Option<String>,
    changes_in_transaction: u64,
    /// Whether the transaction itself has changes that others do not see yet.
    holds_changes: bool,
    /// Where new records go once one transaction was not enough.
    lanes: Lanes,
    /// The kind of the last records: those of another one may refer to them.
    kind: Option<RecordKind>,
    tally: Tally,
    log: ChangeLog,
    /// Whether something was written that is no record.
    beside: bool,
    /// The kinds of which nothing was stored when their first records came: all that comes is new.
    unheard: HashMap<RecordKind, bool>,
    organizations: HashMap<Id, Id>,
}

#[derive(Deserialize)]
struct DigestRow {
    id: String,
    digest: String,
    recorded_at: String,
}

/// A record that replaces a stored one.
struct Replacement {
    cells: Vec<Value>,
    /// When the stored one was recorded.
    recorded_at: String,
}
#[derive(Deserialize)]
struct VersionRow {
    version: i64,
}
#[derive(Deserialize)]
struct RunRow {
    id: String,
}
#[derive(Deserialize)]
struct DepartmentOrganization {
    id: String,
    organization_id: String,
}

impl Service {
    /// Begins a recording at the moment `now`.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] when another writer does not finish within the bounded wait.
    pub async fn record(&self, now: Timestamp, mode: WriteMode) -> Result<Recorder, ServiceError> {
        Ok(Recorder {
            service: self.clone(),
            now: instant_text(now),
            mode,
            transaction: self.begin_in_turn().await?,
            name: None,
            expected: 0,
            run: None,
            changes_in_transaction: 0,
            holds_changes: false,
            lanes: Lanes::new(Arc::clone(&self.store)),
            kind: None,
            tally: Tally::default(),
            log: ChangeLog::default(),
            beside: false,
            unheard: HashMap::new(),
            organizations: HashMap::new(),
        })
    }

    /// A transaction that no other recording is beside: what it reads of stored records is what it replaces.
    async fn begin_in_turn(&self) -> Result<Box<dyn Transaction>, ServiceError> {
        let mut transaction = self.store.begin().await?;
        transaction.run(&st::meta::HOLD, Params::new()).await?;
        Ok(transaction)
    }
}

impl Recorder {
    /// Names what is recorded: when a recording in several transactions breaks off, the next of the same name ends its run.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Says how many records will come at most: more than one transaction takes, if all of them are new, begin as several.
    #[must_use]
    pub fn expecting(self, records: u64) -> Self {
        Self { expected: records, ..self }
    }

    /// Writes records of one kind, in any number; those they refer to must have been written before.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] when a reference leads nowhere; the recording is then of no more use.
    pub async fn apply(&mut self, records: &[Record]) -> Result<TallyCounts, ServiceError> {
        let Some(kind) = records.first().map(Record::kind) else { return Ok(TallyCounts::default()) };
        if records.iter().any(|r| r.kind() != kind) {
            return Err(ServiceError::Internal("one call writes records of one kind".to_owned()));
        }
        if self.kind.replace(kind) != Some(kind) {
            self.lanes.end().await?;
        }
        if kind == RecordKind::Membership {
            self.learn_organizations(records).await?;
        }
        let statements = statements_of(kind);
        let mut incoming: Vec<(Vec<Value>, String)> = Vec::with_capacity(records.len());
        for record in records {
            let row = cells(record, |department| self.organizations.get(department).cloned());
            let digest = digest_of(telling(kind, &row));
            incoming.push((row, digest));
        }
        let ids = incoming.iter().map(|(row, _)| row[0].clone()).collect();
        let stored = self.digests(kind, ids).await?;
        let stored: HashMap<&str, (&str, &str)> =
            stored.iter().map(|r| (r.id.as_str(), (r.digest.as_str(), r.recorded_at.as_str()))).collect();

        let mut counts = TallyCounts::default();
        let (mut new, mut changed) = (RowBatch::new(statements.write_columns), RowBatch::new(statements.write_columns));
        let mut replaced: HashMap<String, Replacement> = HashMap::new();
        let mut written_here: HashMap<&str, &str> = HashMap::new();
        for (row, digest) in &incoming {
            let Value::Text(id) = &row[0] else {
                return Err(ServiceError::Internal("the first column of a record is its id".to_owned()));
            };
            match (written_here.insert(id, digest), stored.get(&**id)) {
                (Some(known), _) | (None, Some(&(known, _))) if known == digest => counts.unchanged += 1,
                (Some(_), _) => return Err(ServiceError::bad_input("records", format!("{id:?} is there twice"))),
                (None, Some(&(_, recorded_at))) => {
                    let replacement = Replacement { cells: row.clone(), recorded_at: recorded_at.to_owned() };
                    replaced.insert(id.to_string(), replacement);
                    self.log.add(kind, row[0].clone());
                    changed.push(row.iter().cloned().chain([digest.as_str().into(), self.now.as_str().into()]));
                }
                (None, None) => {
                    counts.added += 1;
                    self.log.add(kind, row[0].clone());
                    new.push(row.iter().cloned().chain([digest.as_str().into(), self.now.as_str().into()]));
                }
            }
        }
        if !replaced.is_empty() {
            let ended = self.keep_history(kind, &replaced).await?;
            counts.ended += ended;
            counts.changed += replaced.len() as u64 - ended;
        }
        self.add(kind, new).await?;
        self.write(statements.write, changed).await?;
        let total = self.tally.counts.entry(kind).or_default();
        total.added += counts.added;
        total.changed += counts.changed;
        total.ended += counts.ended;
        total.unchanged += counts.unchanged;
        Ok(counts)
    }

    /// Writes records that are new: beside the transaction of the recording, where that is already one of several. Departments may
    /// refer to one another, so they never are.
    async fn add(&mut self, kind: RecordKind, batch: RowBatch) -> Result<(), ServiceError> {
        let statement = add_statement(kind).unwrap_or(statements_of(kind).write);
        let everything_is_new = self.unheard.get(&kind) == Some(&true);
        let several = self.run.is_some() || (everything_is_new && self.expected > CHANGES_PER_TRANSACTION);
        if !several || kind == RecordKind::Department || !self.lanes.are_there() || batch.is_empty() {
            return self.write(statement, batch).await;
        }
        let changes = batch.len() as u64;
        self.open_run().await?;
        if self.holds_changes || self.changes_in_transaction + changes > CHANGES_PER_TRANSACTION {
            // What the batch refers to must be there for other transactions; and other writers get their turn.
            self.begin_next().await?;
        }
        self.changes_in_transaction += changes;
        self.lanes.write(statement, batch).await
    }

    async fn write(&mut self, statement: &'static Statement, batch: RowBatch) -> Result<(), ServiceError> {
        if batch.is_empty() {
            return Ok(());
        }
        let changes = batch.len() as u64;
        self.make_room(changes).await?;
        self.transaction.run(statement, Params::new().with_rows(batch)).await?;
        self.changes_in_transaction += changes;
        self.holds_changes = true;
        Ok(())
    }

    /// Runs a statement inside the recording: for what is written beside records.
    pub(super) async fn run(
        &mut self,
        statement: &'static crate::store::Statement,
        params: Params,
    ) -> Result<Vec<Row>, ServiceError> {
        Ok(self.transaction.run(statement, params).await?)
    }

    /// Says that something was written that is no record, but that answers depend on: the data version rises.
    pub(super) fn changed_beside_records(&mut self) {
        self.beside = true;
    }

    /// The data version this recording will end with, if nothing more is written.
    pub(super) async fn next_version(&mut self) -> Result<i64, ServiceError> {
        let rows: Vec<VersionRow> = self.rows(&st::meta::VERSION, Params::new()).await?;
        Ok(rows.first().map_or(0, |row| row.version) + i64::from(self.beside || self.tally.written() > 0))
    }

    /// Raises the data version if anything changed, and makes everything permanent.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] or [`ServiceError::Unavailable`]; then nothing of the last transaction was written.
    pub async fn finish(mut self) -> Result<Tally, ServiceError> {
        self.lanes.end().await?;
        let pending: Vec<RunRow> = self.rows(&st::import_run::PENDING, Params::new()).await?;
        let run = self.run.take().or_else(|| self.name.take());
        // What an earlier attempt wrote before it broke off is seen from now on, even if nothing had to be added to it.
        let completes = run.as_ref().is_some_and(|run| pending.iter().any(|other| other.id == *run));
        if !pending.is_empty() {
            self.log.overflow();
        }
        let changed = self.beside || self.tally.written() > 0 || completes;
        let statement = if changed { &st::meta::RAISE } else { &st::meta::VERSION };
        let version: Vec<VersionRow> = self.rows(statement, Params::new()).await?;
        let version = version.first().map_or(0, |row| row.version);
        if changed {
            std::mem::take(&mut self.log).write(self.transaction.as_mut(), version).await?;
        }
        if let Some(run) = run {
            self.transaction.run(&st::import_run::FINISH, Params::new().with("id", run)).await?;
        }
        self.transaction.commit().await?;
        self.tally.data_version = version;
        Ok(self.tally)
    }

    async fn rows<T: serde::de::DeserializeOwned>(
        &mut self,
        statement: &'static crate::store::Statement,
        params: Params,
    ) -> Result<Vec<T>, ServiceError> {
        let rows = self.transaction.run(statement, params).await?;
        rows.into_iter().map(|row| Ok(row.decode(statement)?)).collect()
    }

    /// What is stored under these identities.
    async fn digests(&mut self, kind: RecordKind, ids: Vec<Value>) -> Result<Vec<DigestRow>, ServiceError> {
        let statements = statements_of(kind);
        let unheard = match self.unheard.get(&kind) {
            Some(unheard) => *unheard,
            None if self.mode == WriteMode::Single => false,
            None => {
                let params = Params::new().with("after", "").with("limit", 1);
                self.transaction.run(statements.page, params).await?.is_empty()
            }
        };
        self.unheard.insert(kind, unheard);
        if unheard {
            return Ok(Vec::new());
        }
        self.rows(statements.digests, Params::new().with("ids", Value::List(ids))).await
    }

    /// Moves the stored values of these records to the history; returns how many changed in nothing but their end.
    async fn keep_history(
        &mut self,
        kind: RecordKind,
        replaced: &HashMap<String, Replacement>,
    ) -> Result<u64, ServiceError> {
        let statements = statements_of(kind);
        let columns = &statements.write_columns[..statements.write_columns.len() - 2];
        let end = statements.end_column.and_then(|end| columns.iter().position(|c| *c == end));
        let mut ids: Vec<&String> = replaced.keys().collect();
        ids.sort_unstable();
        let ids = Value::List(ids.into_iter().map(|id| id.as_str().into()).collect());
        let old = self.transaction.run(statements.by_ids, Params::new().with("ids", ids)).await?;
        let mut history = RowBatch::new(&["kind", "record_id", "recorded_at", "superseded_at", "record"]);
        let mut ended = 0;
        for row in old {
            let old = in_order(columns, &row).ok_or_else(|| {
                ServiceError::Internal(format!("{} lacks a column of its kind", statements.by_ids.name))
            })?;
            let Some(Value::Text(id)) = old.first() else {
                return Err(ServiceError::Internal("the first column of a record is its id".to_owned()));
            };
            let Some(new) = replaced.get(&**id) else {
                return Err(ServiceError::Internal(format!("{} returned {id:?} unasked", statements.by_ids.name)));
            };
            let only_end = end.is_some_and(|end| {
                old[end] == Value::Null
                    && new.cells.iter().zip(&old).enumerate().all(|(i, (new, old))| i == end || new == old)
            });
            ended += u64::from(only_end);
            history.push([
                Value::from(kind.code()),
                Value::Text(id.clone()),
                Value::from(new.recorded_at.as_str()),
                Value::from(self.now.as_str()),
                Value::from(as_json(columns, &old)),
            ]);
        }
        self.transaction.run(&st::history::WRITE, Params::new().with_rows(history)).await?;
        Ok(ended)
    }

    /// Which organization each department belongs to, for the memberships among `records`.
    async fn learn_organizations(&mut self, records: &[Record]) -> Result<(), ServiceError> {
        let mut unknown: Vec<&Id> = records
            .iter()
            .filter_map(|r| match r {
                Record::Membership(m) => match &m.unit {
                    Unit::Department(id) if !self.organizations.contains_key(id) => Some(id),
                    Unit::Department(_) | Unit::Organization(_) => None,
                },
                _ => None,
            })
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        if unknown.is_empty() {
            return Ok(());
        }
        let ids = Value::List(unknown.into_iter().map(|id| id.as_str().into()).collect());
        let rows: Vec<DepartmentOrganization> =
            self.rows(&st::department::BY_IDS, Params::new().with("ids", ids)).await?;
        for row in rows {
            let decode = |text: &str| Id::new(text).map_err(|e| ServiceError::Internal(e.to_string()));
            self.organizations.insert(decode(&row.id)?, decode(&row.organization_id)?);
        }
        Ok(())
    }

    /// On Neo4j a large import goes on in another transaction, under an import run that says so until the end.
    async fn make_room(&mut self, changes: u64) -> Result<(), ServiceError> {
        let full = self.changes_in_transaction > 0 && self.changes_in_transaction + changes > CHANGES_PER_TRANSACTION;
        if !full || self.mode == WriteMode::Single || self.service.store_kind() == StoreKind::Embedded {
            return Ok(());
        }
        self.open_run().await?;
        self.begin_next().await
    }

    /// From now on there are several transactions, under an import run that says so until the end.
    async fn open_run(&mut self) -> Result<(), ServiceError> {
        if self.run.is_some() {
            return Ok(());
        }
        let run = self.name.clone().unwrap_or_else(|| uuid::Uuid::now_v7().to_string());
        let params = Params::new().with("id", run.as_str()).with("started_at", self.now.as_str());
        self.transaction.run(&st::import_run::OPEN, params).await?;
        self.run = Some(run);
        self.holds_changes = true;
        Ok(())
    }

    /// Makes permanent what was written so far, and goes on in another transaction.
    async fn begin_next(&mut self) -> Result<(), ServiceError> {
        let next = self.service.store.begin().await?;
        std::mem::replace(&mut self.transaction, next).commit().await?;
        self.transaction.run(&st::meta::HOLD, Params::new()).await?;
        (self.changes_in_transaction, self.holds_changes) = (0, false);
        Ok(())
    }
}

/// The statement for records that are new, where a kind comes in such numbers that it has one of its own.
fn add_statement(kind: RecordKind) -> Option<&'static Statement> {
    match kind {
        RecordKind::Influence => Some(&st::influence::ADD),
        RecordKind::Interaction => Some(&st::interaction::ADD),
        _ => None,
    }
}

//! What an import would change, without changing it; and the same files written.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

use crate::domain::{Id, Record, RecordKind, coded};
use crate::service::{Service, ServiceError, TallyCounts};

use super::export::each_cell;
use super::fault::Faults;
use super::format::sheet_of;
use super::known::{Destination, Ledger, Recorded};
use super::outcome::{FileOutcome, ImportError, ImportOptions, Outcome};
use super::run::import_sources;
use super::sent::{SentFile, SentFiles};

/// Changes that are told in full; the rest is counted.
pub const CHANGES_IN_FULL: usize = 1_000;

/// The columns that say when something ended.
const ENDS: [&str; 3] = ["to", "ended_at", "closed"];

coded! {
    /// What an import would do to a record.
    pub enum RowEffect expects "an effect: added, changed or ended" {
        /// It is not stored yet.
        Added = "added",
        /// It is stored with other values.
        Changed = "changed",
        /// It changes in nothing but that it ends.
        Ended = "ended",
    }
}

/// A value that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// The column of the format.
    pub column: &'static str,
    /// As an export writes it; empty: not known.
    pub before: String,
    pub after: String,
}

/// A record that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowChange {
    pub kind: RecordKind,
    pub id: Id,
    pub effect: RowEffect,
    /// Of a record that is stored the values that differ, of a new one all it has.
    pub cells: Vec<CellChange>,
}

/// What an import of sent files left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Its rejects are named by their paths, which are gone.
    pub outcome: Outcome,
    /// Names and texts of the files that hold rejected rows.
    pub rejects: Vec<(String, String)>,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Per file what would become of its rows.
    pub files: Vec<FileOutcome>,
    pub faults: Faults,
    pub notices: Vec<String>,
    /// The first [`CHANGES_IN_FULL`], in the order of the kinds and of the rows; none where anything is wrong.
    pub changes: Vec<RowChange>,
    /// How many there are.
    pub n_changes: u64,
}

/// Tells what files would change if they were imported. Nothing is written, and no other writer waits.
///
/// # Errors
/// As [`import_sent`].
pub async fn preview_sent(
    service: &Service,
    now: Timestamp,
    files: Vec<SentFile>,
    options: &ImportOptions,
) -> Result<Preview, ImportError> {
    let sent = SentFiles::put_aside(files).await?;
    let recorded = Recorded { service, now, other_ids: false };
    let looking = Looking { service, seen: Arc::default() };
    let outcome = import_sources(&recorded, &looking, sent.sources(), &sent.options(options)).await?;
    let Outcome { files, faults, notices, data_version: _, rejects: _ } = outcome;
    let Seen { changes, n_changes } = std::mem::take(&mut *looking.seen.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(Preview { files, faults, notices, changes, n_changes })
}

/// Imports files that a client sent.
///
/// # Errors
/// As [`import`](super::import); [`ServiceError::BadInput`] for a name that is not simply one of a file, and for one given twice.
pub async fn import_sent(
    service: &Service,
    now: Timestamp,
    files: Vec<SentFile>,
    options: &ImportOptions,
) -> Result<Imported, ImportError> {
    let sent = SentFiles::put_aside(files).await?;
    let recorded = Recorded { service, now, other_ids: false };
    let outcome = import_sources(&recorded, &recorded, sent.sources(), &sent.options(options)).await?;
    let mut rejects = Vec::with_capacity(outcome.rejects.len());
    for path in &outcome.rejects {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let text = tokio::fs::read_to_string(path).await;
        rejects.push((name, text.map_err(|source| ImportError::Rejects { path: path.clone(), source })?));
    }
    Ok(Imported { outcome, rejects })
}

#[derive(Default)]
struct Seen {
    changes: Vec<RowChange>,
    n_changes: u64,
}

/// Holds records against what is stored, instead of writing them.
struct Looking<'a> {
    service: &'a Service,
    seen: Arc<Mutex<Seen>>,
}

struct Look {
    service: Service,
    seen: Arc<Mutex<Seen>>,
}

#[async_trait]
impl Destination for Looking<'_> {
    async fn begin(&self, _: &str, _: u64) -> Result<Box<dyn Ledger>, ServiceError> {
        Ok(Box::new(Look { service: self.service.clone(), seen: Arc::clone(&self.seen) }))
    }
}

#[async_trait]
impl Ledger for Look {
    async fn apply(&mut self, records: &[Record]) -> Result<TallyCounts, ServiceError> {
        let Some(kind) = records.first().map(Record::kind) else { return Ok(TallyCounts::default()) };
        let ids: Vec<Id> = records.iter().map(Record::id).collect();
        let stored = self.service.records_by_id(kind, &ids).await?;
        let stored: HashMap<Id, Record> = stored.into_iter().map(|record| (record.id(), record)).collect();
        let mut counts = TallyCounts::default();
        for (id, record) in ids.iter().zip(records) {
            let cells = match stored.get(id) {
                None => {
                    counts.added += 1;
                    self.tell(record, RowEffect::Added, differing(None, record));
                    continue;
                }
                Some(before) => differing(Some(before), record),
            };
            match &*cells {
                [] => counts.unchanged += 1,
                [only] if ENDS.contains(&only.column) && only.before.is_empty() => {
                    counts.ended += 1;
                    self.tell(record, RowEffect::Ended, cells);
                }
                _ => {
                    counts.changed += 1;
                    self.tell(record, RowEffect::Changed, cells);
                }
            }
        }
        Ok(counts)
    }

    async fn finish(self: Box<Self>) -> Result<i64, ServiceError> {
        Ok(0)
    }
}

impl Look {
    fn tell(&self, record: &Record, effect: RowEffect, cells: Vec<CellChange>) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.n_changes += 1;
        if seen.changes.len() < CHANGES_IN_FULL {
            seen.changes.push(RowChange { kind: record.kind(), id: record.id(), effect, cells });
        }
    }
}

/// The values in which a record differs from the stored one; all it has where none is stored.
fn differing(before: Option<&Record>, after: &Record) -> Vec<CellChange> {
    let cells = |record: &Record| {
        let mut cells = Vec::new();
        each_cell(record, &mut |cell| cells.push(cell.to_owned()));
        cells
    };
    let columns = sheet_of(after.kind()).columns.iter().map(|column| column.name);
    let before = before.map_or_else(|| vec![String::new(); columns.len()], cells);
    let changed = columns.zip(before.into_iter().zip(cells(after))).filter(|(_, (before, after))| before != after);
    changed.map(|(column, (before, after))| CellChange { column, before, after }).collect()
}

//! Which records each data version changed: so that whoever keeps something of an older version reads what changed, and not
//! everything again.
//!
//! Every recording notes what it wrote in the transaction that raises the data version. What is not known is everything: a
//! recording of more than [`MOST_RECORDS`] or of several transactions says so in one row, and so does every other while a
//! recording of several transactions has begun and not ended, because others see parts of it. A version without a row was raised with
//! other tools, or before the log was kept, or was forgotten: the log keeps the last [`KEPT`] rows and some more.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::domain::{Coded, Id, RecordKind};
use crate::store::{Params, RowBatch, StoreError, Transaction, Value, statements as st};

use super::{Reading, ServiceError};

/// Most records that are named, of one recording and of an answer. Reading that many again one by one takes about as long as reading
/// everything.
const MOST_RECORDS: usize = 10_000;
/// Rows that are kept at least: an answer never needs more.
const KEPT: i64 = 2 * MOST_RECORDS as i64;
/// Old rows are looked for with every so manieth version, and after every recording of so many rows.
const PRUNED_EVERY: i64 = 64;
const PRUNED_AFTER: usize = 1_000;

/// What a row says instead of a kind.
const EVERYTHING: &str = "everything";
const NOTHING: &str = "nothing";

/// What changed since a data version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Anything may have changed.
    Everything,
    /// These records were added or changed, and no others. Some may hold what they held before.
    Records(HashMap<RecordKind, HashSet<Id>>),
}

impl Changed {
    /// Whether there is nothing to do.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Records(records) if records.is_empty())
    }
}

#[derive(Deserialize)]
struct ChangeRow {
    version: i64,
    kind: String,
    record_id: String,
}

impl Reading {
    /// What changed after a data version, and the version until which: that of this reading's view.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn changed_since(&self, version: i64) -> Result<(Changed, i64), ServiceError> {
        let until = self.data_version().await?;
        if until == version {
            return Ok((Changed::Records(HashMap::new()), until));
        }
        // An older version than was seen before is another database.
        if until < version || until - version > MOST_RECORDS as i64 {
            return Ok((Changed::Everything, until));
        }
        let params = Params::new().with("version", version).with("limit", MOST_RECORDS as i64 + 1);
        let rows: Vec<ChangeRow> = self.rows(&st::change::SINCE, params).await?;
        if rows.len() > MOST_RECORDS {
            return Ok((Changed::Everything, until));
        }
        let mut versions = HashSet::new();
        let mut records: HashMap<RecordKind, HashSet<Id>> = HashMap::new();
        // Without a snapshot there may be later ones.
        for row in rows.into_iter().filter(|row| row.version <= until) {
            versions.insert(row.version);
            if row.kind == NOTHING {
                continue;
            }
            // A kind of which this program knows nothing is one of a newer program.
            let Ok(kind) = RecordKind::parse(&row.kind) else { return Ok((Changed::Everything, until)) };
            let id = Id::new(row.record_id).map_err(|e| ServiceError::Internal(format!("a stored identifier: {e}")))?;
            records.entry(kind).or_default().insert(id);
        }
        let every_version_is_there = i64::try_from(versions.len()).is_ok_and(|known| known == until - version);
        let changed = if every_version_is_there { Changed::Records(records) } else { Changed::Everything };
        Ok((changed, until))
    }
}

/// What a recording has changed so far.
#[derive(Debug, Default)]
pub(super) struct ChangeLog {
    records: Vec<(RecordKind, Value)>,
    /// More than are named.
    overflown: bool,
}

impl ChangeLog {
    /// Notes a change.
    pub(super) fn add(&mut self, kind: RecordKind, id: Value) {
        if self.overflown {
            return;
        }
        if self.records.len() == MOST_RECORDS {
            self.overflow();
        } else {
            self.records.push((kind, id));
        }
    }

    /// Names no record, because others saw or will see parts of the recording.
    pub(super) fn overflow(&mut self) {
        *self = Self { records: Vec::new(), overflown: true };
    }

    /// Writes what changed with the version to which the transaction raised the data.
    pub(super) async fn write(self, transaction: &mut dyn Transaction, version: i64) -> Result<(), StoreError> {
        let mut rows = RowBatch::new(&["version", "kind", "record_id"]);
        if self.overflown || self.records.is_empty() {
            let word = if self.overflown { EVERYTHING } else { NOTHING };
            rows.push([version.into(), word.into(), "".into()]);
        }
        for (kind, id) in self.records {
            rows.push([version.into(), kind.code().into(), id]);
        }
        let n_rows = rows.len();
        transaction.run(&st::change::WRITE, Params::new().with_rows(rows)).await?;
        if n_rows > PRUNED_AFTER || version % PRUNED_EVERY == 0 {
            let params = Params::new().with("version", version).with("keep", KEPT);
            transaction.run(&st::change::PRUNE, params).await?;
        }
        Ok(())
    }
}

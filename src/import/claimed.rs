//! A map that somebody claims to know, in the import format: read and checked as an import is, and never written.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

use crate::domain::Record;
use crate::service::{Service, ServiceError, TallyCounts};

use super::fault::Faults;
use super::known::{Destination, Ledger, Recorded};
use super::outcome::{ImportError, ImportOptions, Outcome};
use super::run::{import_into, import_sources};
use super::sent::{SentFile, SentFiles};

/// What was read of a claimed map.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedMap {
    /// Every row, in the order of the kinds; none where anything is wrong.
    pub records: Vec<Record>,
    /// What is wrong, as an import tells it.
    pub faults: Faults,
    pub notices: Vec<String>,
}

impl ClaimedMap {
    /// The map as a client sends it: for each kind of records it has, the name of a CSV file and its
    /// text.
    ///
    /// # Errors
    /// [`std::io::Error`] when a text cannot be put together.
    pub fn files(&self) -> std::io::Result<Vec<(String, String)>> {
        super::export::texts(&self.records)
    }
}

/// Reads a claimed map from folders, CSV files and workbooks. References may lead to what is stored, by identifier or mail
/// address.
///
/// # Errors
/// As [`import`](super::import); faults of the input are no error.
pub async fn claimed_map(service: &Service, now: Timestamp, paths: &[PathBuf]) -> Result<ClaimedMap, ImportError> {
    let (stored, kept) = (stored(service, now), Kept::default());
    let outcome = import_into(&stored, &kept, paths, &ImportOptions::default(), &()).await?;
    Ok(kept.claimed(outcome))
}

/// What is stored, for somebody who claims to know the same people by other identifiers.
fn stored(service: &Service, now: Timestamp) -> Recorded<'_> {
    Recorded { service, now, other_ids: true }
}

/// As [`claimed_map`], from files that a client sent.
///
/// # Errors
/// As [`claimed_map`]; [`ServiceError::BadInput`] for a name that is not simply one of a file, and for one given
/// twice.
pub async fn claimed_map_of(
    service: &Service,
    now: Timestamp,
    files: Vec<SentFile>,
) -> Result<ClaimedMap, ImportError> {
    let (stored, kept) = (stored(service, now), Kept::default());
    let sent = SentFiles::put_aside(files).await?;
    let outcome = import_sources(&stored, &kept, sent.sources(), &ImportOptions::default()).await?;
    Ok(kept.claimed(outcome))
}

/// Keeps the records instead of writing them.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<Record>>>);

#[async_trait]
impl Destination for Kept {
    async fn begin(&self, _: &str, _: u64) -> Result<Box<dyn Ledger>, ServiceError> {
        Ok(Box::new(self.clone()))
    }
}

impl Kept {
    fn claimed(self, outcome: Outcome) -> ClaimedMap {
        let records = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        ClaimedMap { records, faults: outcome.faults, notices: outcome.notices }
    }
}

#[async_trait]
impl Ledger for Kept {
    async fn apply(&mut self, records: &[Record]) -> Result<TallyCounts, ServiceError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(records);
        Ok(TallyCounts::default())
    }

    async fn finish(self: Box<Self>) -> Result<i64, ServiceError> {
        Ok(0)
    }
}

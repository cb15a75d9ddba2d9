//! A map that somebody claims to know, in the import format: read and checked as an import is, and never written.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

use crate::domain::{Department, Id, Membership, Person, Record, RecordKind, Reporting};
use crate::service::{Service, ServiceError, TallyCounts};

use super::fault::Faults;
use super::known::{Known, Ledger, Recorded};
use super::outcome::{ImportError, ImportOptions};
use super::run::import_into;

/// A file of a claimed map, as a client sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedFile {
    /// Named after its rows, as in a folder: `people.csv`.
    pub name: String,
    pub text: String,
}

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
    /// The map as a client sends it: a CSV text for each kind of records it has.
    ///
    /// # Errors
    /// [`std::io::Error`] when a text cannot be put together.
    pub fn files(&self) -> std::io::Result<Vec<ClaimedFile>> {
        let texts = super::export::texts(&self.records)?;
        Ok(texts.into_iter().map(|(name, text)| ClaimedFile { name, text }).collect())
    }
}

/// Reads a claimed map from folders, CSV files and workbooks. References may lead to what is stored, by identifier or mail
/// address.
///
/// # Errors
/// As [`import`](super::import); faults of the input are no error.
pub async fn claimed_map(service: &Service, now: Timestamp, paths: &[PathBuf]) -> Result<ClaimedMap, ImportError> {
    let claimed = Claimed { recorded: Recorded { service, now }, records: Arc::default() };
    let outcome = import_into(&claimed, paths, &ImportOptions::default(), &()).await?;
    let records = std::mem::take(&mut *claimed.records.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(ClaimedMap { records, faults: outcome.faults, notices: outcome.notices })
}

/// As [`claimed_map`], from the texts of CSV files.
///
/// # Errors
/// As [`claimed_map`]; [`ServiceError::BadInput`] for a name that is none of a file of the format, and for one given twice.
pub async fn claimed_map_of(
    service: &Service,
    now: Timestamp,
    files: Vec<ClaimedFile>,
) -> Result<ClaimedMap, ImportError> {
    let folder = tempfile::tempdir().map_err(|e| unwritable(&e))?;
    let mut names = HashSet::new();
    let mut paths = Vec::with_capacity(files.len());
    for ClaimedFile { name, text } in files {
        // The name becomes one of a file: nothing but that of a sheet may get that far.
        let is_sheet = name.strip_suffix(".csv").is_some_and(|stem| super::sheet_named(stem).is_some());
        if !is_sheet || !names.insert(name.to_ascii_lowercase()) {
            let message = format!("{name:?} is no name of a file of the import format, or is given twice");
            return Err(ServiceError::bad_input("files.name", message).into());
        }
        let path = folder.path().join(&name);
        tokio::fs::write(&path, text).await.map_err(|e| unwritable(&e))?;
        paths.push(path);
    }
    let folder_path = [folder.path().to_owned()];
    claimed_map(service, now, if paths.is_empty() { &[] } else { &folder_path }).await
}

fn unwritable(error: &std::io::Error) -> ImportError {
    ServiceError::Internal(format!("the claimed files cannot be put aside: {error}")).into()
}

/// What is stored, as somebody who only reads sees it; what an import would write is kept here.
struct Claimed<'a> {
    recorded: Recorded<'a>,
    records: Arc<Mutex<Vec<Record>>>,
}

#[async_trait]
impl Known for Claimed<'_> {
    fn now(&self) -> Timestamp {
        self.recorded.now()
    }

    fn people_may_be_stored_under_other_ids(&self) -> bool {
        true
    }

    async fn known_ids(&self, kind: RecordKind, ids: &[Id]) -> Result<HashSet<Id>, ServiceError> {
        self.recorded.known_ids(kind, ids).await
    }

    async fn people_named(&self, texts: &[String]) -> Result<HashMap<String, Vec<Id>>, ServiceError> {
        self.recorded.people_named(texts).await
    }

    async fn people(&self, ids: &[Id]) -> Result<Vec<Person>, ServiceError> {
        self.recorded.people(ids).await
    }

    async fn organizations_named(&self, names: &[String]) -> Result<HashMap<String, Vec<Id>>, ServiceError> {
        self.recorded.organizations_named(names).await
    }

    async fn own_organizations(&self) -> Result<Vec<Id>, ServiceError> {
        self.recorded.own_organizations().await
    }

    async fn departments(&self, ids: &[Id]) -> Result<Vec<Department>, ServiceError> {
        self.recorded.departments(ids).await
    }

    async fn memberships_of(&self, people: &[Id]) -> Result<Vec<Membership>, ServiceError> {
        self.recorded.memberships_of(people).await
    }

    async fn reporting_of(&self, people: &[Id]) -> Result<Vec<Reporting>, ServiceError> {
        self.recorded.reporting_of(people).await
    }

    async fn begin(&self, _: &str, _: u64) -> Result<Box<dyn Ledger>, ServiceError> {
        Ok(Box::new(Kept(Arc::clone(&self.records))))
    }
}

/// Keeps the records instead of writing them.
struct Kept(Arc<Mutex<Vec<Record>>>);

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

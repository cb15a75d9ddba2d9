//! What an import tells: per file what became of its rows, the faults, and what else is worth knowing.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::{Id, RecordKind, Visibility};
use crate::service::ServiceError;

use super::fault::Faults;

/// How an import is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOptions {
    /// Writes the valid rows although others are not, and leaves the others in [`ImportOptions::rejects`].
    pub skip_invalid: bool,
    /// Visibility of influence lines whose cell is empty. Assessments are seen by everybody then.
    pub visibility: Visibility,
    /// The folder for rejected rows.
    pub rejects: PathBuf,
    /// Whose address books these are: each card is then a line from them to its person, acquainted, as visible as
    /// [`ImportOptions::visibility`] says.
    pub address_book_of: Option<Id>,
    /// The texts that name the one whose lines and assessments alone may come, by owner or assessor; absent: anybody's may.
    pub only_of: Option<Arc<[String]>>,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            skip_invalid: false,
            visibility: Visibility::Company,
            rejects: PathBuf::from("rejects"),
            address_book_of: None,
            only_of: None,
        }
    }
}

/// What is being done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Its rows are read and checked.
    Check,
    /// Its rows are written.
    Write,
}

/// Is told how far an import is. Called from the import's own task: it must not wait.
pub trait Progress: Send + Sync {
    /// A file is begun; `bytes` is its size.
    fn begin(&self, phase: Phase, file: &str, bytes: u64);
    /// So many of its rows and bytes are done.
    fn advance(&self, rows: u64, bytes: u64);
}

/// Nobody wants to know.
impl Progress for () {
    fn begin(&self, _: Phase, _: &str, _: u64) {}
    fn advance(&self, _: u64, _: u64) {}
}

/// What became of the rows of one file or sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOutcome {
    /// The file.
    pub file: Arc<str>,
    /// What its rows are.
    pub kind: RecordKind,
    /// Rows without the header and without blank ones.
    pub read: u64,
    pub added: u64,
    pub changed: u64,
    /// Changed in nothing but that they ended.
    pub ended: u64,
    /// Known already; rows that repeat another row of the run are among them.
    pub unchanged: u64,
    /// Not written.
    pub rejected: u64,
}

/// The end of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub files: Vec<FileOutcome>,
    pub faults: Faults,
    /// What is worth knowing and stopped nothing: columns that mean nothing, files that were passed over.
    pub notices: Vec<String>,
    /// The data version after the import; absent: nothing was written, because there are faults.
    pub data_version: Option<i64>,
    /// The files that hold the rejected rows.
    pub rejects: Vec<PathBuf>,
}

impl Outcome {
    /// Whether the import was carried out.
    pub fn is_written(&self) -> bool {
        self.data_version.is_some()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for notice in &self.notices {
            writeln!(f, "note: {notice}")?;
        }
        write!(f, "{}", self.faults)?;
        for file in &self.files {
            let FileOutcome { file, kind: _, read, added, changed, ended, unchanged, rejected } = file;
            write!(f, "{file}: {read} read")?;
            if self.is_written() {
                write!(f, ", {added} added, {changed} changed, {ended} ended, {unchanged} unchanged")?;
            }
            writeln!(f, ", {rejected} rejected")?;
        }
        for path in &self.rejects {
            writeln!(f, "rejected rows: {}", path.display())?;
        }
        let written: u64 = self.files.iter().map(|f| f.added + f.changed + f.ended).sum();
        match self.data_version {
            None => writeln!(f, "nothing was written"),
            Some(version) if written == 0 => writeln!(f, "nothing changed; data version {version}"),
            Some(version) => writeln!(f, "{written} written; data version {version}"),
        }
    }
}

/// Why an import broke off. What is wrong with the input is no error of this kind: it is in the [`Outcome`].
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The store.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The rejects files cannot be written.
    #[error("the rejected rows cannot be written to {path}: {source}")]
    Rejects { path: PathBuf, source: io::Error },
    /// Somebody wrote to the input meanwhile.
    #[error("{0} changed while it was imported; nothing was written")]
    InputChanged(Arc<str>),
    /// A defect of the reader.
    #[error("the reader of {0} broke off")]
    ReaderBrokeOff(Arc<str>),
}

//! Writers of the format: everything a service records, as a folder of CSV files or as one workbook.
//!
//! Records come in the order of their identifiers and every value in its canonical form, so that the same records give the
//! same bytes, and what is exported and imported into an empty store is exported the same again.

mod cells;
mod csv;
mod xlsx;

use std::io;
use std::path::{Path, PathBuf};

use tokio::sync::mpsc;

use crate::domain::{Coded, Record, RecordKind};
use crate::service::{Service, ServiceError};

pub(super) use cells::each_cell;
pub(super) use csv::texts;

/// What an export makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// A folder of CSV files: UTF-8 without BOM, comma, LF.
    Csv,
    /// One workbook; at most 1,048,575 records of a kind.
    Xlsx,
}

impl ExportFormat {
    /// A workbook where the path ends so, else a folder.
    pub fn of(path: &Path) -> Self {
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) { Self::Xlsx } else { Self::Csv }
    }
}

/// Why an export did not happen; nothing is left of it then.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// An export does not overwrite.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The disk.
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: io::Error },
    /// The writer of workbooks.
    #[error("{path}: {source}")]
    Workbook { path: PathBuf, source: Box<rust_xlsxwriter::XlsxError> },
    /// A kind of records does not fit on a sheet.
    #[error("sheet {sheet} holds at most {max} records; export to CSV instead")]
    TooManyRows { sheet: &'static str, max: u32 },
    /// A text does not fit into a cell.
    #[error("{column} of {id} in sheet {sheet} is longer than the 32767 characters of a cell; export to CSV instead")]
    CellTooLong { sheet: &'static str, column: &'static str, id: String },
    /// A defect of the writer.
    #[error("the writer of {0} broke off")]
    WriterBrokeOff(PathBuf),
}

fn io_error(path: &Path) -> impl Fn(io::Error) -> ExportError {
    move |source| ExportError::Io { path: path.to_owned(), source }
}

/// Writes everything a service records to `path`, which must not exist yet (an empty folder may); returns how many records
/// there are of each kind. Read in one view of the store, streamed; written beside its place and moved there whole.
///
/// # Errors
/// [`ExportError`]; nothing is left of the export then.
pub async fn export(
    service: &Service,
    path: &Path,
    format: ExportFormat,
) -> Result<Vec<(RecordKind, u64)>, ExportError> {
    let (sender, receiver) = mpsc::channel(2);
    let target = path.to_owned();
    let writer = tokio::task::spawn_blocking(move || match format {
        ExportFormat::Csv => write_csv(&target, receiver),
        ExportFormat::Xlsx => write_xlsx(&target, receiver),
    });
    let read = read_all(service, &sender).await;
    drop(sender);
    // The reader's failure reaches the writer as a missing end, and counts more than what the writer says then.
    let written = writer.await.map_err(|_| ExportError::WriterBrokeOff(path.to_owned()))?;
    let counts = read?;
    written?;
    Ok(counts)
}

/// What the reader hands to the writer.
enum Part {
    Records(Vec<Record>),
    /// Everything was read.
    End,
}

async fn read_all(service: &Service, sender: &mpsc::Sender<Part>) -> Result<Vec<(RecordKind, u64)>, ServiceError> {
    let mut all = service.all_records().await?;
    let mut counts = Vec::new();
    for kind in RecordKind::ALL {
        let (mut count, mut after) = (0, None);
        loop {
            let records = all.page(*kind, after.as_ref()).await?;
            let Some(last) = records.last() else { break };
            after = Some(last.id());
            count += records.len() as u64;
            if sender.send(Part::Records(records)).await.is_err() {
                // The writer gave up and says why.
                return Ok(counts);
            }
        }
        counts.push((*kind, count));
    }
    // As above: a writer that has gone says why itself.
    let _ = sender.send(Part::End).await;
    Ok(counts)
}

fn write_csv(target: &Path, mut parts: mpsc::Receiver<Part>) -> Result<(), ExportError> {
    let mut folder = csv::Folder::begin(target)?;
    while let Some(part) = parts.blocking_recv() {
        match part {
            Part::Records(records) => folder.write(&records)?,
            Part::End => return folder.finish(),
        }
    }
    Err(ExportError::WriterBrokeOff(target.to_owned()))
}

fn write_xlsx(target: &Path, mut parts: mpsc::Receiver<Part>) -> Result<(), ExportError> {
    let mut book = xlsx::Book::begin(target)?;
    while let Some(part) = parts.blocking_recv() {
        match part {
            Part::Records(records) => book.write(&records)?,
            Part::End => return book.finish(),
        }
    }
    Err(ExportError::WriterBrokeOff(target.to_owned()))
}

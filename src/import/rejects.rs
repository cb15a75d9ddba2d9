//! Rejected rows: one CSV file per input with the original columns and what is wrong, ready to be corrected and imported.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tempfile::NamedTempFile;

use crate::domain::Coded;

use super::beside;
use super::check::Fate;
use super::fault::Fault;
use super::read::{Layout, RawRow};

/// The rejects file of one input, which exists once a row was rejected, and appears once everything is written. Dropped
/// before that, nothing of it stays.
pub(super) struct Rejects(Arc<Mutex<Inner>>);

/// The end at which the reading thread puts rows in.
pub(super) struct RejectsWriter(Arc<Mutex<Inner>>);

struct Inner {
    folder: PathBuf,
    name: String,
    writer: Option<csv::Writer<NamedTempFile>>,
    closed: bool,
    failure: Option<io::Error>,
}

impl Rejects {
    /// The rejects of an input, in a folder, under a file name.
    pub(super) fn new(folder: &Path, name: String) -> Self {
        Self(Arc::new(Mutex::new(Inner {
            folder: folder.to_owned(),
            name,
            writer: None,
            closed: false,
            failure: None,
        })))
    }

    /// The end at which rows are put in.
    pub(super) fn writer(&self) -> RejectsWriter {
        RejectsWriter(self.0.clone())
    }

    /// Puts the file in its place; `None` if no row was rejected.
    pub(super) fn finish(self) -> Result<Option<PathBuf>, (PathBuf, io::Error)> {
        let mut inner = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let path = inner.folder.join(&inner.name);
        if let Some(error) = inner.failure.take() {
            return Err((path, error));
        }
        let Some(writer) = inner.writer.take() else { return Ok(None) };
        let placed = writer
            .into_inner()
            .map_err(|error| error.into_error())
            .and_then(|file| file.persist(&path).map_err(io::Error::from));
        match placed {
            Ok(_) => Ok(Some(path)),
            Err(error) => Err((path, error)),
        }
    }
}

impl Drop for Rejects {
    fn drop(&mut self) {
        // The reading thread may hold its end a little longer: the file goes now.
        let mut inner = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        inner.closed = true;
        inner.writer = None;
    }
}

impl RejectsWriter {
    /// Takes a row in. `faults` are those of the row on its own; without any, `fate` says what is wrong.
    pub(super) fn add(&self, layout: &Layout, row: &RawRow, fate: Fate, faults: &[Fault]) {
        let mut inner = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !inner.closed
            && inner.failure.is_none()
            && let Err(error) = inner.add(layout, row, fate, faults)
        {
            inner.failure = Some(error);
        }
    }
}

impl Inner {
    fn add(&mut self, layout: &Layout, row: &RawRow, fate: Fate, faults: &[Fault]) -> io::Result<()> {
        if self.writer.is_none() {
            fs::create_dir_all(&self.folder)?;
            let file = beside::file_in(&self.folder)?;
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(file);
            writer.write_record(layout.header.iter().map(String::as_str).chain(["fault"]))?;
            self.writer = Some(writer);
        }
        let Some(writer) = &mut self.writer else { return Ok(()) };
        let said: Vec<String> = match fate {
            _ if !faults.is_empty() => faults.iter().map(in_one_cell).collect(),
            Fate::Refused { code, column: Some(column) } => vec![format!("{column}: {}", code.code())],
            Fate::Refused { code, column: None } => vec![code.code().to_owned()],
            Fate::Written | Fate::Repeated => Vec::new(),
        };
        // The fault stands in its own column, however many cells the row has.
        let width = layout.header.len();
        let cells = (0..width).map(|position| row.cell(position));
        let beyond = (width..row.len()).map(|position| row.cell(position));
        writer.write_record(cells.chain([said.join(" | ").as_str()]).chain(beyond))?;
        Ok(())
    }
}

fn in_one_cell(fault: &Fault) -> String {
    match &fault.place.column {
        Some(column) => format!("{column}: {}; expected {}", fault.code.code(), fault.expected),
        None => format!("{}; expected {}", fault.code.code(), fault.expected),
    }
}

//! The format as a folder of CSV files.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::domain::{Record, RecordKind};
use crate::import::format::{SHEETS, sheet_of};

use super::{ExportError, each_cell, io_error};

/// A folder that is being written beside its place, and is moved there whole.
pub(super) struct Folder {
    target: PathBuf,
    work: TempDir,
    open: Option<(RecordKind, csv::Writer<BufWriter<fs::File>>)>,
}

impl Folder {
    /// Begins a folder; there must be none at `target` yet, or an empty one.
    pub(super) fn begin(target: &Path) -> Result<Self, ExportError> {
        let is_free = match fs::read_dir(target) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        if !is_free {
            return Err(ExportError::Exists(target.to_owned()));
        }
        let beside = match target.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let work = tempfile::Builder::new().prefix(".guanxi-export-").tempdir_in(beside).map_err(io_error(target))?;
        let mut folder = Self { target: target.to_owned(), work, open: None };
        // Every file is there, the empty ones with their header: the folder says that there is nothing.
        for sheet in &SHEETS {
            folder.turn_to(sheet.kind)?;
        }
        Ok(folder)
    }

    /// Writes records of one kind; kinds come one after the other.
    pub(super) fn write(&mut self, records: &[Record]) -> Result<(), ExportError> {
        for record in records {
            self.turn_to(record.kind())?;
            let Some((_, writer)) = &mut self.open else { continue };
            let mut failed = None;
            each_cell(record, &mut |cell| {
                if let Err(error) = writer.write_field(cell) {
                    failed.get_or_insert(error);
                }
            });
            let end = writer.write_record(None::<&[u8]>);
            failed.map_or(end, Err).map_err(|error| io_error(&self.target)(error.into()))?;
        }
        Ok(())
    }

    fn turn_to(&mut self, kind: RecordKind) -> Result<(), ExportError> {
        if self.open.as_ref().is_some_and(|(open, _)| *open == kind) {
            return Ok(());
        }
        self.close()?;
        let sheet = sheet_of(kind);
        let failed = io_error(&self.target);
        let path = self.work.path().join(format!("{}.csv", sheet.name));
        let is_new = !path.exists();
        let file = fs::OpenOptions::new().create(true).append(true).open(path).map_err(&failed)?;
        let mut writer = csv::Writer::from_writer(BufWriter::new(file));
        if is_new {
            writer.write_record(sheet.columns.iter().map(|column| column.name)).map_err(|e| failed(e.into()))?;
        }
        self.open = Some((kind, writer));
        Ok(())
    }

    fn close(&mut self) -> Result<(), ExportError> {
        let Some((_, writer)) = self.open.take() else { return Ok(()) };
        let failed = io_error(&self.target);
        let mut buffer = writer.into_inner().map_err(|error| failed(error.into_error()))?;
        buffer.flush().map_err(&failed)?;
        buffer.get_ref().sync_all().map_err(&failed)
    }

    /// Moves the folder to its place.
    pub(super) fn finish(mut self) -> Result<(), ExportError> {
        self.close()?;
        make_public(self.work.path()).map_err(io_error(&self.target))?;
        fs::rename(self.work.path(), &self.target).map_err(io_error(&self.target))?;
        // The folder is no longer where it would be cleaned away.
        let _ = self.work.keep();
        Ok(())
    }
}

/// Records as the texts of CSV files, by file name.
pub(in crate::import) fn texts(records: &[Record]) -> io::Result<Vec<(String, String)>> {
    let mut texts = Vec::new();
    for sheet in &SHEETS {
        let mut of_sheet = records.iter().filter(|record| record.kind() == sheet.kind).peekable();
        if of_sheet.peek().is_none() {
            continue;
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(sheet.columns.iter().map(|column| column.name))?;
        for record in of_sheet {
            let mut cells = Vec::new();
            each_cell(record, &mut |cell| cells.push(cell.to_owned()));
            writer.write_record(&cells)?;
        }
        let bytes = writer.into_inner().map_err(|error| error.into_error())?;
        let text = String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        texts.push((format!("{}.csv", sheet.name), text));
    }
    Ok(texts)
}

/// A folder made for temporary use is its owner's alone; an export has the permissions any new folder has.
fn make_public(folder: &Path) -> io::Result<()> {
    let plain = folder.join("permissions");
    fs::create_dir(&plain)?;
    let permissions = fs::metadata(&plain)?.permissions();
    fs::remove_dir(&plain)?;
    fs::set_permissions(folder, permissions)
}

//! The format as one workbook.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use tempfile::NamedTempFile;

use crate::domain::{Record, RecordKind};
use crate::import::beside;
use crate::import::format::SHEETS;

use super::{ExportError, each_cell, io_error};

/// Rows a sheet holds, the header among them.
const MAX_ROWS: u32 = 1_048_576;
/// Characters a cell holds, as Excel counts: in UTF-16.
const MAX_CELL_UNITS: usize = 32_767;

/// A workbook that is being written: rows go to temporary files, so that memory stays bounded.
pub(super) struct Book {
    target: PathBuf,
    workbook: Workbook,
    /// The next row of each sheet.
    rows: [u32; SHEETS.len()],
}

impl Book {
    /// Begins a workbook; there must be no file at `target` yet.
    pub(super) fn begin(target: &Path) -> Result<Self, ExportError> {
        if target.exists() {
            return Err(ExportError::Exists(target.to_owned()));
        }
        let failed = |error| ExportError::Workbook { path: target.to_owned(), source: Box::new(error) };
        let mut workbook = Workbook::new();
        // The same records give the same bytes, today and tomorrow.
        let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        for sheet in &SHEETS {
            let worksheet = workbook.add_worksheet_with_constant_memory().map_err(failed)?;
            worksheet.set_name(sheet.name).map_err(failed)?;
            for (column, name) in (0..).zip(sheet.columns) {
                worksheet.write_string(0, column, name.name).map_err(failed)?;
            }
        }
        Ok(Self { target: target.to_owned(), workbook, rows: [1; SHEETS.len()] })
    }

    /// Writes records. Every cell is a string, so that none is taken for a formula or a number of another form.
    pub(super) fn write(&mut self, records: &[Record]) -> Result<(), ExportError> {
        for record in records {
            let at = sheet_position(record.kind());
            let row = self.rows[at];
            if row >= MAX_ROWS {
                return Err(ExportError::TooManyRows { sheet: SHEETS[at].name, max: MAX_ROWS - 1 });
            }
            self.rows[at] += 1;
            self.write_row(at, row, record).map_err(|error| match error {
                RowError::TooLong(column) => ExportError::CellTooLong {
                    sheet: SHEETS[at].name,
                    column: SHEETS[at].columns[usize::from(column)].name,
                    id: record.id().to_string(),
                },
                RowError::Workbook(error) => {
                    ExportError::Workbook { path: self.target.clone(), source: Box::new(error) }
                }
            })?;
        }
        Ok(())
    }

    fn write_row(&mut self, at: usize, row: u32, record: &Record) -> Result<(), RowError> {
        let worksheet = self.workbook.worksheet_from_index(at)?;
        let mut column = 0;
        let mut failed = None;
        each_cell(record, &mut |cell| {
            if failed.is_none() && !cell.is_empty() {
                if cell.len() > MAX_CELL_UNITS && cell.encode_utf16().count() > MAX_CELL_UNITS {
                    failed = Some(RowError::TooLong(column));
                } else if let Err(error) = worksheet.write_string(row, column, cell) {
                    failed = Some(error.into());
                }
            }
            column += 1;
        });
        failed.map_or(Ok(()), Err)
    }

    /// Puts the workbook in its place.
    pub(super) fn finish(mut self) -> Result<(), ExportError> {
        let folder = match self.target.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let failed = io_error(&self.target);
        let mut file = beside::file_in(folder).map_err(&failed)?;
        self.workbook
            .save_to_writer(&mut file)
            .map_err(|error| ExportError::Workbook { path: self.target.clone(), source: Box::new(error) })?;
        file.as_file().sync_all().map_err(&failed)?;
        place(file, &self.target)
    }
}

fn place(file: NamedTempFile, target: &Path) -> Result<(), ExportError> {
    match file.persist_noclobber(target) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(ExportError::Exists(target.to_owned()))
        }
        Err(error) => Err(io_error(target)(error.error)),
    }
}

fn sheet_position(kind: RecordKind) -> usize {
    SHEETS.iter().position(|sheet| sheet.kind == kind).expect("every kind of records has its sheet")
}

enum RowError {
    /// The cell of this column.
    TooLong(u16),
    Workbook(XlsxError),
}

impl From<XlsxError> for RowError {
    fn from(error: XlsxError) -> Self {
        Self::Workbook(error)
    }
}

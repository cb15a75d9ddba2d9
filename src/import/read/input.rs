//! The inputs of a run: which files and sheets there are, and the rows of each.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::import::fault::{Fault, FaultCode, Place};
use crate::import::format::{SHEETS, Sheet, sheet_named};

use super::delimited::Delimited;
use super::encoding::{EncodingError, TextStream, detect};
use super::header::Layout;
use super::row::RawRow;
use super::workbook;

/// One CSV file, or one sheet of a workbook.
#[derive(Debug, Clone)]
pub(in crate::import) struct Input {
    /// What its rows are.
    pub sheet: &'static Sheet,
    /// What it is called in faults and reports.
    pub name: Arc<str>,
    pub path: PathBuf,
    pub form: Form,
    /// Size of the file.
    pub bytes: u64,
    modified: Option<SystemTime>,
}

/// How an input holds its rows.
#[derive(Debug, Clone)]
pub(in crate::import) enum Form {
    Delimited,
    /// A sheet of a workbook, by its name.
    Sheet(String),
    /// Rows that were made of an address book, with every column of the format.
    Made(Arc<[RawRow]>),
}

/// A file to import, and what it is called in faults and reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Source {
    pub path: PathBuf,
    pub name: String,
}

/// Why an input has no rows to give.
#[derive(Debug)]
pub(in crate::import) struct InputFault(pub Vec<Fault>);

/// What a reader hands out, and how far it is in the file.
pub(in crate::import) enum Step<'a> {
    /// The header row, once.
    Header(&'a Arc<Layout>),
    /// A row.
    Row(&'a RawRow, u64),
}

/// What was found at the given paths.
#[derive(Debug, Default)]
pub(in crate::import) struct Found {
    /// In the order in which the kinds depend on each other.
    pub inputs: Vec<Input>,
    /// Address books, whose cards are no rows yet.
    pub books: Vec<Book>,
    /// Files and sheets that mean nothing, by name.
    pub ignored: Vec<String>,
}

/// An address book.
#[derive(Debug, Clone)]
pub(in crate::import) struct Book {
    pub path: PathBuf,
    pub name: Arc<str>,
    bytes: u64,
    modified: Option<SystemTime>,
}

/// Finds the inputs at the paths: folders of CSV files and address books, CSV files, workbooks, address books.
pub(in crate::import) fn find_inputs(paths: &[PathBuf]) -> Result<Found, Vec<Fault>> {
    let mut found = Found::default();
    let mut faults = Vec::new();
    for path in paths {
        let files = match list(path) {
            Ok(files) => files,
            Err(error) => {
                faults.push(unreadable(&path.display().to_string().into(), &error.to_string()));
                continue;
            }
        };
        let folder = files.len() != 1 || files[0] != *path;
        for file in files {
            // A folder's files are told by their name alone, which is what its owner sees.
            let name = match file.file_name() {
                Some(name) if folder => name.to_string_lossy().into_owned(),
                _ => file.display().to_string(),
            };
            if let Err(fault) = found.take(&file, &name, folder) {
                faults.push(fault);
            }
        }
    }
    found.unless(faults)
}

/// As [`find_inputs`], of single files with names of their own.
pub(in crate::import) fn find_sources(sources: &[Source]) -> Result<Found, Vec<Fault>> {
    let mut found = Found::default();
    let take = |source: &Source| found.take(&source.path, &source.name, false).err();
    let faults = sources.iter().filter_map(take).collect();
    found.unless(faults)
}

/// The file itself, or the CSV files and address books of a folder by name.
fn list(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let file = entry?.path();
        if has_ending(&file, &["csv", "tsv", "txt", "vcf"]) && fs::metadata(&file)?.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|e| endings.iter().any(|ending| e.eq_ignore_ascii_case(ending)))
}

pub(super) fn unreadable(name: &Arc<str>, reason: &str) -> Fault {
    let place = Place { file: name.clone(), row: None, column: None };
    Fault::new(place, FaultCode::UnreadableFile, None, format!("a readable file: {reason}"))
}

/// The text of a file in whatever encoding it has.
pub(super) fn text_of(path: &Path, name: &Arc<str>) -> Result<TextStream, Fault> {
    let encoding = detect(path).map_err(|error| match error {
        EncodingError::Io(error) => unreadable(name, &error.to_string()),
        EncodingError::Utf16 | EncodingError::Neither { .. } => {
            let place = Place { file: name.clone(), row: None, column: None };
            Fault::new(place, FaultCode::UnknownEncoding, None, format!("UTF-8 or GB18030 text; {error}"))
        }
    })?;
    TextStream::open(path, encoding).map_err(|error| unreadable(name, &error.to_string()))
}

/// Hands out the rows of a table that is not of the import format, the header row first, until `visit` breaks off. Of a workbook
/// it is the first sheet. The delimiter is the one that makes most header cells known to `is_column`.
pub(in crate::import) fn read_table(
    path: &Path,
    name: &Arc<str>,
    is_column: impl Fn(&str) -> bool,
    mut visit: impl FnMut(&RawRow) -> ControlFlow<()>,
) -> Result<(), Fault> {
    if has_ending(path, &["xlsx", "xlsm"]) {
        let failed = |error: calamine::XlsxError| unreadable(name, &error.to_string());
        let sheets = workbook::sheet_names(path).map_err(failed)?;
        let first = sheets.first().ok_or_else(|| unreadable(name, "the workbook has no sheet"))?;
        return workbook::read_sheet(path, first, visit).map_err(failed);
    }
    let failed = |error: io::Error| unreadable(name, &error.to_string());
    let mut rows = Delimited::new(text_of(path, name)?, is_column).map_err(failed)?;
    let mut row = RawRow::default();
    while rows.next(&mut row).map_err(failed)? {
        if visit(&row).is_break() {
            break;
        }
    }
    Ok(())
}

impl Found {
    /// What was found, in the order in which the kinds depend on each other; the faults where there are any.
    fn unless(mut self, faults: Vec<Fault>) -> Result<Self, Vec<Fault>> {
        if !faults.is_empty() {
            return Err(faults);
        }
        self.put_in_order();
        Ok(self)
    }

    fn put_in_order(&mut self) {
        let order = |input: &Input| SHEETS.iter().position(|sheet| sheet.kind == input.sheet.kind);
        self.inputs.sort_by_key(order);
    }

    /// Adds rows that were made of an address book.
    pub(in crate::import) fn add_made(&mut self, book: &Book, sheet: &'static Sheet, rows: Vec<RawRow>) {
        let Book { path, name, bytes, modified } = book;
        self.inputs.push(Input {
            sheet,
            name: name.clone(),
            path: path.clone(),
            form: Form::Made(rows.into()),
            bytes: *bytes,
            modified: *modified,
        });
        self.put_in_order();
    }

    fn take(&mut self, path: &Path, name: &str, folder: bool) -> Result<(), Fault> {
        let shown: Arc<str> = name.into();
        let metadata = fs::metadata(path).map_err(|e| unreadable(&shown, &e.to_string()))?;
        let (bytes, modified) = (metadata.len(), metadata.modified().ok());
        let input = |sheet, name, form| Input { sheet, name, path: path.to_owned(), form, bytes, modified };
        if has_ending(path, &["vcf"]) {
            self.books.push(Book { path: path.to_owned(), name: shown, bytes, modified });
            return Ok(());
        }
        if has_ending(path, &["xlsx", "xlsm"]) {
            let sheets = workbook::sheet_names(path).map_err(|e| unreadable(&shown, &e.to_string()))?;
            for sheet_name in sheets {
                let shown = format!("{name}[{sheet_name}]");
                match sheet_named(&sheet_name) {
                    Some(sheet) => self.inputs.push(input(sheet, shown.into(), Form::Sheet(sheet_name))),
                    None => self.ignored.push(shown),
                }
            }
            return Ok(());
        }
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        match sheet_named(&stem) {
            Some(sheet) => self.inputs.push(input(sheet, shown, Form::Delimited)),
            None if folder => self.ignored.push(name.to_owned()),
            None => {
                let names: Vec<&str> = SHEETS.iter().map(|sheet| sheet.name).collect();
                let expected = format!(
                    "a folder, a workbook, an address book, or a CSV file named after its rows: {}",
                    names.join(", ")
                );
                let place = Place { file: shown, row: None, column: None };
                return Err(Fault::new(place, FaultCode::UnreadableFile, None, expected));
            }
        }
        Ok(())
    }
}

impl Input {
    /// Whether the file is no longer the one that was found.
    pub(in crate::import) fn has_changed(&self) -> bool {
        fs::metadata(&self.path).map_or(true, |now| now.len() != self.bytes || now.modified().ok() != self.modified)
    }

    /// Hands the header and the rows out, one after the other, until `visit` breaks off.
    pub(in crate::import) fn read(&self, mut visit: impl FnMut(Step<'_>) -> ControlFlow<()>) -> Result<(), InputFault> {
        let unreadable = |reason: String| InputFault(vec![unreadable(&self.name, &reason)]);
        match &self.form {
            Form::Delimited => self.read_text(&mut visit),
            Form::Made(rows) => self.read_made(rows, &mut visit),
            Form::Sheet(sheet_name) => {
                let mut layout: Option<Arc<Layout>> = None;
                let mut fault = None;
                let bytes = self.bytes;
                let mut take = |row: &RawRow| match &layout {
                    Some(_) => visit(Step::Row(row, bytes)),
                    None => match self.header(row) {
                        Ok(header) => {
                            let step = visit(Step::Header(&header));
                            layout = Some(header);
                            step
                        }
                        Err(header) => {
                            fault = Some(header);
                            ControlFlow::Break(())
                        }
                    },
                };
                workbook::read_sheet(&self.path, sheet_name, &mut take).map_err(|e| unreadable(e.to_string()))?;
                match (fault, layout) {
                    (Some(fault), _) => Err(fault),
                    (None, None) => Err(self.no_header()),
                    (None, Some(_)) => Ok(()),
                }
            }
        }
    }

    fn read_text(&self, visit: &mut impl FnMut(Step<'_>) -> ControlFlow<()>) -> Result<(), InputFault> {
        let failed = |error: io::Error| InputFault(vec![unreadable(&self.name, &error.to_string())]);
        let stream = text_of(&self.path, &self.name).map_err(|fault| InputFault(vec![fault]))?;
        let mut rows = Delimited::new(stream, |cell| self.sheet.column_named(cell).is_some()).map_err(failed)?;
        let mut row = RawRow::default();
        if !rows.next(&mut row).map_err(failed)? {
            return Err(self.no_header());
        }
        let layout = self.header(&row)?;
        let mut go_on = visit(Step::Header(&layout));
        while go_on.is_continue() && rows.next(&mut row).map_err(failed)? {
            go_on = visit(Step::Row(&row, rows.source().bytes_read()));
        }
        Ok(())
    }

    fn read_made(
        &self,
        rows: &[RawRow],
        visit: &mut impl FnMut(Step<'_>) -> ControlFlow<()>,
    ) -> Result<(), InputFault> {
        let mut names = RawRow::default();
        self.sheet.columns.iter().for_each(|column| names.push(column.name));
        let layout = self.header(&names)?;
        let mut go_on = visit(Step::Header(&layout));
        for (done, row) in (1..).zip(rows) {
            if go_on.is_break() {
                break;
            }
            go_on = visit(Step::Row(row, self.bytes * done / rows.len() as u64));
        }
        Ok(())
    }

    fn header(&self, row: &RawRow) -> Result<Arc<Layout>, InputFault> {
        Layout::read(self.sheet, row).map(Arc::new).map_err(|faults| {
            let fault = |f: super::header::HeaderFault| {
                let place = Place { file: self.name.clone(), row: Some(row.line), column: Some(f.column.into()) };
                Fault::new(place, f.code, None, f.expected)
            };
            InputFault(faults.into_iter().map(fault).collect())
        })
    }

    fn no_header(&self) -> InputFault {
        let place = Place { file: self.name.clone(), row: None, column: None };
        InputFault(vec![Fault::new(place, FaultCode::MissingColumn, None, "a header row; there is no row at all")])
    }
}

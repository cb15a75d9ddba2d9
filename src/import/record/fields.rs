//! The cells of one row by the names of their columns, and the faults that are found in them.

use std::borrow::Cow;
use std::sync::Arc;

use crate::domain::Period;
use crate::import::fault::{Fault, FaultCode, Place};
use crate::import::read::{Damage, Layout, RawRow};

use super::cell::{self, CellResult};

/// A row under examination.
pub(super) struct Fields<'a> {
    file: &'a Arc<str>,
    layout: &'a Layout,
    row: &'a RawRow,
    /// Where the column after the last one asked for stands in the format: rows are read in the format's order.
    next: usize,
    pub faults: Vec<Fault>,
}

/// What is wrong with a row of a file whose header row has `width` cells, in which cell, and what was expected.
pub(in crate::import) fn broken(row: &RawRow, width: usize) -> Option<(FaultCode, Option<usize>, Cow<'static, str>)> {
    let (code, column, expected): (_, _, Cow<'static, str>) = match row.damage {
        Some(Damage::CellTooLong(at)) => (FaultCode::CellTooLong, Some(at), "a cell of at most 64 KiB".into()),
        Some(Damage::AfterQuote(at)) => {
            (FaultCode::MalformedQuotes, Some(at), "a delimiter or a line end after a closing quote".into())
        }
        Some(Damage::Unclosed(at)) => {
            (FaultCode::MalformedQuotes, Some(at), "a closing quote before the end of the file".into())
        }
        Some(Damage::TooManyCells) => {
            (FaultCode::RaggedRow, None, format!("{width} cells, as in the header row").into())
        }
        None => {
            let short = row.len() < width && !row.typed;
            let long = row.cells().skip(width).any(|cell| !cell.trim().is_empty());
            if !short && !long {
                return None;
            }
            let expected = format!("{width} cells, as in the header row; there are {}", row.len());
            (FaultCode::RaggedRow, None, expected.into())
        }
    };
    Some((code, column, expected))
}

impl<'a> Fields<'a> {
    pub(super) fn new(file: &'a Arc<str>, layout: &'a Layout, row: &'a RawRow) -> Self {
        Self { file, layout, row, next: 0, faults: Vec::new() }
    }

    /// Whether the row is whole; tells what is not.
    pub(super) fn is_whole(&mut self) -> bool {
        let Some((code, column, expected)) = broken(self.row, self.layout.header.len()) else { return true };
        let column = column.map(|at| Cow::Owned(self.layout.name_at(at)));
        let place = Place { file: self.file.clone(), row: Some(self.row.line), column };
        self.faults.push(Fault::new(place, code, None, expected));
        false
    }

    /// The text of a column; empty where the file has no such column.
    pub(super) fn text(&mut self, column: &'static str) -> &'a str {
        let columns = self.layout.sheet.columns;
        let at = match columns.get(self.next) {
            Some(next) if next.name == column => self.next,
            _ => columns.iter().position(|c| c.name == column).expect("a row is asked for columns of its sheet only"),
        };
        self.next = at + 1;
        let text = self.layout.position_of(at).map_or("", |position| self.row.cell(position));
        if text.trim().is_empty() { "" } else { text }
    }

    /// A fault in a column of this row.
    pub(super) fn fault(
        &mut self,
        column: &'static str,
        code: FaultCode,
        value: Option<&str>,
        expected: impl Into<Cow<'static, str>>,
    ) {
        let place = Place { file: self.file.clone(), row: Some(self.row.line), column: Some(column.into()) };
        self.faults.push(Fault::new(place, code, value, expected));
    }

    /// The value of a cell that may be empty.
    pub(super) fn may<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> CellResult<T>) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match read(text) {
            Ok(value) => Some(value),
            Err(wrong) => {
                self.fault(column, wrong.code, Some(text), wrong.expected);
                None
            }
        }
    }

    /// The value of a cell that must not be empty.
    pub(super) fn must<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> CellResult<T>) -> Option<T> {
        if self.text(column).is_empty() {
            self.fault(column, FaultCode::MissingValue, None, "a value");
            return None;
        }
        self.may(column, read)
    }

    /// An instant that may be empty.
    pub(super) fn may_instant(&mut self, column: &'static str) -> Option<jiff::Timestamp> {
        let typed = self.row.typed;
        self.may(column, |text| cell::instant(text, typed))
    }

    /// An instant that must not be empty.
    pub(super) fn must_instant(&mut self, column: &'static str) -> Option<jiff::Timestamp> {
        let typed = self.row.typed;
        self.must(column, |text| cell::instant(text, typed))
    }

    /// The columns `from` and `to`.
    pub(super) fn period(&mut self) -> Period {
        let (from, to) = (self.may("from", cell::date), self.may("to", cell::date));
        Period::new(from, to).unwrap_or_else(|error| {
            let value = to.map(|day| day.to_string());
            self.fault("to", FaultCode::PeriodReversed, value.as_deref(), format!("a day not before from; {error}"));
            Period::default()
        })
    }
}

//! The header row: which column of the format stands where.

use crate::import::fault::FaultCode;
use crate::import::format::Sheet;

use super::row::RawRow;

/// The columns of one file.
#[derive(Debug)]
pub(in crate::import) struct Layout {
    /// What the rows are.
    pub sheet: &'static Sheet,
    /// The header cells as they were written.
    pub header: Vec<String>,
    /// For each column of the format, where it stands in the file.
    positions: Vec<Option<usize>>,
    /// Header cells that mean nothing.
    pub unknown: Vec<String>,
}

/// What is wrong with a header row: the code, the column, the value, and what was expected.
pub(in crate::import) struct HeaderFault {
    pub code: FaultCode,
    pub column: String,
    pub expected: String,
}

impl Layout {
    /// Reads a header row.
    pub(in crate::import) fn read(sheet: &'static Sheet, row: &RawRow) -> Result<Self, Vec<HeaderFault>> {
        let mut layout = Self {
            sheet,
            header: row.cells().map(str::to_owned).collect(),
            positions: vec![None; sheet.columns.len()],
            unknown: Vec::new(),
        };
        let mut faults = Vec::new();
        for (position, cell) in row.cells().enumerate() {
            match sheet.column_named(cell) {
                None if cell.trim().is_empty() => {}
                None => layout.unknown.push(crate::import::fault::shortened(cell.trim())),
                Some(column) if layout.positions[column].is_some() => faults.push(HeaderFault {
                    code: FaultCode::DuplicateColumn,
                    column: sheet.columns[column].name.to_owned(),
                    expected: "each column once".to_owned(),
                }),
                Some(column) => layout.positions[column] = Some(position),
            }
        }
        for (column, position) in sheet.columns.iter().zip(&layout.positions) {
            if column.required && position.is_none() {
                faults.push(HeaderFault {
                    code: FaultCode::MissingColumn,
                    column: column.name.to_owned(),
                    expected: format!("a column {:?} in the header row", column.name),
                });
            }
        }
        for (one, other) in sheet.one_of {
            if layout.position(one).is_none() && layout.position(other).is_none() {
                faults.push(HeaderFault {
                    code: FaultCode::MissingColumn,
                    column: (*one).to_owned(),
                    expected: format!("a column {one:?} or {other:?} in the header row"),
                });
            }
        }
        if faults.is_empty() { Ok(layout) } else { Err(faults) }
    }

    /// Where a column of the format stands, by its name.
    fn position(&self, name: &str) -> Option<usize> {
        let column = self.sheet.columns.iter().position(|c| c.name == name)?;
        self.positions[column]
    }

    /// Where a column of the format stands, by its position in the format.
    pub(in crate::import) fn position_of(&self, column: usize) -> Option<usize> {
        self.positions[column]
    }

    /// The name of the column at a position of the file: the format's where it is one, else as it was written.
    pub(in crate::import) fn name_at(&self, position: usize) -> String {
        match self.positions.iter().position(|p| *p == Some(position)) {
            Some(column) => self.sheet.columns[column].name.to_owned(),
            None => self.header.get(position).cloned().unwrap_or_default(),
        }
    }
}

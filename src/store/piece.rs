//! Rows of a stream, many together: their cells in one list and their texts in one piece, because there are millions of them.

use std::sync::Arc;

use super::{Row, Value};

/// Some rows of a stream.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Piece {
    columns: Arc<[Box<str>]>,
    cells: Vec<Packed>,
    text: String,
    lists: Vec<Vec<Value>>,
}

/// A cell as it is held.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Packed {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// Where it begins and ends in the text of the piece.
    Text(u32, u32),
    /// Among the lists of the piece.
    List(u32),
}

/// A cell of a piece.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'p> {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(&'p str),
    List(&'p [Value]),
}

impl Piece {
    /// No row yet of these columns.
    pub fn new(columns: Arc<[Box<str>]>) -> Self {
        Self { columns, ..Self::default() }
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[Box<str>] {
        &self.columns
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.cells.len() / self.columns.len().max(1)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cell of a row and a column.
    ///
    /// # Panics
    /// Where there is no such row or column.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        assert!(column < self.columns.len(), "column {column} of {}", self.columns.len());
        self.unpacked(self.cells[row * self.columns.len() + column])
    }

    fn unpacked(&self, cell: Packed) -> Cell<'_> {
        match cell {
            Packed::Null => Cell::Null,
            Packed::Bool(value) => Cell::Bool(value),
            Packed::Int(value) => Cell::Int(value),
            Packed::Float(value) => Cell::Float(value),
            Packed::Text(begin, end) => Cell::Text(&self.text[begin as usize..end as usize]),
            Packed::List(place) => Cell::List(&self.lists[place as usize]),
        }
    }

    /// Adds the next cell, row by row. A piece holds less than 4 GB of text.
    pub(super) fn push(&mut self, cell: Cell<'_>) {
        let packed = match cell {
            Cell::Null => Packed::Null,
            Cell::Bool(value) => Packed::Bool(value),
            Cell::Int(value) => Packed::Int(value),
            Cell::Float(value) => Packed::Float(value),
            Cell::Text(text) => {
                let begin = self.text.len() as u32;
                self.text.push_str(text);
                Packed::Text(begin, self.text.len() as u32)
            }
            Cell::List(values) => {
                self.lists.push(values.to_vec());
                Packed::List(self.lists.len() as u32 - 1)
            }
        };
        self.cells.push(packed);
    }

    /// As [`Piece::push`], of a value by itself.
    pub(super) fn push_value(&mut self, value: &Value) {
        self.push(match value {
            Value::Null => Cell::Null,
            Value::Bool(value) => Cell::Bool(*value),
            Value::Int(value) => Cell::Int(*value),
            Value::Float(value) => Cell::Float(*value),
            Value::Text(text) => Cell::Text(text),
            Value::List(values) => Cell::List(values),
        });
    }

    /// Adds rows of these cells, each followed by the next `width` cells of another piece.
    pub(super) fn extend(&mut self, cells: &[Value], others: &Self, width: usize) {
        for row in others.cells.chunks_exact(width) {
            cells.iter().for_each(|cell| self.push_value(cell));
            row.iter().for_each(|cell| self.push(others.unpacked(*cell)));
        }
    }

    /// The rows one by one.
    pub fn into_rows(self) -> Vec<Row> {
        let value = |cell: &Packed| match self.unpacked(*cell) {
            Cell::Null => Value::Null,
            Cell::Bool(value) => Value::Bool(value),
            Cell::Int(value) => Value::Int(value),
            Cell::Float(value) => Value::Float(value),
            Cell::Text(text) => Value::from(text),
            Cell::List(values) => Value::List(values.to_vec()),
        };
        let rows = self.cells.chunks_exact(self.columns.len().max(1));
        rows.map(|cells| Row::new(Arc::clone(&self.columns), cells.iter().map(value).collect())).collect()
    }
}

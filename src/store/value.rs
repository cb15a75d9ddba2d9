//! Values that go into and come out of statements, the same for both stores.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::{Statement, StoreError};

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Arc<str>),
    List(Vec<Value>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Arc::from(text))
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Arc::from(text))
    }
}
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}
impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

/// Many rows for one statement that writes: cells row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowBatch {
    columns: &'static [&'static str],
    cells: Vec<Value>,
}

impl RowBatch {
    /// An empty batch with these columns.
    pub fn new(columns: &'static [&'static str]) -> Self {
        Self { columns, cells: Vec::new() }
    }

    /// Adds a row.
    ///
    /// # Panics
    /// When the row does not have one cell for each column: a mistake in the program.
    pub fn push(&mut self, row: impl IntoIterator<Item = Value>) {
        let before = self.cells.len();
        self.cells.extend(row);
        assert_eq!(self.cells.len() - before, self.columns.len(), "one cell for each of {:?}", self.columns);
    }

    /// The names of the columns.
    pub fn columns(&self) -> &'static [&'static str] {
        self.columns
    }

    /// The rows, one slice each.
    pub fn rows(&self) -> impl Iterator<Item = &[Value]> {
        self.cells.chunks_exact(self.columns.len().max(1))
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.cells.len() / self.columns.len().max(1)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

/// The parameters of one run of a statement: single values by name, and at most one batch, known as `$rows`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Params {
    values: Vec<(&'static str, Value)>,
    rows: Option<RowBatch>,
}

impl Params {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// Adds the batch `$rows`.
    #[must_use]
    pub fn with_rows(mut self, rows: RowBatch) -> Self {
        self.rows = Some(rows);
        self
    }

    /// The single values.
    pub fn values(&self) -> &[(&'static str, Value)] {
        &self.values
    }

    /// The batch.
    pub fn rows(&self) -> Option<&RowBatch> {
        self.rows.as_ref()
    }

    /// The same parameters in pieces of at most `rows` rows of the batch, in its order; without a batch, or with an empty one, one piece.
    pub fn pieces(self, rows: usize) -> Vec<Self> {
        let Self { values, rows: batch } = self;
        let Some(RowBatch { columns, mut cells }) = batch else { return vec![Self { values, rows: None }] };
        let cells_of_a_piece = rows.max(1) * columns.len().max(1);
        let mut pieces = Vec::new();
        loop {
            let rest = cells.split_off(cells_of_a_piece.min(cells.len()));
            pieces.push(Self { values: values.clone(), rows: Some(RowBatch { columns, cells }) });
            if rest.is_empty() {
                return pieces;
            }
            cells = rest;
        }
    }
}

/// One row of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    columns: Arc<[Box<str>]>,
    cells: Vec<Value>,
}

impl Row {
    /// Puts a row together; all rows of an answer share their column names.
    pub fn new(columns: Arc<[Box<str>]>, cells: Vec<Value>) -> Self {
        debug_assert_eq!(columns.len(), cells.len());
        Self { columns, cells }
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[Box<str>] {
        &self.columns
    }

    /// The cells, in the order of the columns.
    pub fn cells(&self) -> &[Value] {
        &self.cells
    }

    /// Decodes the row into a struct whose fields have the names of the columns.
    ///
    /// # Errors
    /// [`StoreError::Decode`] naming the statement and the column.
    pub fn decode<T: DeserializeOwned>(self, statement: &'static Statement) -> Result<T, StoreError> {
        let columns = Arc::clone(&self.columns);
        let fields = columns.iter().map(|name| &**name).zip(self.cells);
        T::deserialize(MapDeserializer::new(fields)).map_err(|error: DecodeError| StoreError::Decode {
            name: statement.name,
            column: columns.join(", "),
            reason: error.0,
        })
    }
}

/// Why a row does not decode.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct DecodeError(String);

impl serde::de::Error for DecodeError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl<'de> IntoDeserializer<'de, DecodeError> for Value {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Int(value) => visitor.visit_i64(value),
            Self::Float(value) => visitor.visit_f64(value),
            Self::Text(value) => visitor.visit_str(&value),
            Self::List(values) => visitor.visit_seq(SeqDeserializer::new(values.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self {
            Self::Null => visitor.visit_none(),
            other => visitor.visit_some(other),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    static STATEMENT: Statement = Statement { name: "test/row", cypher: "", sql: "" };

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Line {
        id: String,
        level: Option<i64>,
        strength: f64,
        tags: Vec<String>,
    }

    fn row(cells: Vec<Value>) -> Row {
        Row::new(["id", "level", "strength", "tags"].map(Box::from).into(), cells)
    }

    #[test]
    fn a_batch_in_pieces_has_the_same_rows_in_the_same_order() {
        let mut batch = RowBatch::new(&["a", "b"]);
        (0..5).for_each(|n| batch.push([Value::Int(n), Value::Int(-n)]));
        let params = Params::new().with("now", "then").with_rows(batch.clone());
        for (size, expected) in [(2, vec![2, 2, 1]), (5, vec![5]), (100, vec![5])] {
            let pieces = params.clone().pieces(size);
            let lengths: Vec<usize> = pieces.iter().map(|piece| piece.rows().map_or(0, RowBatch::len)).collect();
            assert_eq!(lengths, expected);
            let rows: Vec<&[Value]> = pieces.iter().flat_map(|piece| piece.rows().expect("a batch").rows()).collect();
            assert_eq!(rows, batch.rows().collect::<Vec<_>>());
            assert!(pieces.iter().all(|piece| piece.values() == params.values()));
        }
        assert_eq!(Params::new().with("now", "then").pieces(2).len(), 1);
    }

    #[test]
    fn a_row_decodes_into_a_struct() {
        let line: Line = row(vec!["a".into(), Value::Null, 0.5.into(), vec!["x"].into()]).decode(&STATEMENT).unwrap();
        assert_eq!(line, Line { id: "a".into(), level: None, strength: 0.5, tags: vec!["x".into()] });
    }

    #[test]
    fn a_row_that_does_not_decode_names_the_statement() {
        let error = row(vec![Value::Null, Value::Null, 0.5.into(), vec!["x"].into()]).decode::<Line>(&STATEMENT);
        assert!(matches!(error, Err(StoreError::Decode { name: "test/row", .. })), "{error:?}");
    }
}

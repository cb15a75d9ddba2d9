//! Running one statement on one connection: parameters in, rows out.
//!
//! SQLite has no booleans and no lists. A statement says in the name of an answer's column what its cells are: `"coach:bool"`
//! is a boolean (0 or 1) called `coach`, `"aliases:list"` a list (JSON text) called `aliases`. This holds for expressions as
//! well as for stored columns. Going in, a boolean is bound as 0 or 1 and a list as JSON text.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};

use super::error::classify;
use crate::store::{Cell, Params, Piece, Row, Statement, StoreError, Value};

/// Rows handed on together by a stream.
const PIECE: usize = 4096;

/// Runs a statement and collects its rows. With a batch the statement runs once for each row of it and gives no rows back;
/// `abandoned` is looked at between the rows.
pub(super) fn run(
    connection: &Connection,
    statement: &'static Statement,
    params: &Params,
    abandoned: &AtomicBool,
) -> Result<Vec<Row>, StoreError> {
    if params.rows().is_some() {
        write_batch(connection, statement, params, abandoned)?;
        return Ok(Vec::new());
    }
    let mut collected = Vec::new();
    each_row(connection, statement, params, |shape, row| {
        let cells = (0..shape.cells.len()).map(|index| shape.read(statement, row, index).map(Value::from));
        collected.push(Row::new(Arc::clone(&shape.columns), cells.collect::<Result<_, _>>()?));
        Ok(true)
    })?;
    Ok(collected)
}

/// Runs a statement and hands its rows on in pieces, until `accept` wants no more.
pub(super) fn stream(
    connection: &Connection,
    statement: &'static Statement,
    params: &Params,
    mut accept: impl FnMut(Piece) -> bool,
) -> Result<(), StoreError> {
    let mut piece = Piece::default();
    each_row(connection, statement, params, |shape, row| {
        if piece.is_empty() {
            piece = Piece::new(Arc::clone(&shape.columns));
        }
        for index in 0..shape.cells.len() {
            match shape.read(statement, row, index)? {
                Read::Plain(cell) => piece.push(cell),
                Read::List(values) => piece.push(Cell::List(&values)),
            }
        }
        Ok(piece.len() < PIECE || accept(std::mem::take(&mut piece)))
    })?;
    if !piece.is_empty() {
        accept(piece);
    }
    Ok(())
}

/// Runs a statement and takes its rows one by one, until `take` wants no more.
fn each_row(
    connection: &Connection,
    statement: &'static Statement,
    params: &Params,
    mut take: impl FnMut(&Shape, &rusqlite::Row<'_>) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    let failed = |error| classify(statement.name, error);
    let mut prepared = connection.prepare_cached(statement.sql).map_err(failed)?;
    for (index, source) in places(&prepared, statement, params)?.into_iter().enumerate() {
        bind(&mut prepared, statement, index, value_at(&source, &[]))?;
    }
    let shape = Shape::of(&prepared, statement)?;
    let mut rows = prepared.raw_query();
    while let Some(row) = rows.next().map_err(failed)? {
        if !take(&shape, row)? {
            break;
        }
    }
    Ok(())
}

fn write_batch(
    connection: &Connection,
    statement: &'static Statement,
    params: &Params,
    abandoned: &AtomicBool,
) -> Result<(), StoreError> {
    let Some(batch) = params.rows() else { return Ok(()) };
    let failed = |error| classify(statement.name, error);
    let mut prepared = connection.prepare_cached(statement.sql).map_err(failed)?;
    let places = places(&prepared, statement, params)?;
    for row in batch.rows() {
        if abandoned.load(Ordering::Relaxed) {
            return Err(StoreError::Unavailable(format!("{}: the caller went away", statement.name)));
        }
        for (index, source) in places.iter().enumerate() {
            bind(&mut prepared, statement, index, value_at(source, row))?;
        }
        prepared.raw_execute().map_err(failed)?;
    }
    Ok(())
}

/// Where the value of a parameter comes from.
enum Place<'a> {
    Single(&'a Value),
    Column(usize),
}

fn value_at<'a>(place: &Place<'a>, row: &'a [Value]) -> &'a Value {
    match place {
        Place::Single(value) => value,
        Place::Column(column) => &row[*column],
    }
}

/// The place of each parameter of the statement, in the order of their indices.
fn places<'a>(
    prepared: &CachedStatement<'_>,
    statement: &'static Statement,
    params: &'a Params,
) -> Result<Vec<Place<'a>>, StoreError> {
    let wrong = |reason: String| StoreError::Statement { name: statement.name, reason };
    (1..=prepared.parameter_count())
        .map(|index| {
            let name = prepared
                .parameter_name(index)
                .and_then(|name| name.strip_prefix(':'))
                .ok_or_else(|| wrong(format!("parameter {index} has no name that begins with a colon")))?;
            let column = params.rows().and_then(|batch| batch.columns().iter().position(|column| *column == name));
            let single = || params.values().iter().find(|(given, _)| *given == name);
            match column {
                Some(column) => Ok(Place::Column(column)),
                None => single()
                    .map(|(_, value)| Place::Single(value))
                    .ok_or_else(|| wrong(format!("parameter {name} has no value"))),
            }
        })
        .collect()
}

fn bind(
    prepared: &mut CachedStatement<'_>,
    statement: &'static Statement,
    index: usize,
    value: &Value,
) -> Result<(), StoreError> {
    prepared.raw_bind_parameter(index + 1, Bound(value)).map_err(|error| classify(statement.name, error))
}

/// A value on its way in.
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Value::Null => ToSqlOutput::Owned(Owned::Null),
            Value::Bool(value) => ToSqlOutput::Owned(Owned::Integer(i64::from(*value))),
            Value::Int(value) => ToSqlOutput::Owned(Owned::Integer(*value)),
            // SQLite would take a number that is none for null.
            Value::Float(value) if !value.is_finite() => {
                return Err(rusqlite::Error::ToSqlConversionFailure(format!("{value} is not a finite number").into()));
            }
            Value::Float(value) => ToSqlOutput::Owned(Owned::Real(*value)),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::List(_) => {
                let text = json(self.0)
                    .and_then(|json| serde_json::to_string(&json).map_err(|error| error.to_string()))
                    .map_err(|reason| rusqlite::Error::ToSqlConversionFailure(reason.into()))?;
                ToSqlOutput::Owned(Owned::Text(text))
            }
        })
    }
}

fn json(value: &Value) -> Result<serde_json::Value, String> {
    Ok(match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Int(value) => (*value).into(),
        Value::Float(value) => {
            serde_json::Number::from_f64(*value).ok_or_else(|| format!("{value} is not a finite number"))?.into()
        }
        Value::Text(text) => (&**text).into(),
        Value::List(values) => values.iter().map(json).collect::<Result<Vec<_>, _>>()?.into(),
    })
}

/// The columns of an answer and how their cells are read.
struct Shape {
    columns: Arc<[Box<str>]>,
    cells: Vec<CellKind>,
}

#[derive(Clone, Copy)]
enum CellKind {
    Plain,
    Bool,
    List,
}

impl Shape {
    fn of(prepared: &CachedStatement<'_>, statement: &'static Statement) -> Result<Self, StoreError> {
        let mut columns = Vec::new();
        let mut cells = Vec::new();
        for given in prepared.column_names() {
            let (name, cell) = match given.split_once(':') {
                None => (given, CellKind::Plain),
                Some((name, "bool")) => (name, CellKind::Bool),
                Some((name, "list")) => (name, CellKind::List),
                Some(_) => {
                    let reason = format!("column {given} is of no kind that is known here");
                    return Err(StoreError::Statement { name: statement.name, reason });
                }
            };
            columns.push(Box::from(name));
            cells.push(cell);
        }
        Ok(Self { columns: columns.into(), cells })
    }

    /// Reads a cell of a row.
    fn read<'r>(
        &self,
        statement: &'static Statement,
        row: &'r rusqlite::Row<'_>,
        index: usize,
    ) -> Result<Read<'r>, StoreError> {
        let raw = row.get_ref(index).map_err(|error| classify(statement.name, error))?;
        self.cells[index].read(raw).map_err(|reason| StoreError::Decode {
            name: statement.name,
            column: self.columns[index].to_string(),
            reason,
        })
    }
}

/// A cell as it was read.
enum Read<'r> {
    Plain(Cell<'r>),
    List(Vec<Value>),
}

impl From<Read<'_>> for Value {
    fn from(read: Read<'_>) -> Self {
        match read {
            Read::Plain(Cell::Null) => Self::Null,
            Read::Plain(Cell::Bool(value)) => Self::Bool(value),
            Read::Plain(Cell::Int(value)) => Self::Int(value),
            Read::Plain(Cell::Float(value)) => Self::Float(value),
            Read::Plain(Cell::Text(text)) => Self::from(text),
            Read::Plain(Cell::List(values)) => Self::List(values.to_vec()),
            Read::List(values) => Self::List(values),
        }
    }
}

impl CellKind {
    fn read(self, raw: ValueRef<'_>) -> Result<Read<'_>, String> {
        let plain = match (self, raw) {
            (_, ValueRef::Null) => Cell::Null,
            (Self::Plain, ValueRef::Integer(value)) => Cell::Int(value),
            (Self::Plain, ValueRef::Real(value)) => Cell::Float(value),
            (Self::Plain, ValueRef::Text(text)) => Cell::Text(utf8(text)?),
            (Self::Bool, ValueRef::Integer(value @ (0 | 1))) => Cell::Bool(value == 1),
            (Self::List, ValueRef::Text(text)) => {
                let values = serde_json::from_str(utf8(text)?).map_err(|error| error.to_string())?;
                return match from_json(values)? {
                    Value::List(values) => Ok(Read::List(values)),
                    _ => Err("JSON, but not a list".to_owned()),
                };
            }
            (Self::Plain, ValueRef::Blob(_)) => return Err("bytes instead of a value".to_owned()),
            (Self::Bool, _) => return Err("neither 0 nor 1".to_owned()),
            (Self::List, _) => return Err("not a list as JSON text".to_owned()),
        };
        Ok(Read::Plain(plain))
    }
}

fn utf8(text: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(text).map_err(|error| error.to_string())
}

fn from_json(json: serde_json::Value) -> Result<Value, String> {
    Ok(match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Bool(value),
        serde_json::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(value), _) => Value::Int(value),
            (None, Some(value)) => Value::Float(value),
            (None, None) => return Err(format!("{number} is no number of 64 bits")),
        },
        serde_json::Value::String(text) => Value::from(text),
        serde_json::Value::Array(values) => Value::List(values.into_iter().map(from_json).collect::<Result<_, _>>()?),
        serde_json::Value::Object(_) => return Err("a list holds an object".to_owned()),
    })
}

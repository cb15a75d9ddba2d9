//! Statements in, rows out: each answer is read to its end, and an error in the middle of it is an error.

use std::fmt;
use std::sync::Arc;

use neo4rs::{BoltList, BoltMap, BoltNull, BoltString, BoltType, Error, Query};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, SeqAccess, Visitor};
use tokio::sync::mpsc::Sender;
use tokio::time::timeout;

use super::failure::{self, unavailable};
use super::lease::Leases;
use crate::store::{self, Params, Piece, Row, Statement, StoreError, Value};

/// Rows in one piece of a stream.
const ROWS_IN_A_PIECE: usize = 1_000;
/// Pieces of a stream that wait for the receiver before the database has to.
pub(super) const PIECES_AHEAD: usize = 4;

/// Runs one statement that reads and collects its rows.
pub(super) async fn read(
    leases: &Arc<Leases>,
    statement: &'static Statement,
    params: Params,
) -> Result<Vec<Row>, StoreError> {
    let lease = leases.take().await?;
    let limit = leases.options().statement_timeout;
    let collected = timeout(limit, async {
        let sorted = |error: Error| failure::sorted(&error, statement);
        let mut answer = lease.graph().execute_read(query(statement, params)).await.map_err(sorted)?;
        let mut rows = Rows::new(statement);
        let mut collected = Vec::new();
        while let Some(row) = answer.next().await.map_err(sorted)? {
            rows.add(&row, &mut collected)?;
        }
        Ok(collected)
    })
    .await
    .map_err(|_| too_slow(statement, limit))??;
    lease.give_back();
    Ok(collected)
}

/// Runs one statement that reads and hands its rows on in pieces, the first error last. Ends when the receiver is gone.
pub(super) async fn stream(
    leases: &Arc<Leases>,
    statement: &'static Statement,
    params: Params,
    pieces: Sender<Result<Piece, StoreError>>,
) {
    let sent = send_pieces(leases, statement, params, &pieces).await;
    if let Err(error) = sent {
        // Nobody to tell: the receiver is gone, and so is its interest in the error.
        let _ = pieces.send(Err(error)).await;
    }
}

async fn send_pieces(
    leases: &Arc<Leases>,
    statement: &'static Statement,
    params: Params,
    pieces: &Sender<Result<Piece, StoreError>>,
) -> Result<(), StoreError> {
    let lease = leases.take().await?;
    let limit = leases.options().statement_timeout;
    let sorted = |error: Error| failure::sorted(&error, statement);
    let late = |_| too_slow(statement, limit);
    let mut answer =
        timeout(limit, lease.graph().execute_read(query(statement, params))).await.map_err(late)?.map_err(sorted)?;
    let mut rows = Rows::new(statement);
    let mut piece = Piece::default();
    while let Some(row) = timeout(limit, answer.next()).await.map_err(late)?.map_err(sorted)? {
        rows.add_to_piece(&row, &mut piece)?;
        if piece.len() >= ROWS_IN_A_PIECE && pieces.send(Ok(std::mem::take(&mut piece))).await.is_err() {
            // The receiver is gone: dropping the lease closes the connection and so ends the statement on the server.
            return Ok(());
        }
    }
    drop(answer);
    lease.give_back();
    if !piece.is_empty() {
        // A receiver that is gone by now has missed nothing that it wanted.
        let _ = pieces.send(Ok(piece)).await;
    }
    Ok(())
}

/// A statement that took longer than it may.
pub(super) fn too_slow(statement: &Statement, limit: std::time::Duration) -> StoreError {
    unavailable(format!("statement {} gave no answer within {limit:?}", statement.name))
}

/// The driver's form of a statement with its parameters.
pub(super) fn query(statement: &Statement, params: Params) -> Query {
    let mut bound = BoltMap::with_capacity(params.values().len() + 1);
    for (name, value) in params.values() {
        bound.put(BoltString::from(*name), bolt(value));
    }
    if let Some(batch) = params.rows() {
        let names: Vec<BoltString> = batch.columns().iter().map(|name| BoltString::from(*name)).collect();
        let rows: Vec<BoltType> = batch
            .rows()
            .map(|cells| {
                let mut row = BoltMap::with_capacity(names.len());
                // A property that a map lacks is null, and costs nobody anything.
                for (name, cell) in names.iter().zip(cells).filter(|(_, cell)| **cell != Value::Null) {
                    row.put(name.clone(), bolt(cell));
                }
                BoltType::Map(row)
            })
            .collect();
        bound.put(BoltString::from("rows"), BoltType::List(BoltList::from(rows)));
    }
    Query::new(statement.cypher.to_owned()).with_params(bound)
}

fn bolt(value: &Value) -> BoltType {
    match value {
        Value::Null => BoltType::Null(BoltNull),
        Value::Bool(value) => (*value).into(),
        Value::Int(value) => (*value).into(),
        Value::Float(value) => (*value).into(),
        Value::Text(value) => BoltType::String(BoltString::from(&**value)),
        Value::List(values) => BoltType::List(BoltList::from(values.iter().map(bolt).collect::<Vec<_>>())),
    }
}

/// What a column is called that holds rows of its own: this, and the names of their columns. Its rows take the place of the row
/// that holds them, each with the other columns beside it: a server hands many on in one row much faster than one by one.
const ROWS: &str = "rows:";

/// Turns the driver's rows, which do not keep the order of their columns, into ours; columns come in the order of their names, those of
/// rows in a column last.
pub(super) struct Rows {
    statement: &'static Statement,
    shape: Option<Shape>,
}

struct Shape {
    columns: Arc<[Box<str>]>,
    /// How many are columns of the driver's rows; the others are of rows in a column.
    n_own: usize,
    /// The column that holds rows.
    of_rows: Option<Box<str>>,
}

impl Shape {
    fn of(row: &neo4rs::Row) -> Self {
        let mut names: Vec<Box<str>> = row.keys().iter().map(|name| Box::from(name.value.as_str())).collect();
        names.sort_unstable();
        let place = names.iter().position(|name| name.starts_with(ROWS));
        let of_rows = place.map(|place| names.remove(place));
        let n_own = names.len();
        if let Some(inner) = &of_rows {
            names.extend(inner[ROWS.len()..].split(',').map(|name| Box::from(name.trim())));
        }
        Self { columns: names.into(), n_own, of_rows }
    }
}

impl Rows {
    /// The rows of one answer of `statement`.
    pub fn new(statement: &'static Statement) -> Self {
        Self { statement, shape: None }
    }

    /// Adds a row, or those that it holds.
    pub fn add(&mut self, row: &neo4rs::Row, rows: &mut Vec<Row>) -> Result<(), StoreError> {
        let statement = self.statement;
        let shape = self.shape.get_or_insert_with(|| Shape::of(row));
        if shape.of_rows.is_some() {
            let mut piece = Piece::new(Arc::clone(&shape.columns));
            self.add_to_piece(row, &mut piece)?;
            rows.extend(piece.into_rows());
            return Ok(());
        }
        rows.push(Row::new(Arc::clone(&shape.columns), shape.own_cells(statement, row)?));
        Ok(())
    }

    /// As [`Rows::add`], to a piece; one without a row is given its columns.
    pub fn add_to_piece(&mut self, row: &neo4rs::Row, piece: &mut Piece) -> Result<(), StoreError> {
        let statement = self.statement;
        let shape = self.shape.get_or_insert_with(|| Shape::of(row));
        if piece.is_empty() {
            *piece = Piece::new(Arc::clone(&shape.columns));
        }
        let own = shape.own_cells(statement, row)?;
        let Some(column) = &shape.of_rows else {
            own.iter().for_each(|cell| piece.push_value(cell));
            return Ok(());
        };
        let wrong = |reason: String| StoreError::Decode { name: statement.name, column: column.to_string(), reason };
        let held: Held = row.get(column).map_err(|error| wrong(error.to_string()))?;
        let width = shape.columns.len() - shape.n_own;
        if held.lengths.iter().any(|length| *length != width) {
            return Err(wrong(format!("a row has not {width} cells")));
        }
        piece.extend(&own, &held.piece, width);
        Ok(())
    }
}

impl Shape {
    fn own_cells(&self, statement: &'static Statement, row: &neo4rs::Row) -> Result<Vec<Value>, StoreError> {
        let cell = |column: &str| {
            let cell: Cell = row.get(column).map_err(|error| StoreError::Decode {
                name: statement.name,
                column: column.to_string(),
                reason: error.to_string(),
            })?;
            Ok(cell.0)
        };
        self.columns[..self.n_own].iter().map(|column| cell(column)).collect()
    }
}

/// Rows that a column holds, cell by cell.
#[derive(Default)]
struct Held {
    piece: Piece,
    lengths: Vec<usize>,
}

impl<'de> Deserialize<'de> for Held {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(HeldVisitor(Self::default()))
    }
}

struct HeldVisitor(Held);

impl<'de> Visitor<'de> for HeldVisitor {
    type Value = Held;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of lists")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut rows: A) -> Result<Held, A::Error> {
        while let Some(length) = rows.next_element_seed(HeldRow(&mut self.0.piece))? {
            self.0.lengths.push(length);
        }
        Ok(self.0)
    }
}

/// One of the rows; gives how many cells it has.
struct HeldRow<'p>(&'p mut Piece);

impl<'de> DeserializeSeed<'de> for HeldRow<'_> {
    type Value = usize;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for HeldRow<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of cells")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<usize, A::Error> {
        let mut length = 0;
        while cells.next_element_seed(HeldCell(&mut *self.0))?.is_some() {
            length += 1;
        }
        Ok(length)
    }
}

/// One of their cells.
struct HeldCell<'p>(&'p mut Piece);

impl<'de> DeserializeSeed<'de> for HeldCell<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for HeldCell<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, a boolean, a number or a text")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.push(store::Cell::Null);
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.push(store::Cell::Bool(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.push(store::Cell::Int(value));
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.push(store::Cell::Float(value));
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.0.push(store::Cell::Text(value));
        Ok(())
    }
}

/// One value as the driver has it.
struct Cell(Value);

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CellVisitor).map(Cell)
    }
}

struct CellVisitor;

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, a boolean, a number, a text or a list of these")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Int(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut list = Vec::with_capacity(values.size_hint().unwrap_or(0));
        while let Some(Cell(value)) = values.next_element()? {
            list.push(value);
        }
        Ok(Value::List(list))
    }
}

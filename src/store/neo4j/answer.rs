//! Statements in, rows out: each answer is read to its end, and an error in the middle of it is an error.

use std::fmt;
use std::sync::Arc;

use neo4rs::{BoltList, BoltMap, BoltNull, BoltString, BoltType, Error, Query};
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use tokio::sync::mpsc::Sender;
use tokio::time::timeout;

use super::failure::{self, unavailable};
use super::lease::Leases;
use crate::store::{Params, Row, Statement, StoreError, Value};

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
            collected.push(rows.row(&row)?);
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
    pieces: Sender<Result<Vec<Row>, StoreError>>,
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
    pieces: &Sender<Result<Vec<Row>, StoreError>>,
) -> Result<(), StoreError> {
    let lease = leases.take().await?;
    let limit = leases.options().statement_timeout;
    let sorted = |error: Error| failure::sorted(&error, statement);
    let late = |_| too_slow(statement, limit);
    let mut answer =
        timeout(limit, lease.graph().execute_read(query(statement, params))).await.map_err(late)?.map_err(sorted)?;
    let mut rows = Rows::new(statement);
    let mut piece = Vec::new();
    while let Some(row) = timeout(limit, answer.next()).await.map_err(late)?.map_err(sorted)? {
        piece.push(rows.row(&row)?);
        if piece.len() == ROWS_IN_A_PIECE && pieces.send(Ok(std::mem::take(&mut piece))).await.is_err() {
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

/// Turns the driver's rows, which do not keep the order of their columns, into ours; columns come in the order of their names.
pub(super) struct Rows {
    statement: &'static Statement,
    columns: Option<Arc<[Box<str>]>>,
}

impl Rows {
    /// The rows of one answer of `statement`.
    pub fn new(statement: &'static Statement) -> Self {
        Self { statement, columns: None }
    }

    /// One row.
    pub fn row(&mut self, row: &neo4rs::Row) -> Result<Row, StoreError> {
        let columns = self.columns.get_or_insert_with(|| {
            let mut names: Vec<Box<str>> = row.keys().iter().map(|name| Box::from(name.value.as_str())).collect();
            names.sort_unstable();
            names.into()
        });
        let mut cells = Vec::with_capacity(columns.len());
        for column in columns.iter() {
            let cell: Cell = row.get(column).map_err(|error| StoreError::Decode {
                name: self.statement.name,
                column: column.to_string(),
                reason: error.to_string(),
            })?;
            cells.push(cell.0);
        }
        Ok(Row::new(Arc::clone(columns), cells))
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

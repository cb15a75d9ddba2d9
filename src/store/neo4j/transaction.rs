//! Write transactions.

use std::sync::Arc;

use async_trait::async_trait;
use neo4rs::{Error, Query, Txn};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::answer::{self, Rows};
use super::failure;
use super::lease::{Lease, Leases};
use crate::store::{Params, Row, Statement, StoreError, Transaction, Value};

/// Rows that a statement takes at once: with 2,000 the server writes a quarter more in the same time than with 10,000.
const ROWS_IN_A_STATEMENT: usize = 2_000;

static BEGIN: Statement = Statement { name: "neo4j/begin", cypher: "", sql: "" };
static COMMIT: Statement = Statement { name: "neo4j/commit", cypher: "", sql: "" };
static ROLLBACK: Statement = Statement { name: "neo4j/rollback", cypher: "", sql: "" };

/// A transaction on a connection of its own. Dropped at any point, in the middle of a statement too, it closes the connection,
/// and the server rolls back and frees its locks.
pub(super) struct Neo4jTransaction {
    transaction: Txn,
    lease: Lease,
    /// The first failure: after one, the server ignores everything until the end of the transaction.
    failed: Option<StoreError>,
}

impl Neo4jTransaction {
    /// Begins.
    pub async fn begin(leases: &Arc<Leases>) -> Result<Self, StoreError> {
        let lease = leases.take().await?;
        let limit = leases.options().statement_timeout;
        let transaction = timeout(limit, lease.graph().start_txn())
            .await
            .map_err(|_| answer::too_slow(&BEGIN, limit))?
            .map_err(|error| failure::sorted(&error, &BEGIN))?;
        Ok(Self { transaction, lease, failed: None })
    }

    /// Runs a statement; a batch in pieces, of which the next is made ready while the server works on one.
    async fn attempt(&mut self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError> {
        if params.rows().is_none() {
            return self.execute(statement, answer::query(statement, params)).await;
        }
        let mut pieces = params.pieces(ROWS_IN_A_STATEMENT).into_iter().filter_map(|piece| {
            let given = piece.rows().map_or(0, crate::store::RowBatch::len);
            (given > 0).then_some((given, piece))
        });
        let make = |(given, piece)| (given, spawn_blocking(move || answer::query(statement, piece)));
        let mut ready = pieces.next().map(make);
        while let Some((given, query)) = ready {
            let query = query.await.map_err(|error| failure::unavailable(format!("{}: {error}", statement.name)))?;
            ready = pieces.next().map(make);
            let rows = self.execute(statement, query).await?;
            all_written(statement, given, &rows)?;
        }
        Ok(Vec::new())
    }

    async fn execute(&mut self, statement: &'static Statement, query: Query) -> Result<Vec<Row>, StoreError> {
        let limit = self.lease.leases().options().statement_timeout;
        let sorted = |error: Error| failure::sorted(&error, statement);
        let transaction = &mut self.transaction;
        timeout(limit, async {
            let mut answer = transaction.execute(query).await.map_err(sorted)?;
            let mut rows = Rows::new(statement);
            let mut collected = Vec::new();
            while let Some(row) = answer.next(transaction.handle()).await.map_err(sorted)? {
                rows.add(&row, &mut collected)?;
            }
            Ok(collected)
        })
        .await
        .map_err(|_| answer::too_slow(statement, limit))?
    }
}

/// A statement with `$rows` says how many it has written. Fewer than given: the others refer to something that does not exist.
fn all_written(statement: &'static Statement, given: usize, rows: &[Row]) -> Result<(), StoreError> {
    let written = match rows {
        [row] if row.columns().len() == 1 && &*row.columns()[0] == "written" => match row.cells()[0] {
            Value::Int(written) => Some(written),
            _ => None,
        },
        _ => None,
    };
    match written {
        None => Err(StoreError::Statement {
            name: statement.name,
            reason: "a statement with rows answers with one column, written".into(),
        }),
        Some(written) if i64::try_from(given).is_ok_and(|given| given == written) => Ok(()),
        Some(written) => Err(StoreError::Rejected(format!(
            "{}: {} of {given} rows refer to something that does not exist",
            statement.name,
            given as i64 - written
        ))),
    }
}

#[async_trait]
impl Transaction for Neo4jTransaction {
    async fn run(&mut self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError> {
        if let Some(failure) = &self.failed {
            return Err(failure.clone());
        }
        // Stands while the statement is under way: a caller that goes away in the middle of it leaves the connection in the middle
        // of an answer.
        self.failed = Some(failure::unavailable(format!("statement {} was cut off", statement.name)));
        let result = self.attempt(statement, params).await;
        self.failed = result.as_ref().err().cloned();
        result
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        let Self { transaction, lease, failed } = *self;
        if let Some(failure) = failed {
            return Err(failure);
        }
        let limit = lease.leases().options().statement_timeout;
        timeout(limit, transaction.commit())
            .await
            .map_err(|_| answer::too_slow(&COMMIT, limit))?
            .map_err(|error| failure::sorted(&error, &COMMIT))?;
        lease.give_back();
        Ok(())
    }

    async fn rollback(self: Box<Self>) -> Result<(), StoreError> {
        let Self { transaction, lease, failed } = *self;
        if failed.is_some() {
            // The connection may be anywhere in an answer: closing it rolls back for certain.
            return Ok(());
        }
        let limit = lease.leases().options().statement_timeout;
        timeout(limit, transaction.rollback())
            .await
            .map_err(|_| answer::too_slow(&ROLLBACK, limit))?
            .map_err(|error| failure::sorted(&error, &ROLLBACK))?;
        lease.give_back();
        Ok(())
    }
}

//! The store: named statements run with bound parameters on Neo4j or on embedded SQLite.
//!
//! Nothing here is domain-shaped but the names of the statements. A statement has two texts, `cypher/<aggregate>/<verb>.cypher`
//! and `sql/<aggregate>/<verb>.sql`, taken in whole by one table; rows are decoded by serde into a struct beside the call.

mod error;
mod neo4j;
mod piece;
mod sqlite;
pub mod statements;
mod stream;
mod value;

pub use error::StoreError;
pub use neo4j::{Neo4jOptions, Neo4jStore};
pub use piece::{Cell, Piece};
pub use sqlite::{SqliteOptions, SqliteStore};
pub use stream::RowStream;
pub use value::{Params, Row, RowBatch, Value};

use async_trait::async_trait;

/// A named statement with its text for each store.
#[derive(Debug)]
pub struct Statement {
    /// `aggregate/verb`.
    pub name: &'static str,
    /// The text for Neo4j.
    pub cypher: &'static str,
    /// The text for SQLite.
    pub sql: &'static str,
}

/// Which database is behind a [`Store`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreKind {
    /// SQLite in one file.
    Embedded,
    /// Neo4j over Bolt.
    Neo4j,
}

/// A database that runs named statements.
#[async_trait]
pub trait Store: Send + Sync {
    /// Which database this is.
    fn kind(&self) -> StoreKind;
    /// Answers once the database does.
    async fn ping(&self) -> Result<(), StoreError>;
    /// Reads with one statement, outside of any view.
    async fn run(&self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError>;
    /// Reads with one statement without holding all its rows at once.
    async fn stream(&self, statement: &'static Statement, params: Params) -> Result<RowStream, StoreError>;
    /// Opens a view for several reads. On SQLite it is one snapshot; Neo4j shows what is committed at each statement, so the
    /// caller compares the data version at both ends.
    async fn view(&self) -> Result<Box<dyn View>, StoreError>;
    /// Begins a write transaction. Dropped without [`Transaction::commit`], it is rolled back.
    async fn begin(&self) -> Result<Box<dyn Transaction>, StoreError>;
    /// How many more write transactions a large recording may have under way beside its own, so that the server works on
    /// several at once; 0 where there is only one writer at a time.
    fn lanes(&self) -> usize;
    /// Brings the schema (tables, constraints, indexes) to this program's version; returns what was applied.
    async fn migrate(&self) -> Result<Vec<String>, StoreError>;
    /// Examines the schema and the physical state without changing anything; an empty list says that all is well.
    async fn examine(&self) -> Result<Vec<String>, StoreError>;
}

/// Several reads of one state.
#[async_trait]
pub trait View: Send {
    /// Reads with one statement.
    async fn run(&mut self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError>;
    /// Reads with one statement without holding all its rows at once; the view is lent to the stream until it ends.
    async fn stream(&mut self, statement: &'static Statement, params: Params) -> Result<RowStream, StoreError>;
}

/// Several reads and writes that happen together or not at all.
#[async_trait]
pub trait Transaction: Send {
    /// Runs one statement.
    async fn run(&mut self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError>;
    /// Makes everything permanent.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
    /// Undoes everything.
    async fn rollback(self: Box<Self>) -> Result<(), StoreError>;
}

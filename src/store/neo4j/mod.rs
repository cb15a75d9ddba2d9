//! Neo4j (5.26 and newer) over Bolt.
//!
//! What the driver leaves open is settled here: a lease is one connection that is closed rather than returned when anything
//! about it is in doubt (`lease`), every answer is read to its end with its errors (`answer`), failures are sorted by code
//! (`failure`), and writes happen only between BEGIN and COMMIT (`transaction`).

mod answer;
mod failure;
mod lease;
mod options;
mod schema;
mod transaction;

pub use options::Neo4jOptions;

use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::mpsc;

use self::lease::Leases;
use self::transaction::Neo4jTransaction;
use super::stream::tell_of_panic;
use super::{Params, Row, RowStream, Statement, Store, StoreError, StoreKind, Transaction, View};

/// The statement behind [`Store::ping`].
static PING: Statement = Statement { name: "neo4j/ping", cypher: "RETURN 1 AS one", sql: "" };

/// Of so many connections a large recording may take one more for writing: the others are for whoever asks meanwhile.
const CONNECTIONS_FOR_A_LANE: usize = 4;
/// Two write nearly twice as much as one; more of them gain nothing on two processors.
const LANES_MAX: usize = 2;

/// A Neo4j database. Cheap to clone; all clones share their connections.
#[derive(Clone)]
pub struct Neo4jStore {
    leases: Arc<Leases>,
}

impl Neo4jStore {
    /// Takes note of the database; the first use opens the first connection, so that a database which is not there yet is found
    /// as soon as it is.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the address or the options cannot be used.
    pub fn connect(options: Neo4jOptions) -> Result<Self, StoreError> {
        Ok(Self { leases: Leases::new(options)? })
    }
}

#[async_trait]
impl Store for Neo4jStore {
    fn kind(&self) -> StoreKind {
        StoreKind::Neo4j
    }

    async fn ping(&self) -> Result<(), StoreError> {
        self.run(&PING, Params::new()).await.map(drop)
    }

    async fn run(&self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError> {
        answer::read(&self.leases, statement, params).await
    }

    async fn stream(&self, statement: &'static Statement, params: Params) -> Result<RowStream, StoreError> {
        let (sender, receiver) = mpsc::channel(answer::PIECES_AHEAD);
        let leases = Arc::clone(&self.leases);
        let pieces = sender.clone();
        let reading = tokio::spawn(async move { answer::stream(&leases, statement, params, pieces).await });
        tell_of_panic(reading, statement, sender);
        Ok(receiver)
    }

    async fn view(&self) -> Result<Box<dyn View>, StoreError> {
        Ok(Box::new(Neo4jView { store: self.clone() }))
    }

    async fn begin(&self) -> Result<Box<dyn Transaction>, StoreError> {
        Ok(Box::new(Neo4jTransaction::begin(&self.leases).await?))
    }

    fn lanes(&self) -> usize {
        (self.leases.options().pool_size / CONNECTIONS_FOR_A_LANE).min(LANES_MAX)
    }

    async fn migrate(&self) -> Result<Vec<String>, StoreError> {
        schema::migrate(&self.leases).await
    }

    async fn examine(&self) -> Result<Vec<String>, StoreError> {
        schema::examine(&self.leases).await
    }
}

/// Several reads. Neo4j shows each what is committed when it runs, so a view holds no connection: it would only hold back others.
struct Neo4jView {
    store: Neo4jStore,
}

#[async_trait]
impl View for Neo4jView {
    async fn run(&mut self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError> {
        self.store.run(statement, params).await
    }

    async fn stream(&mut self, statement: &'static Statement, params: Params) -> Result<RowStream, StoreError> {
        self.store.stream(statement, params).await
    }
}

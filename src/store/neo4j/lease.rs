//! Connections, each lent to one user at a time.
//!
//! The driver's own pool has no limit to waiting, and a transaction or an answer that is dropped half-way keeps its locks on
//! the server until its connection happens to be used again. Here each connection is a driver object of its own with room
//! for one: a lease that is given back clean is kept for the next user, and one that is dropped closes its connection, upon
//! which the server rolls back at once.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use neo4rs::{ConfigBuilder, Graph};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::failure::{self, unavailable};
use super::{Neo4jOptions, PING};
use crate::store::StoreError;

/// Added to the driver's read time-out, so that ours strikes first and says what it was about.
const READ_TIMEOUT_MARGIN: Duration = Duration::from_secs(5);

/// All connections of one store.
pub(super) struct Leases {
    options: Neo4jOptions,
    permits: Arc<Semaphore>,
    idle: Mutex<Vec<Graph>>,
}

impl Leases {
    /// No connection yet.
    pub fn new(options: Neo4jOptions) -> Result<Arc<Self>, StoreError> {
        let permits = Arc::new(Semaphore::new(options.pool_size.max(1)));
        let leases = Self { options, permits, idle: Mutex::new(Vec::new()) };
        let unused = leases.open()?;
        drop(unused);
        Ok(Arc::new(leases))
    }

    /// What the store was set up with.
    pub fn options(&self) -> &Neo4jOptions {
        &self.options
    }

    /// A connection that nobody else uses, signed in.
    pub async fn take(self: &Arc<Self>) -> Result<Lease, StoreError> {
        let wait = self.options.pool_wait;
        let permit = timeout(wait, Arc::clone(&self.permits).acquire_owned())
            .await
            .map_err(|_| unavailable(format!("no connection became free within {wait:?}")))?
            .map_err(|_| unavailable("the connections are closed"))?;
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let graph = match kept {
            Some(graph) => graph,
            None => self.open_and_sign_in().await?,
        };
        Ok(Lease { graph, _permit: permit, leases: Arc::clone(self) })
    }

    fn open(&self) -> Result<Graph, StoreError> {
        let options = &self.options;
        let read_timeout = options.statement_timeout.max(options.connect_timeout) + READ_TIMEOUT_MARGIN;
        let mut config = ConfigBuilder::default()
            .uri(&options.uri)
            .user(&options.user)
            .password(&options.password)
            .max_connections(1)
            .fetch_size(options.fetch_size.max(1))
            .connection_timeout(read_timeout);
        if let Some(database) = &options.database {
            config = config.db(database.as_str());
        }
        config.build().and_then(Graph::connect).map_err(|error| failure::sorted(&error, &PING))
    }

    async fn open_and_sign_in(&self) -> Result<Graph, StoreError> {
        let graph = self.open()?;
        let limit = self.options.connect_timeout;
        let answer = async {
            let mut rows = graph.execute_read(PING.cypher).await?;
            while rows.next().await?.is_some() {}
            Ok(())
        };
        match timeout(limit, answer).await {
            Ok(Ok(())) => Ok(graph),
            Ok(Err(error)) => Err(failure::sorted(&error, &PING)),
            Err(_) => Err(unavailable(format!("the database did not answer within {limit:?}"))),
        }
    }
}

/// One connection in the hands of one user. Dropped, the connection is closed.
pub(super) struct Lease {
    graph: Graph,
    leases: Arc<Leases>,
    _permit: OwnedSemaphorePermit,
}

impl Lease {
    /// The driver's object for this connection.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The connections it came from.
    pub fn leases(&self) -> &Leases {
        &self.leases
    }

    /// Keeps the connection for the next user. Only for one on which nothing is under way any more.
    pub fn give_back(self) {
        let Self { graph, leases, _permit } = self;
        leases.idle.lock().unwrap_or_else(PoisonError::into_inner).push(graph);
    }
}

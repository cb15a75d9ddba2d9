//! The embedded store: SQLite in one file.
//!
//! Write-ahead log, one writer and a few readers, every call on a thread that may block. Several processes may work on one
//! file: readers at once, writers in turn within a bounded wait.

mod backup;
mod error;
mod file;
mod pool;
mod schema;
mod statement;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::mpsc;

use self::error::classify;
use self::file::{Access, StoreFile};
use self::pool::{Pool, Session, blocking};
use super::stream::tell_of_panic;
use super::{Params, Row, RowStream, Statement, Store, StoreError, StoreKind, Transaction, View};

/// Pieces of rows that wait for a slow receiver.
const PIECES_AHEAD: usize = 2;

/// How a file is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqliteOptions {
    /// How long a writer waits for another, in this process or elsewhere, and a question for a reader. 5 seconds by default.
    pub busy_timeout: Duration,
    /// How many questions read at once, at least 1. 8 by default.
    pub readers: usize,
    /// How much of the file readers look at in place, without a copy of each page. As much as SQLite can by default; 0: nothing.
    pub mapped_bytes: u64,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self { busy_timeout: Duration::from_secs(5), readers: 8, mapped_bytes: 2 << 30 }
    }
}

/// A store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    file: StoreFile,
    readers: Pool,
    writer: Pool,
}

impl SqliteStore {
    /// Opens a file, or makes it where there is none or an empty one. The schema is brought by [`Store::migrate`].
    ///
    /// # Errors
    /// [`StoreError::Foreign`] when the file is not a store of ours, is cut short or damaged, or is newer than this program:
    /// it is then as it was, byte for byte. [`StoreError::Unavailable`] when it cannot be read or written.
    pub async fn open(path: &Path, options: SqliteOptions) -> Result<Self, StoreError> {
        let path = path.to_owned();
        let SqliteOptions { busy_timeout, readers, mapped_bytes } = options;
        let file = blocking(move || StoreFile::open(&path, busy_timeout, mapped_bytes)).await?;
        Ok(Self {
            readers: Pool::new(file.clone(), Access::Read, readers.max(1), busy_timeout),
            writer: Pool::new(file.clone(), Access::Write, 1, busy_timeout),
            file,
        })
    }

    /// Writes a copy of one state of the store into a new file, while others read and write.
    ///
    /// # Errors
    /// [`StoreError::Rejected`] when there is a file at `to` already: nothing is replaced.
    pub async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let to = to.to_owned();
        let session = self.readers.lend().await?;
        session.call(move |connection, abandoned| backup::write(connection, &to, abandoned)).await
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        self.file.path()
    }
}

#[async_trait]
impl Store for SqliteStore {
    fn kind(&self) -> StoreKind {
        StoreKind::Embedded
    }

    async fn ping(&self) -> Result<(), StoreError> {
        let session = self.readers.lend().await?;
        session.call(|connection, _| read_something(connection, "store/ping")).await
    }

    async fn run(&self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError> {
        let session = self.readers.lend().await?;
        session.call(move |connection, gone| statement::run(connection, statement, &params, gone)).await
    }

    async fn stream(&self, statement: &'static Statement, params: Params) -> Result<RowStream, StoreError> {
        Ok(stream(self.readers.lend().await?, statement, params))
    }

    async fn view(&self) -> Result<Box<dyn View>, StoreError> {
        let session = self.readers.lend().await?;
        session
            .call(|connection, _| {
                execute(connection, "BEGIN DEFERRED", "view/begin")?;
                // The state is chosen by the first read, not by the beginning.
                read_something(connection, "view/begin")
            })
            .await?;
        Ok(Box::new(SqliteView { session }))
    }

    async fn begin(&self) -> Result<Box<dyn Transaction>, StoreError> {
        let transaction = SqliteTransaction { session: Some(self.writer.lend().await?) };
        transaction
            .session()?
            .call(|connection, _| execute(connection, "BEGIN IMMEDIATE", "transaction/begin"))
            .await?;
        Ok(Box::new(transaction))
    }

    fn lanes(&self) -> usize {
        0
    }

    async fn migrate(&self) -> Result<Vec<String>, StoreError> {
        let session = self.writer.lend().await?;
        session.call(|connection, _| schema::migrate(connection)).await
    }

    async fn examine(&self) -> Result<Vec<String>, StoreError> {
        let session = self.readers.lend().await?;
        session.call(|connection, _| schema::examine(connection)).await
    }
}

/// One state of the store, for as long as it lives.
struct SqliteView {
    session: Arc<Session>,
}

#[async_trait]
impl View for SqliteView {
    async fn run(&mut self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError> {
        self.session.call(move |connection, gone| statement::run(connection, statement, &params, gone)).await
    }

    async fn stream(&mut self, statement: &'static Statement, params: Params) -> Result<RowStream, StoreError> {
        Ok(stream(Arc::clone(&self.session), statement, params))
    }
}

/// The writer, until it is dropped.
struct SqliteTransaction {
    /// Gone once the transaction is over.
    session: Option<Arc<Session>>,
}

impl SqliteTransaction {
    fn session(&self) -> Result<&Arc<Session>, StoreError> {
        self.session.as_ref().ok_or_else(|| StoreError::Conflict("the transaction is over".to_owned()))
    }
}

#[async_trait]
impl Transaction for SqliteTransaction {
    async fn run(&mut self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, StoreError> {
        let work =
            move |connection: &mut rusqlite::Connection, gone: &_| statement::run(connection, statement, &params, gone);
        self.session()?.call_until_failure(work).await
    }

    async fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        let commit = |connection: &mut rusqlite::Connection, _: &_| execute(connection, "COMMIT", "transaction/commit");
        self.session()?.call_until_failure(commit).await?;
        // With nothing left to undo the connection goes back at once.
        self.session = None;
        Ok(())
    }

    async fn rollback(mut self: Box<Self>) -> Result<(), StoreError> {
        let undo = |connection: &mut rusqlite::Connection, _: &_| match connection.is_autocommit() {
            // Some failures have undone everything already.
            true => Ok(()),
            false => execute(connection, "ROLLBACK", "transaction/rollback"),
        };
        self.session()?.call(undo).await?;
        self.session = None;
        Ok(())
    }
}

impl Drop for SqliteTransaction {
    fn drop(&mut self) {
        let Some(session) = self.session.take() else { return };
        // What is not committed is undone as the connection goes back, away from the async threads where there are any.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn_blocking(move || drop(session));
        }
    }
}

/// Streams a statement's rows from a connection that is kept until the last piece.
fn stream(session: Arc<Session>, statement: &'static Statement, params: Params) -> RowStream {
    let (sender, receiver) = mpsc::channel(PIECES_AHEAD);
    let (pieces, watched) = (sender.clone(), sender.clone());
    let reading = tokio::task::spawn_blocking(move || {
        let done = session.with(
            move || watched.is_closed(),
            |connection| {
                statement::stream(connection, statement, &params, |piece| pieces.blocking_send(Ok(piece)).is_ok())
            },
        );
        if let Err(error) = done {
            // A receiver that has gone away has no use for the error.
            let _ = pieces.blocking_send(Err(error));
        }
    });
    tell_of_panic(reading, statement, sender);
    receiver
}

fn execute(connection: &rusqlite::Connection, text: &'static str, name: &'static str) -> Result<(), StoreError> {
    connection.execute_batch(text).map_err(|error| classify(name, error))
}

fn read_something(connection: &rusqlite::Connection, name: &'static str) -> Result<(), StoreError> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(|error| classify(name, error))
}

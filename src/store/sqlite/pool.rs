//! Connections lent one at a time, and the calls made on them away from the async threads.
//!
//! The pools of the libraries give a connection back as it is and look at it when it is next lent. Here a transaction that
//! was dropped must end at once, because it holds the only write lock; so the connection is rolled back as it comes back.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::error::classify;
use super::file::{Access, StoreFile};
use crate::store::StoreError;

/// Steps of a statement's program between two looks whether anybody still waits for it: some ten microseconds.
const STEPS_BETWEEN_LOOKS: i32 = 1000;

/// Connections of one sort to one file, opened when first needed.
#[derive(Debug)]
pub(super) struct Pool {
    file: StoreFile,
    access: Access,
    size: usize,
    free: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Connection>>>,
    wait: Duration,
}

impl Pool {
    /// At most `size` connections; one that is not free is waited for as long as `wait`.
    pub(super) fn new(file: StoreFile, access: Access, size: usize, wait: Duration) -> Self {
        let idle = Arc::new(Mutex::new(Vec::with_capacity(size)));
        Self { file, access, size, free: Arc::new(Semaphore::new(size)), idle, wait }
    }

    /// Lends a connection for as long as the session lives.
    pub(super) async fn lend(&self) -> Result<Arc<Session>, StoreError> {
        let permit = tokio::time::timeout(self.wait, Arc::clone(&self.free).acquire_owned()).await;
        let permit = permit
            .map_err(|_elapsed| match self.access {
                Access::Write => StoreError::Conflict("another transaction of this process goes on".to_owned()),
                Access::Read => StoreError::Unavailable(format!("all {} readers of the store are in use", self.size)),
            })?
            .expect("nobody closes the semaphore");
        let (file, access, idle) = (self.file.clone(), self.access, Arc::clone(&self.idle));
        blocking(move || {
            let kept = lock(&idle).pop();
            let connection = match kept {
                Some(connection) => connection,
                None => file.connect(access)?,
            };
            let lease = Lease { connection: Some(connection), idle, _permit: permit };
            Ok(Arc::new(Session { lease: Mutex::new(lease), first_error: Mutex::new(None) }))
        })
        .await
    }
}

/// A connection that goes back when it is dropped, with nothing open on it.
#[derive(Debug)]
struct Lease {
    connection: Option<Connection>,
    idle: Arc<Mutex<Vec<Connection>>>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        // A connection that cannot be rolled back is closed, which undoes what it did as well.
        if connection.is_autocommit() || connection.execute_batch("ROLLBACK").is_ok() {
            lock(&self.idle).push(connection);
        }
    }
}

/// A connection while one question or one transaction has it.
pub(super) struct Session {
    lease: Mutex<Lease>,
    first_error: Mutex<Option<StoreError>>,
}

impl Session {
    /// Works on the connection on a thread that may block. When the caller goes away, what is running is stopped; the
    /// connection stays lent until it has.
    pub(super) async fn call<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Connection, &AtomicBool) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let gone = Arc::new(AtomicBool::new(false));
        let _caller = Caller { gone: Arc::clone(&gone) };
        let session = Arc::clone(self);
        blocking(move || {
            let watched = Arc::clone(&gone);
            session.with(move || watched.load(Ordering::Relaxed), |connection| work(connection, &gone))
        })
        .await
    }

    /// The same for a transaction, which ends with its first failure: everything later gives that failure again.
    pub(super) async fn call_until_failure<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Connection, &AtomicBool) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let session = Arc::clone(self);
        self.call(move |connection, gone| {
            if let Some(error) = &*lock(&session.first_error) {
                return Err(error.clone());
            }
            work(connection, gone).inspect_err(|error| *lock(&session.first_error) = Some(error.clone()))
        })
        .await
    }

    /// Works on the connection on this thread; a statement that runs when `stop` comes true fails.
    pub(super) fn with<T>(
        &self,
        stop: impl FnMut() -> bool + Send + 'static,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut lease = lock(&self.lease);
        let connection = lease.connection.as_mut().expect("a lease has its connection until it is dropped");
        let watch = |error| classify("session/watch", error);
        // Not SQLite's interrupt: that is forgotten when it comes before the statement has begun.
        connection.progress_handler(STEPS_BETWEEN_LOOKS, Some(stop)).map_err(watch)?;
        let answer = work(connection);
        connection.progress_handler(0, None::<fn() -> bool>).map_err(watch)?;
        answer
    }
}

/// Whoever waits for a call; gone when the future is dropped, and by then also when it is answered.
struct Caller {
    gone: Arc<AtomicBool>,
}

impl Drop for Caller {
    fn drop(&mut self) {
        self.gone.store(true, Ordering::Relaxed);
    }
}

/// Runs work on a thread that may block. A panic goes on in the caller.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(StoreError::Unavailable("the program is being stopped".to_owned())),
        },
    }
}

/// A panic elsewhere leaves nothing half done behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Connections lent one at a time, and the calls made on them away from the async threads.
//!
//! The pools of the libraries give a connection back as it is and look at it when it is next lent. Here a transaction that
//! was dropped must end at once, because it holds the only write lock; so the connection is rolled back as it comes back.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, InterruptHandle};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::file::{Access, StoreFile};
use crate::store::StoreError;

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
            let interrupt = connection.get_interrupt_handle();
            let lease = Lease { connection: Some(connection), idle, _permit: permit };
            Ok(Arc::new(Session { lease: Mutex::new(lease), first_error: Mutex::new(None), interrupt }))
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
    interrupt: InterruptHandle,
}

impl Session {
    /// Works on the connection on a thread that may block. When the caller goes away, what is running is interrupted; the
    /// connection stays lent until it has stopped.
    pub(super) async fn call<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Connection, &AtomicBool) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut caller = Caller { session: Arc::clone(self), gone: Arc::new(AtomicBool::new(false)), answered: false };
        let (session, gone) = (Arc::clone(self), Arc::clone(&caller.gone));
        let answer = blocking(move || session.with(|connection| work(connection, &gone))).await;
        caller.answered = true;
        answer
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

    /// Works on the connection on this thread.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        let mut lease = lock(&self.lease);
        work(lease.connection.as_mut().expect("a lease has its connection until it is dropped"))
    }
}

/// Whoever waits for a call.
struct Caller {
    session: Arc<Session>,
    gone: Arc<AtomicBool>,
    answered: bool,
}

impl Drop for Caller {
    fn drop(&mut self) {
        if !self.answered {
            self.gone.store(true, Ordering::Relaxed);
            // The session is still held here, so this cannot reach a later user of the connection.
            self.session.interrupt.interrupt();
        }
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

//! A copy of the store while it is in use.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::error::classify;
use super::file::temporary_beside;
use super::{execute, read_something};
use crate::store::StoreError;

/// Pages copied at a time.
const PAGES: i32 = 4096;

/// Copies the state at this moment into a file beside `to` and moves it there when it is whole.
pub(super) fn write(connection: &Connection, to: &Path, abandoned: &AtomicBool) -> Result<(), StoreError> {
    let failed = |error| classify("backup/write", error);
    let exists = || StoreError::Rejected(format!("{} exists already", to.display()));
    if to.try_exists().map_err(|error| StoreError::Unavailable(format!("{}: {error}", to.display())))? {
        return Err(exists());
    }
    let to = std::path::absolute(to).map_err(|error| StoreError::Unavailable(format!("{}: {error}", to.display())))?;
    let copy = temporary_beside(&to)?;
    // Inside a transaction the source stays one state, so that no writer makes the copy begin anew.
    execute(connection, "BEGIN DEFERRED", "backup/write")?;
    read_something(connection, "backup/write")?;
    let mut target = Connection::open(copy.path()).map_err(failed)?;
    {
        let backup = Backup::new(connection, &mut target).map_err(failed)?;
        loop {
            match backup.step(PAGES).map_err(failed)? {
                StepResult::Done => break,
                StepResult::More if !abandoned.load(Ordering::Relaxed) => {}
                StepResult::More => return Err(StoreError::Unavailable("the backup was given up".to_owned())),
                // The source is held by our transaction and nobody else knows the target.
                _ => return Err(StoreError::Conflict("the store could not be read for the backup".to_owned())),
            }
        }
    }
    target.close().map_err(|(_, error)| failed(error))?;
    execute(connection, "ROLLBACK", "backup/write")?;
    match copy.persist_noclobber(&to) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(exists()),
        Err(error) => Err(StoreError::Unavailable(format!("{}: {}", to.display(), error.error))),
    }
}

//! The store's file: made, recognised, and refused where it is not ours, before anything is written.

use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use super::error::classify;
use super::schema;
use crate::store::{StoreError, statements};

/// `Gnxi`, in the header of every file of ours.
pub(super) const APPLICATION_ID: u32 = u32::from_be_bytes(*b"Gnxi");
/// Length of the header of an SQLite file.
const HEADER: usize = 100;
/// Memory for pages of the writer: the indexes of a large import are written all over.
const WRITER_CACHE_KIB: i64 = 128 * 1024;
/// Memory for pages of each reader.
const READER_CACHE_KIB: i64 = 32 * 1024;
/// What is left of the write-ahead log's file after a large transaction.
const LOG_KEPT_BYTES: i64 = 64 * 1024 * 1024;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

/// A file that was seen to be ours.
#[derive(Debug, Clone)]
pub(super) struct StoreFile {
    path: Arc<Path>,
    busy_timeout: Duration,
    /// What readers map of it.
    mapped_bytes: u64,
}

impl StoreFile {
    /// Makes the file where there is none, and recognises it where there is one.
    pub(super) fn open(path: &Path, busy_timeout: Duration, mapped_bytes: u64) -> Result<Self, StoreError> {
        let path = std::path::absolute(path).map_err(|error| unavailable(path, &error))?;
        match std::fs::metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => create(&path)?,
            Err(error) => return Err(unavailable(&path, &error)),
            Ok(metadata) if metadata.is_file() && metadata.len() == 0 => initialise(&path)?,
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return Err(foreign(&path, "is not a file")),
        }
        recognise(&path)?;
        Ok(Self { path: path.into(), busy_timeout, mapped_bytes })
    }

    /// Opens a connection.
    pub(super) fn connect(&self, access: Access) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let prepare = || {
            let connection = Connection::open_with_flags(&*self.path, flags)?;
            connection.busy_timeout(self.busy_timeout)?;
            // Text in double quotes is a name, never a value; nobody reaches into the schema.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            connection.pragma_update(None, "synchronous", "full")?;
            connection.pragma_update(None, "foreign_keys", true)?;
            connection.pragma_update(None, "journal_size_limit", LOG_KEPT_BYTES)?;
            let (cache, mapped) = match access {
                Access::Read => (READER_CACHE_KIB, i64::try_from(self.mapped_bytes).unwrap_or(i64::MAX)),
                Access::Write => (WRITER_CACHE_KIB, 0),
            };
            connection.pragma_update(None, "cache_size", -cache)?;
            // No answer where the platform has no mapping.
            connection.pragma_update_and_check(None, "mmap_size", mapped, |_| Ok(())).optional()?;
            // What one row of a batch would undo is kept in memory: a file would be written for every row.
            connection.pragma_update(None, "temp_store", "memory")?;
            connection.pragma_update(None, "query_only", access == Access::Read)?;
            connection.set_prepared_statement_cache_capacity(statements::ALL.len() + 8);
            Ok(connection)
        };
        let connection: Connection = prepare().map_err(|error| classify("file/connect", error))?;
        match connection.is_readonly(rusqlite::MAIN_DB) {
            Ok(false) => Ok(connection),
            Ok(true) => Err(StoreError::Unavailable(format!("{} cannot be written", self.path.display()))),
            Err(error) => Err(classify("file/connect", error)),
        }
    }

    /// Where the file is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// Makes a file beside its place and moves it there, so that it is never seen half made. Whoever comes second takes the
/// first one's file.
fn create(path: &Path) -> Result<(), StoreError> {
    let made = temporary_beside(path)?;
    initialise(made.path())?;
    match made.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(unavailable(path, &error.error)),
    }
}

/// An empty file in the folder of `path`, removed if it is not moved.
pub(super) fn temporary_beside(path: &Path) -> Result<tempfile::NamedTempFile, StoreError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    tempfile::Builder::new()
        .prefix(".guanxi-")
        .suffix(".new")
        .tempfile_in(folder)
        .map_err(|error| unavailable(folder, &error))
}

/// Marks an empty file as ours.
fn initialise(path: &Path) -> Result<(), StoreError> {
    let mark = || {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(Duration::from_secs(1))?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.close().map_err(|(_, error)| error)
    };
    mark().map_err(|error| classify("file/initialise", error))
}

/// Refuses a file that is not ours, is cut short or damaged, or is newer than this program. Where no other process has it
/// open, not even a file beside it is made.
fn recognise(path: &Path) -> Result<(), StoreError> {
    match recognise_once(path) {
        // Another process began to write while we looked: what we saw was torn.
        Err(StoreError::Foreign(_)) if log_is_in_use(path) => recognise_once(path),
        seen => seen,
    }
}

fn recognise_once(path: &Path) -> Result<(), StoreError> {
    let mut file = File::open(path).map_err(|error| unavailable(path, &error))?;
    let mut bytes = [0; HEADER];
    match file.read_exact(&mut bytes) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Err(foreign(path, "is not an SQLite file")),
        Err(error) => return Err(unavailable(path, &error)),
    }
    let header = Header::read(&bytes).ok_or_else(|| foreign(path, "is not an SQLite file"))?;
    if header.application_id != APPLICATION_ID {
        return Err(foreign(path, "is an SQLite file of another program"));
    }
    refuse_newer(path, i64::from(header.schema_version))?;
    let in_use = log_is_in_use(path);
    let length = file.metadata().map_err(|error| unavailable(path, &error))?.len();
    if !in_use && header.expected_length().is_some_and(|expected| length < expected) {
        return Err(foreign(path, "is cut short"));
    }
    let connection = open_to_look(path, in_use)?;
    let looked = || {
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let mut roots = connection.prepare("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")?;
        let roots = roots.query_map([], |row| row.get::<_, u32>(0))?.collect::<rusqlite::Result<Vec<u32>>>()?;
        Ok((version, roots))
    };
    let (version, roots) = looked().map_err(|error: rusqlite::Error| match classify("file/recognise", error) {
        StoreError::Foreign(reason) | StoreError::Statement { reason, .. } => {
            foreign(path, &format!("is damaged ({reason})"))
        }
        other => other,
    })?;
    refuse_newer(path, version)?;
    // With a log in use, pages may be in it rather than in the file.
    if !in_use && !roots_are_trees(&mut file, &header, &roots).map_err(|error| unavailable(path, &error))? {
        return Err(foreign(path, "is damaged (a table or index has no root)"));
    }
    Ok(())
}

fn refuse_newer(path: &Path, version: i64) -> Result<(), StoreError> {
    let known = schema::LATEST;
    if version > i64::from(known) {
        return Err(foreign(path, &format!("has schema version {version}; this program knows {known} and older")));
    }
    Ok(())
}

/// A connection that changes nothing. While nobody has the file open it is taken for one that nobody changes, which makes no
/// files beside it.
fn open_to_look(path: &Path, in_use: bool) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = if in_use {
        Connection::open_with_flags(path, flags)
    } else {
        Connection::open_with_flags(unchanging_uri(path), flags | OpenFlags::SQLITE_OPEN_URI)
    };
    opened.map_err(|error| classify("file/recognise", error))
}

fn unchanging_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => uri.push(char::from(*byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// Whether there is a write-ahead log with something in it.
fn log_is_in_use(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(PathBuf::from(log)).is_ok_and(|metadata| metadata.len() > 0)
}

/// Whether each root page begins as a page of a tree does.
fn roots_are_trees(file: &mut File, header: &Header, roots: &[u32]) -> std::io::Result<bool> {
    for root in roots {
        let mut kind = [0];
        file.seek(SeekFrom::Start(u64::from(root - 1) * u64::from(header.page_size)))?;
        match file.read_exact(&mut kind) {
            Ok(()) if matches!(kind[0], 0x02 | 0x05 | 0x0a | 0x0d) => {}
            Ok(()) => return Ok(false),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

/// What the header says (<https://www.sqlite.org/fileformat.html>).
struct Header {
    page_size: u32,
    pages: u32,
    pages_are_valid: bool,
    schema_version: u32,
    application_id: u32,
}

impl Header {
    fn read(bytes: &[u8; HEADER]) -> Option<Self> {
        let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let page_size = match u16::from_be_bytes([bytes[16], bytes[17]]) {
            1 => 65_536,
            size if size >= 512 && size.is_power_of_two() => u32::from(size),
            _ => return None,
        };
        bytes.starts_with(b"SQLite format 3\0").then(|| Self {
            page_size,
            pages: number(28),
            pages_are_valid: number(24) == number(92) && number(28) > 0,
            schema_version: number(60),
            application_id: number(68),
        })
    }

    fn expected_length(&self) -> Option<u64> {
        self.pages_are_valid.then(|| u64::from(self.pages) * u64::from(self.page_size))
    }
}

fn foreign(path: &Path, what: &str) -> StoreError {
    StoreError::Foreign(format!("{} {what}", path.display()))
}

fn unavailable(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Unavailable(format!("{}: {error}", path.display()))
}

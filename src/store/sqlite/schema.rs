//! The schema: numbered migrations, and the examination of a file.

use rusqlite::{Connection, TransactionBehavior};

use super::error::classify;
use crate::store::StoreError;

/// The migrations in order; the position counts from 1 and is the version after it.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_records", include_str!("../../../sql/migrations/0001_records.sql")),
    ("0002_sales", include_str!("../../../sql/migrations/0002_sales.sql")),
    ("0003_win_models", include_str!("../../../sql/migrations/0003_win_models.sql")),
    ("0004_assessments_in_scope", include_str!("../../../sql/migrations/0004_assessments_in_scope.sql")),
    ("0005_changes", include_str!("../../../sql/migrations/0005_changes.sql")),
    ("0006_jobs", include_str!("../../../sql/migrations/0006_jobs.sql")),
    ("0007_suggestions_and_sharing", include_str!("../../../sql/migrations/0007_suggestions_and_sharing.sql")),
    ("0008_lines_by_both_ends", include_str!("../../../sql/migrations/0008_lines_by_both_ends.sql")),
];

/// The references that are no foreign keys.
const BROKEN_REFERENCES: &str = include_str!("../../../sql/schema/broken_references.sql");

/// The version this program works with.
pub(super) const LATEST: u32 = MIGRATIONS.len() as u32;

/// Applies what is missing, each migration in a transaction of its own; gives the names of what was applied.
pub(super) fn migrate(connection: &mut Connection) -> Result<Vec<String>, StoreError> {
    let failed = |error| classify("schema/migrate", error);
    let mut applied = Vec::new();
    // A store that is up to date is opened without waiting for whoever writes to it.
    while version(connection)? != LATEST {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        // Read inside the transaction: another process may be migrating as well.
        let version = version(&transaction)?;
        if version > LATEST {
            let reason = format!("the store has schema version {version}; this program knows {LATEST} and older");
            return Err(StoreError::Foreign(reason));
        }
        let Some((name, text)) = MIGRATIONS.get(version as usize) else { break };
        transaction.execute_batch(text).map_err(failed)?;
        transaction.pragma_update(None, "user_version", version + 1).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        applied.push((*name).to_owned());
    }
    if !applied.is_empty() {
        // The header is read by programs that must not open the file: bring the version from the log into it.
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(failed)?;
    }
    Ok(applied)
}

/// Looks for what is wrong with the schema and the file; changes nothing.
pub(super) fn examine(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let version = version(connection)?;
    if version != LATEST {
        return Ok(vec![format!("schema version {version}, expected {LATEST}")]);
    }
    let mut findings = Vec::new();
    for look in [differences, look_at_pages, look_at_references] {
        match look(connection).map_err(|error| classify("schema/examine", error)) {
            Ok(found) => findings.extend(found),
            // What is damaged may be so badly that the looking fails.
            Err(StoreError::Foreign(reason)) => findings.push(format!("file: {reason}")),
            Err(other) => return Err(other),
        }
    }
    Ok(findings)
}

fn look_at_pages(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut check = connection.prepare("PRAGMA quick_check")?;
    let lines = check.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").map(|line| format!("file: {line}")).collect())
}

fn look_at_references(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut check = connection.prepare("PRAGMA foreign_key_check")?;
    let broken = check.query_map([], |row| {
        let (table, number, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let number = number.map_or_else(String::new, |number| format!(" {number}"));
        Ok(format!("{table}{number} refers to a record of {parent} that does not exist"))
    })?;
    let mut findings = broken.collect::<rusqlite::Result<Vec<String>>>()?;
    let mut check = connection.prepare(BROKEN_REFERENCES)?;
    let broken = check.query_map([], |row| {
        let (kind, id): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(format!("{kind} {id} refers to a person that does not exist"))
    })?;
    for finding in broken {
        findings.push(finding?);
    }
    Ok(findings)
}

/// Tables, indexes and triggers that are missing, changed or not ours, against a schema made from nothing.
fn differences(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let fresh = Connection::open_in_memory()?;
    for (_, text) in MIGRATIONS {
        fresh.execute_batch(text)?;
    }
    let (expected, found) = (parts(&fresh)?, parts(connection)?);
    let missing = expected.iter().filter(|part| !found.contains(part)).map(|(kind, name, _)| {
        let changed = found.iter().any(|(_, other, _)| other == name);
        format!("schema: the {kind} {name} is {}", if changed { "changed" } else { "missing" })
    });
    let foreign = found.iter().filter(|(_, name, _)| !expected.iter().any(|(_, other, _)| other == name));
    Ok(missing.chain(foreign.map(|(kind, name, _)| format!("schema: the {kind} {name} is not ours"))).collect())
}

/// Kind, name and text of everything in the schema.
fn parts(connection: &Connection) -> rusqlite::Result<Vec<(String, String, String)>> {
    let mut schema =
        connection.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")?;
    schema.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
}

fn version(connection: &Connection) -> Result<u32, StoreError> {
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|error| classify("schema/version", error))
}

//! The schema: constraints and indexes, applied from numbered files, and the version that says which were.

use std::collections::HashMap;
use std::sync::Arc;

use neo4rs::{Error, Query};
use serde::Deserialize;

use super::lease::Leases;
use super::{answer, failure};
use crate::store::{Params, Statement, StoreError};

/// The files, oldest first; the version of a schema is how many were applied.
static MIGRATIONS: &[(&str, &str)] = &[
    ("0001_records", include_str!("../../../cypher/schema/0001_records.cypher")),
    ("0002_sales", include_str!("../../../cypher/schema/0002_sales.cypher")),
    ("0003_win_models", include_str!("../../../cypher/schema/0003_win_models.cypher")),
    ("0004_changes", include_str!("../../../cypher/schema/0004_changes.cypher")),
    ("0005_jobs", include_str!("../../../cypher/schema/0005_jobs.cypher")),
    ("0006_suggestions_and_sharing", include_str!("../../../cypher/schema/0006_suggestions_and_sharing.cypher")),
];

static APPLY: Statement = Statement { name: "schema/apply", cypher: "", sql: "" };
static VERSION: Statement =
    Statement { name: "schema/version", cypher: include_str!("../../../cypher/schema/version.cypher"), sql: "" };
static RAISE: Statement =
    Statement { name: "schema/raise", cypher: include_str!("../../../cypher/schema/raise.cypher"), sql: "" };
static AWAIT_INDEXES: Statement = Statement {
    name: "schema/await_indexes",
    cypher: include_str!("../../../cypher/schema/await_indexes.cypher"),
    sql: "",
};
static INDEXES: Statement =
    Statement { name: "schema/indexes", cypher: include_str!("../../../cypher/schema/indexes.cypher"), sql: "" };
static CONSTRAINTS: Statement = Statement {
    name: "schema/constraints",
    cypher: include_str!("../../../cypher/schema/constraints.cypher"),
    sql: "",
};

#[derive(Deserialize)]
struct VersionRow {
    version: usize,
}

#[derive(Deserialize)]
struct IndexRow {
    name: String,
    state: String,
}

#[derive(Deserialize)]
struct ConstraintRow {
    name: String,
}

/// Applies what is missing and waits until all indexes can be used; returns the names of the files that were applied.
pub(super) async fn migrate(leases: &Arc<Leases>) -> Result<Vec<String>, StoreError> {
    let present = version(leases).await?;
    if present > MIGRATIONS.len() {
        return Err(StoreError::Foreign(format!(
            "the database has schema version {present}, newer than this program's {}: use a newer program",
            MIGRATIONS.len()
        )));
    }
    let mut applied = Vec::new();
    for (number, (name, text)) in MIGRATIONS.iter().enumerate().skip(present) {
        for statement in statements(text) {
            write(leases, &APPLY, Query::new(statement.to_owned())).await?;
        }
        // The version follows in a transaction of its own: Neo4j does not mix schema and data. Cut off in between, the file is
        // applied again, which changes nothing.
        let to = i64::try_from(number + 1).expect("there are few migrations");
        write(leases, &RAISE, answer::query(&RAISE, Params::new().with("version", to))).await?;
        applied.push((*name).to_owned());
    }
    answer::read(leases, &AWAIT_INDEXES, Params::new()).await?;
    Ok(applied)
}

/// What is wrong with the schema, as sentences.
pub(super) async fn examine(leases: &Arc<Leases>) -> Result<Vec<String>, StoreError> {
    let mut findings = Vec::new();
    let present = version(leases).await?;
    if present != MIGRATIONS.len() {
        findings.push(format!(
            "the schema has version {present}, this program's is {}{}",
            MIGRATIONS.len(),
            if present < MIGRATIONS.len() { ": start the service once to bring it up to date" } else { "" }
        ));
    }
    let mut states = HashMap::new();
    for row in answer::read(leases, &INDEXES, Params::new()).await? {
        let IndexRow { name, state } = row.decode(&INDEXES)?;
        states.insert(name, state);
    }
    let mut constraints = Vec::new();
    for row in answer::read(leases, &CONSTRAINTS, Params::new()).await? {
        let ConstraintRow { name } = row.decode(&CONSTRAINTS)?;
        constraints.push(name);
    }
    for statement in MIGRATIONS.iter().flat_map(|(_, text)| statements(text)) {
        let (is_constraint, name) = created(statement);
        if is_constraint && !constraints.iter().any(|present| present == name) {
            findings.push(format!("the constraint {name} is missing"));
        } else {
            match states.get(name).map(String::as_str) {
                None => findings.push(format!("the index {name} is missing")),
                Some("ONLINE") => {}
                Some(state) => findings.push(format!("the index {name} cannot be used: it is {state}")),
            }
        }
    }
    Ok(findings)
}

async fn version(leases: &Arc<Leases>) -> Result<usize, StoreError> {
    match answer::read(leases, &VERSION, Params::new()).await?.into_iter().next() {
        None => Ok(0),
        Some(row) => row.decode(&VERSION).map(|VersionRow { version }| version),
    }
}

async fn write(leases: &Arc<Leases>, statement: &'static Statement, query: Query) -> Result<(), StoreError> {
    let sorted = |error: Error| failure::sorted(&error, statement);
    let lease = leases.take().await?;
    let mut transaction = lease.graph().start_txn().await.map_err(sorted)?;
    let mut rows = transaction.execute(query).await.map_err(sorted)?;
    while rows.next(transaction.handle()).await.map_err(sorted)?.is_some() {}
    transaction.commit().await.map_err(sorted)?;
    lease.give_back();
    Ok(())
}

/// The statements of a file: each ends with a semicolon at the end of a line; comments stand on lines of their own.
fn statements(text: &str) -> impl Iterator<Item = &str> {
    text.split(";\n")
        .map(|piece| {
            let begin =
                piece.lines().take_while(|line| line.starts_with("//")).map(|line| line.len() + 1).sum::<usize>();
            piece.get(begin..).unwrap_or_default().trim()
        })
        .filter(|statement| !statement.is_empty())
}

/// What `CREATE … name IF NOT EXISTS` creates: whether it is a constraint, and its name.
fn created(statement: &str) -> (bool, &str) {
    let name =
        statement.split(" IF NOT EXISTS").next().and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
    (statement.starts_with("CREATE CONSTRAINT"), name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_migration_creates_named_things_and_may_be_applied_twice() {
        let mut names = Vec::new();
        for (file, text) in MIGRATIONS {
            let before = names.len();
            for statement in statements(text) {
                assert!(
                    statement.starts_with("CREATE ") && statement.contains(" IF NOT EXISTS "),
                    "{file}: {statement}"
                );
                names.push(created(statement).1);
            }
            assert!(names.len() > before, "{file} is empty");
        }
        assert!(names.contains(&"person_id") && names.contains(&"person_search") && !names.contains(&""), "{names:?}");
    }
}

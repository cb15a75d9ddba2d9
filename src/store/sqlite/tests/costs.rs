//! What a statement may cost, by the plan SQLite makes for it: never by a clock.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;

use super::*;
use crate::store::statements;

/// Read a table from end to end, and may: examinations, a handful of rows, organizations by their names, of which there are few, the search (its text says why), the ledger, which
/// is everything, the graph of the whole company, what is fitted to all that is closed, and what was decided of suggestions.
const FULL_READS: &[&str] = &[
    "check/self_lines",
    "check/people_without_membership",
    "check/counts",
    "import_run/pending",
    "organization/named",
    "search/entities",
    "ledger/units",
    "ledger/posts",
    "ledger/opportunities",
    "ledger/roles",
    "ledger/reporting",
    "ledger/support",
    "ledger/assessments",
    "ledger/sellers",
    "snapshot/people",
    "snapshot/influences",
    "snapshot/reporting",
    "snapshot/seats",
    "snapshot/contacts",
    "win_model/signals",
    "suggestion/decided",
    "sharing/joined",
];

async fn schema() -> (Scratch, Connection) {
    let scratch = Scratch::new().await;
    let connection = Connection::open(scratch.path()).unwrap();
    (scratch, connection)
}

/// The tables a statement reads from end to end, itself or through an index: those whose cursor is wound to an end.
fn full_reads(connection: &Connection, statement: &Statement) -> BTreeSet<String> {
    let mut names = connection.prepare("SELECT rootpage, tbl_name FROM sqlite_schema WHERE rootpage > 0").unwrap();
    let names = names.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let names: HashMap<i64, String> = names.map(Result::unwrap).collect();
    let mut program = connection.prepare(&format!("EXPLAIN {}", statement.sql)).unwrap();
    let steps = program.raw_query().mapped(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    let steps: Vec<(i64, String, i64, i64)> = steps.map(Result::unwrap).collect();
    let mut found = BTreeSet::new();
    // What a trigger does is a program of its own, which counts its steps and cursors from 0.
    for program in steps.chunk_by(|_, (address, ..)| *address > 0) {
        // Looking for broken references is skipped while there is none, which is always: each is refused as it is written.
        let skips = program.iter().filter(|(_, name, ..)| name == "FkIfZero");
        let skipped: Vec<_> = skips.map(|(address, _, _, to)| *address..*to).collect();
        for (address, name, cursor, _) in program {
            if !matches!(name.as_str(), "Rewind" | "Last") || skipped.iter().any(|steps| steps.contains(address)) {
                continue;
            }
            // A cursor on a table that is made while the statement runs has no root of its own.
            let opened = program.iter().find(|(_, name, other, _)| name == "OpenRead" && other == cursor);
            found.extend(opened.map(|(_, _, _, root)| names.get(root).map_or("sqlite_schema", |name| name).to_owned()));
        }
    }
    found
}

fn plan(connection: &Connection, statement: &Statement) -> String {
    let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql)).unwrap();
    plan.raw_query().mapped(|row| row.get::<_, String>(3)).map(|line| line.unwrap() + "\n").collect()
}

#[tokio::test]
async fn every_statement_prepares_and_says_what_it_is() {
    let (_scratch, connection) = schema().await;
    for statement in statements::ALL {
        let prepared = connection.prepare(statement.sql).unwrap_or_else(|error| panic!("{}: {error}", statement.name));
        for index in 1..=prepared.parameter_count() {
            let name = prepared.parameter_name(index).unwrap();
            let head: Vec<&str> = statement.sql.lines().take_while(|line| line.starts_with("--")).collect();
            assert!(head.join("\n").contains(name), "{}: the head does not tell of {name}", statement.name);
        }
        for part in ["-- Parameters: ", "-- Columns: ", "-- Index: "] {
            assert!(statement.sql.contains(part), "{}: no {part:?}", statement.name);
        }
    }
}

#[tokio::test]
async fn only_those_that_may_read_a_table_from_end_to_end() {
    let (_scratch, connection) = schema().await;
    for statement in statements::ALL {
        let read = full_reads(&connection, statement);
        assert_eq!(!read.is_empty(), FULL_READS.contains(&statement.name), "{} reads all of {read:?}", statement.name);
    }
    // The measure itself sees a full read where there is one.
    static FULL: Statement = Statement {
        name: "test/full",
        cypher: "",
        sql: "SELECT p.id FROM json_each(:ids) AS i JOIN person AS p ON p.phone = i.value",
    };
    assert_eq!(full_reads(&connection, &FULL), BTreeSet::from(["person".to_owned()]));
}

#[tokio::test]
async fn the_indexes_a_text_names_are_used() {
    let (_scratch, connection) = schema().await;
    let mut indexes =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").unwrap();
    let indexes: Vec<String> = indexes.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut named = BTreeSet::new();
    for statement in statements::ALL {
        let plan = plan(&connection, statement);
        let head: Vec<&str> = statement.sql.lines().take_while(|line| line.starts_with("--")).collect();
        let head = head.join("\n");
        for index in indexes.iter().filter(|index| head.contains(&***index)) {
            let used = plan.contains(&format!("INDEX {index} ")) || plan.contains(&format!("INDEX {index}\n"));
            assert!(used, "{} does not use {index}:\n{plan}", statement.name);
            named.insert(index.clone());
        }
    }
    let unnamed: Vec<&String> = indexes.iter().filter(|index| !named.contains(*index)).collect();
    // The trigger that follows a change of aliases relies on this one.
    assert_eq!(unnamed, ["person_alias_by_person"], "indexes that no statement relies on");
}

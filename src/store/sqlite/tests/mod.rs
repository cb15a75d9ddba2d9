//! What the tests of the embedded store share: a store in a folder of its own, and rows for each kind of record.

mod costs;
mod files;
mod lines;
mod questions;
mod transactions;
mod values;

use std::path::PathBuf;
use std::time::Duration;

use super::{SqliteOptions, SqliteStore};
use crate::store::{Params, Row, RowBatch, Statement, Store, StoreError, Value, statements as all};

/// A store in a folder that is removed with it.
struct Scratch {
    store: SqliteStore,
    folder: tempfile::TempDir,
}

impl Scratch {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("g.db"), options()).await.unwrap();
        store.migrate().await.unwrap();
        Self { store, folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("g.db")
    }

    /// Writes rows in a transaction of their own.
    async fn write(&self, statement: &'static Statement, rows: RowBatch) -> Result<(), StoreError> {
        let mut transaction = self.store.begin().await?;
        assert_eq!(transaction.run(statement, Params::new().with_rows(rows)).await?, []);
        transaction.commit().await
    }

    async fn run(&self, statement: &'static Statement, params: Params) -> Vec<Row> {
        self.store.run(statement, params).await.unwrap()
    }
}

/// Waits that are short enough for a test that waits them out.
fn options() -> SqliteOptions {
    SqliteOptions { busy_timeout: Duration::from_millis(300), readers: 4, ..SqliteOptions::default() }
}

/// The rows of an answer as `column=value` texts, in order; what is null is left out.
fn shown(rows: &[Row]) -> Vec<String> {
    let mut lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells = row.columns().iter().zip(row.cells());
            let cells = cells.filter_map(|(name, cell)| match cell {
                Value::Null => None,
                Value::Text(text) => Some(format!("{name}={text}")),
                other => Some(format!("{name}={other:?}")),
            });
            cells.collect::<Vec<_>>().join(" ")
        })
        .collect();
    lines.sort();
    lines
}

/// The texts of one column, sorted.
fn texts(rows: &[Row], column: &str) -> Vec<String> {
    let mut found: Vec<String> = rows.iter().map(|row| format!("{:?}", cell(row, column))).collect();
    for text in &mut found {
        *text = text.trim_start_matches("Text(\"").trim_end_matches("\")").to_owned();
    }
    found.sort();
    found
}

fn cell<'a>(row: &'a Row, column: &str) -> &'a Value {
    let index = row.columns().iter().position(|name| &**name == column);
    &row.cells()[index.unwrap_or_else(|| panic!("no column {column} in {:?}", row.columns()))]
}

/// A text, or null where it is `-`.
fn text(value: &str) -> Value {
    if value == "-" { Value::Null } else { Value::from(value) }
}

/// Rows given as words, one line each; `-` is null, and every row gets the digest `d` and an instant.
fn batch(columns: &'static [&'static str], lines: &[&str], cells: impl Fn(&str, &str) -> Value) -> RowBatch {
    let mut batch = RowBatch::new(columns);
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let given = &columns[..columns.len() - 2];
        assert_eq!(words.len(), given.len(), "{line:?} for {given:?}");
        let row = given.iter().zip(words).map(|(column, word)| cells(column, word));
        batch.push(row.chain([Value::from("d"), Value::from("2026-01-01T00:00:00.000Z")]));
    }
    batch
}

fn organizations(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] =
        &["id", "name", "kind", "industry", "region", "potential", "search_key", "digest", "recorded_at"];
    batch(COLUMNS, lines, |_, word| text(word))
}

fn departments(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] =
        &["id", "name", "organization_id", "parent_id", "kind", "search_key", "digest", "recorded_at"];
    batch(COLUMNS, lines, |_, word| text(word))
}

/// People by their ids: named like them, their search key too.
fn people(ids: &[&str]) -> RowBatch {
    let lines: Vec<String> = ids.iter().map(|id| format!("{id} {id} - - - - - - - {id}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    people_in_full(&lines)
}

/// Aliases have commas between them.
fn people_in_full(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] = &[
        "id",
        "name",
        "email",
        "phone",
        "aliases",
        "consent",
        "behaviour",
        "social_style",
        "needs",
        "search_key",
        "digest",
        "recorded_at",
    ];
    batch(COLUMNS, lines, |column, word| match (column, word) {
        ("aliases", "-") => Value::List(Vec::new()),
        ("aliases", words) => words.split(',').collect::<Vec<_>>().into(),
        (_, word) => text(word),
    })
}

fn memberships(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] = &[
        "id",
        "person_id",
        "department_id",
        "organization_id",
        "title",
        "level",
        "from_day",
        "to_day",
        "digest",
        "recorded_at",
    ];
    batch(COLUMNS, lines, number_in("level"))
}

fn reporting(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] = &["id", "person_id", "manager_id", "scope", "from_day", "to_day", "digest", "recorded_at"];
    batch(COLUMNS, lines, |_, word| text(word))
}

fn influences(lines: &[&str]) -> RowBatch {
    batch(INFLUENCE, lines, |column, word| match (column, word) {
        ("strength", word) if word != "-" => Value::Float(word.parse().unwrap()),
        (_, word) => text(word),
    })
}

const INFLUENCE: &[&str] = &[
    "id",
    "from_id",
    "to_id",
    "level",
    "strength",
    "polarity",
    "kind",
    "source",
    "evidence",
    "observed_at",
    "ended_at",
    "visibility",
    "owner_id",
    "digest",
    "recorded_at",
];

fn interactions(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] =
        &["id", "from_id", "to_id", "at", "day", "kind", "count", "explicit_id", "digest", "recorded_at"];
    batch(COLUMNS, lines, |column, word| match column {
        "explicit_id" => Value::Bool(word == "yes"),
        _ => number_in("count")(column, word),
    })
}

fn opportunities(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] = &[
        "id",
        "name",
        "customer_id",
        "amount",
        "currency",
        "class",
        "stage",
        "owner_id",
        "opened",
        "closed",
        "outcome",
        "search_key",
        "digest",
        "recorded_at",
    ];
    batch(COLUMNS, lines, |column, word| match (column, word) {
        ("amount", word) if word != "-" => Value::Float(word.parse().unwrap()),
        (_, word) => text(word),
    })
}

fn decision_roles(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] = &[
        "id",
        "opportunity_id",
        "person_id",
        "role",
        "importance",
        "veto",
        "approve",
        "contact_level",
        "from_day",
        "to_day",
        "digest",
        "recorded_at",
    ];
    batch(COLUMNS, lines, number_in("importance"))
}

fn assessments(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] = &[
        "id",
        "person_id",
        "vendor_id",
        "dimension",
        "level",
        "opportunity_id",
        "at",
        "by_id",
        "evidence",
        "coach",
        "visibility",
        "digest",
        "recorded_at",
    ];
    batch(COLUMNS, lines, |column, word| match column {
        "coach" => Value::Bool(word == "yes"),
        _ => number_in("level")(column, word),
    })
}

fn signals(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] =
        &["id", "opportunity_id", "signal", "value", "at", "by_id", "evidence", "digest", "recorded_at"];
    batch(COLUMNS, lines, |column, word| match column {
        "value" => Value::Bool(word == "yes"),
        _ => text(word),
    })
}

fn targets(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] = &["id", "person_id", "from_day", "to_day", "amount", "currency", "digest", "recorded_at"];
    batch(COLUMNS, lines, |column, word| match column {
        "amount" => Value::Float(word.parse().unwrap()),
        _ => text(word),
    })
}

fn endorsements(lines: &[&str]) -> RowBatch {
    const COLUMNS: &[&str] = &["id", "person_id", "at", "by_id", "evidence", "ended_at", "digest", "recorded_at"];
    batch(COLUMNS, lines, |_, word| text(word))
}

fn number_in(numbers: &'static str) -> impl Fn(&str, &str) -> Value {
    move |column, word| match word {
        word if column == numbers && word != "-" => Value::Int(word.parse().unwrap()),
        word => text(word),
    }
}

fn ids(ids: &[&str]) -> Params {
    Params::new().with("ids", ids.to_vec())
}

/// Our company with the people a and b, a customer with k, l and m.
async fn small_world() -> Scratch {
    let scratch = Scratch::new().await;
    scratch
        .write(&all::organization::WRITE, organizations(&["own Own own - - - own", "cust Cust customer - - high cust"]))
        .await
        .unwrap();
    scratch
        .write(
            &all::department::WRITE,
            departments(&[
                "sales Sales own - unit sales",
                "it IT cust - unit it",
                "net Net cust it unit net",
                "board Board cust - board board",
            ]),
        )
        .await
        .unwrap();
    scratch.write(&all::person::WRITE, people(&["a", "b", "k", "l", "m"])).await.unwrap();
    scratch
}

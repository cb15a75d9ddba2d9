//! Every statement on both stores over the same data, row by row; what those that read are asked is in [`asked`].

mod asked;

use std::collections::HashSet;
use std::sync::Arc;

use guanxi::store::{Params, Row, SqliteOptions, SqliteStore, Statement, Store, StoreError, Value, statements};

use self::asked::line_params;
use crate::dangling::DANGLING;
use crate::data::{AS_OF, DAY, FIRST, SECOND, Table};
use crate::support::neo4j;

/// Both stores, and what was run on them.
struct Both {
    stores: [(&'static str, Arc<dyn Store>); 2],
    ran: HashSet<&'static str>,
    answered: HashSet<&'static str>,
    /// Of each store the identifiers behind its own keys of people.
    keys: [Keys; 2],
}

type Keys = Vec<(Value, Value)>;

/// A row by the names of its columns: the stores need not agree on their order.
type Cells = Vec<(String, Value)>;

fn cells(row: &Row) -> Cells {
    let mut cells: Cells = row.columns().iter().map(ToString::to_string).zip(row.cells().iter().cloned()).collect();
    cells.sort_by(|a, b| a.0.cmp(&b.0));
    cells
}

/// Statements whose rows come in an order that is part of the answer.
fn is_ordered(statement: &Statement) -> bool {
    statement.name.ends_with("/page")
        || [
            "organization/list",
            "search/entities",
            "history/of",
            "import_run/pending",
            "win_model/uses",
            "job/of_owner",
        ]
        .contains(&statement.name)
}

impl Both {
    async fn new(server: &neo4j::Neo4jServer, folder: &std::path::Path) -> Self {
        let sqlite = SqliteStore::open(&folder.join("store.db"), SqliteOptions::default()).await.unwrap();
        sqlite.migrate().await.unwrap();
        let stores: [(_, Arc<dyn Store>); 2] = [("sqlite", Arc::new(sqlite)), ("neo4j", server.store().await)];
        Self { stores, ran: HashSet::new(), answered: HashSet::new(), keys: Default::default() }
    }

    /// Writes with several statements in one transaction on each store; they give no rows.
    async fn write(&mut self, tables: &'static [Table]) {
        for (name, store) in &self.stores {
            let mut transaction = store.begin().await.unwrap();
            for table in tables {
                let rows = transaction.run(table.statement, table.params()).await;
                assert_eq!(
                    rows.unwrap_or_else(|error| panic!("{name}: {error}")),
                    [],
                    "{name} {}",
                    table.statement.name
                );
                self.ran.insert(table.statement.name);
                self.answered.insert(table.statement.name);
            }
            transaction.commit().await.unwrap();
        }
    }

    /// Changes with one statement and compares what it answers.
    async fn change(&mut self, statement: &'static Statement, params: Params) -> Vec<Cells> {
        let mut answers = Vec::new();
        for (_, store) in &self.stores {
            let mut transaction = store.begin().await.unwrap();
            answers.push(transaction.run(statement, params.clone()).await.unwrap());
            transaction.commit().await.unwrap();
        }
        self.compared(statement, &params, answers)
    }

    /// Reads with one statement, directly and as a stream and in a view, and compares what it answers.
    async fn read(&mut self, statement: &'static Statement, params: Params) -> Vec<Cells> {
        let mut answers = Vec::new();
        for (name, store) in &self.stores {
            let rows = store.run(statement, params.clone()).await.unwrap_or_else(|error| panic!("{name}: {error}"));
            let mut streamed = Vec::new();
            let mut stream = store.stream(statement, params.clone()).await.unwrap();
            while let Some(piece) = stream.recv().await {
                streamed.extend(piece.unwrap().into_rows());
            }
            assert_eq!(sorted(statement, &streamed), sorted(statement, &rows), "{name} {}", statement.name);
            let viewed = store.view().await.unwrap().run(statement, params.clone()).await.unwrap();
            assert_eq!(sorted(statement, &viewed), sorted(statement, &rows), "{name} {}", statement.name);
            answers.push(rows);
        }
        self.compared(statement, &params, answers)
    }

    fn compared(&mut self, statement: &'static Statement, params: &Params, answers: Vec<Vec<Row>>) -> Vec<Cells> {
        let [sqlite, neo4j] = answers.try_into().expect("two stores");
        let (mut sqlite, mut neo4j) = (sorted(statement, &sqlite), sorted(statement, &neo4j));
        for (rows, keys) in [&mut sqlite, &mut neo4j].into_iter().zip(&mut self.keys) {
            translate(statement, rows, keys);
        }
        let only = |a: &[Cells], b: &[Cells]| a.iter().filter(|row| !b.contains(row)).cloned().collect::<Vec<_>>();
        assert!(
            sqlite == neo4j,
            "{} with {:?}: sqlite has {} rows, neo4j {}; only sqlite has {:#?}, only neo4j {:#?}",
            statement.name,
            params.values(),
            sqlite.len(),
            neo4j.len(),
            only(&sqlite, &neo4j),
            only(&neo4j, &sqlite),
        );
        self.ran.insert(statement.name);
        if !sqlite.is_empty() {
            self.answered.insert(statement.name);
        }
        sqlite
    }
}

/// Puts identifiers in the place of a store's own keys of people, which mean nothing elsewhere.
fn translate(statement: &Statement, rows: &mut [Cells], keys: &mut Keys) {
    let cell = |row: &Cells, name: &str| row.iter().find(|(column, _)| column == name).map(|(_, value)| value.clone());
    if statement.name == statements::snapshot::PEOPLE.name {
        keys.clear();
        for row in rows.iter() {
            keys.extend(cell(row, "key").zip(cell(row, "id")));
        }
        assert!(keys.iter().enumerate().all(|(at, (key, _))| keys[..at].iter().all(|(other, _)| other != key)));
    }
    if !statement.name.starts_with("snapshot/") {
        return;
    }
    let of_people = |column: &str, value: &Value| match column {
        "key" | "from_key" | "to_key" => true,
        // Nobody, or an identifier already.
        "owner_key" => matches!(value, Value::Int(_)),
        _ => false,
    };
    for (_, value) in rows.iter_mut().flatten().filter(|(column, value)| of_people(column, value)) {
        let (_, id) = keys.iter().find(|(key, _)| key == value).expect("a key of somebody");
        *value = id.clone();
    }
    rows.sort_by_cached_key(|row| format!("{row:?}"));
}

fn sorted(statement: &Statement, rows: &[Row]) -> Vec<Cells> {
    let mut rows: Vec<Cells> = rows.iter().map(cells).collect();
    if !is_ordered(statement) {
        rows.sort_by_cached_key(|row| format!("{row:?}"));
    }
    rows
}

#[tokio::test]
async fn every_statement_answers_the_same_on_both_stores() {
    let server = neo4j::exclusive();
    let folder = tempfile::tempdir().unwrap();
    let mut both = Both::new(&server, folder.path()).await;

    both.change(&statements::meta::HOLD, Params::new()).await;
    both.read(&statements::meta::VERSION, Params::new()).await;
    both.read(&statements::check::COUNTS, Params::new()).await;
    both.write(FIRST).await;
    both.change(&statements::meta::RAISE, Params::new()).await;
    for (id, started_at) in [("run-2", "2026-01-02T00:00:00.000Z"), ("run-1", "2026-01-03T00:00:00.000Z")] {
        let params = Params::new().with("id", id).with("started_at", started_at);
        both.change(&statements::import_run::OPEN, params).await;
    }
    both.read_everything().await;

    both.write(SECOND).await;
    both.change(&statements::meta::RAISE, Params::new()).await;
    both.change(&statements::import_run::FINISH, Params::new().with("id", "run-2")).await;
    both.change(&statements::job::PRUNE, Params::new().with("before", "2026-02-01T00:00:00.000Z")).await;
    let left = both.read(&statements::job::BY_ID, Params::new().with("id", "job-1")).await;
    assert!(left.is_empty(), "{left:?}");
    for keep in [9_i64, 2] {
        both.change(&statements::change::PRUNE, Params::new().with("version", 3_i64).with("keep", keep)).await;
        both.read_everything().await;
    }
    let left = both.read(&statements::change::SINCE, Params::new().with("version", 0_i64).with("limit", 9_i64)).await;
    let mut versions: Vec<&Value> =
        left.iter().flatten().filter(|(name, _)| name == "version").map(|(_, v)| v).collect();
    versions.sort_by_key(|version| format!("{version:?}"));
    assert_eq!(versions, [&Value::Int(2), &Value::Int(2), &Value::Int(3)]);

    // The same again changes nothing.
    both.write(SECOND).await;
    both.read_everything().await;

    let names = |set: &HashSet<&'static str>| -> Vec<_> {
        let gives_no_rows = ["import_run/open", "import_run/finish", "change/prune", "job/prune"];
        let all = statements::ALL.iter().map(|statement| statement.name);
        all.filter(|name| !set.contains(name) && !gives_no_rows.contains(name)).collect()
    };
    assert_eq!(names(&both.ran), [""; 0], "statements that were never run");
    assert_eq!(names(&both.answered), [""; 0], "statements that never gave a row");
    assert!(["import_run/open", "import_run/finish", "change/prune"].iter().all(|name| both.ran.contains(name)));
}

#[tokio::test]
async fn a_row_that_refers_to_nothing_fails_the_whole_statement_on_both_stores() {
    let server = neo4j::exclusive();
    let folder = tempfile::tempdir().unwrap();
    let mut both = Both::new(&server, folder.path()).await;
    both.write(FIRST).await;
    let before = both.read(&statements::check::COUNTS, Params::new()).await;
    for table in DANGLING {
        for (name, store) in &both.stores {
            let mut transaction = store.begin().await.unwrap();
            let error = transaction.run(table.statement, table.params()).await.unwrap_err();
            assert!(matches!(error, StoreError::Rejected(_)), "{name} {}: {error:?}", table.statement.name);
            let after = transaction.commit().await;
            assert!(after.is_err(), "{name} {} was committed after a failure", table.statement.name);
        }
    }
    assert_eq!(both.read(&statements::check::COUNTS, Params::new()).await, before);
}

/// The lines into one key person, as the method says them, in words: source, from, kind, and what is particular.
#[tokio::test]
async fn the_lines_into_a_key_person() {
    let server = neo4j::exclusive();
    let folder = tempfile::tempdir().unwrap();
    let mut both = Both::new(&server, folder.path()).await;
    both.write(FIRST).await;
    let rows = both.read(&statements::line::INTO, line_params(&["k-wang"], DAY, Some(AS_OF), "0000-01-01")).await;
    let mut lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let text = |name: &str| match row.iter().find(|(column, _)| column == name).map(|(_, value)| value) {
                Some(Value::Text(text)) => text.to_string(),
                Some(Value::Int(number)) => number.to_string(),
                Some(Value::Float(number)) => number.to_string(),
                Some(Value::Bool(true)) => "own".into(),
                Some(Value::Bool(false)) => "other".into(),
                _ => "-".into(),
            };
            assert_eq!(text("to_id"), "k-wang");
            let particular = match text("source").as_str() {
                "influence" => format!("{} {} {}", text("level"), text("strength"), text("visibility")),
                "board" => format!("{} until {}", text("origin"), text("overlap_end")),
                "contact" => format!("{} on {}: {}", text("contact_kind"), text("contact_day"), text("contacts")),
                _ => text("origin"),
            };
            format!("{} {} {} {} | {particular}", text("source"), text("from_id"), text("from_own"), text("kind"))
        })
        .collect();
    lines.sort();
    assert_eq!(
        lines,
        [
            "board e-boss own committee | d-comm until -",
            "board k-li other board | d-board until 2024-01-01",
            "contact e-sam own in | mail on 2026-05-01: 5",
            "contact e-sam own out | mail on 2026-05-01: 1",
            "contact e-sam own out | meeting on 2026-05-02: 1",
            "contact e-sue own in | call on 2026-06-01: 1",
            "contact k-li other out | dinner on 2020-01-02: 1",
            "department k-li other unit | d-fin",
            "influence e-old other - | weak - team",
            "influence e-sam own alumni | deep - company",
            "influence e-sue own - | - 0.125 private",
            "influence k-li other - | none - blind",
            "influence k-zhao other - | - 0.25 company",
            "reporting k-li other to_manager | -",
            "reporting k-zhao other to_report | -",
        ]
    );
}

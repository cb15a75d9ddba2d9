//! Every statement on both stores over the same data, row by row.

use std::collections::HashSet;
use std::sync::Arc;

use guanxi::store::{Params, Row, SqliteOptions, SqliteStore, Statement, Store, StoreError, Value, statements};

use crate::dangling::DANGLING;
use crate::data::{AS_OF, DAY, FIRST, MEMBERS_MAX, OWN, SECOND, Table};
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

    /// Reads with every statement that only reads.
    async fn read_everything(&mut self) {
        for (statement, ids) in BY_IDS {
            self.read(statement, Params::new().with("ids", ids.to_vec())).await;
        }
        for (statement, ids) in BY_DAY {
            for day in [None, Some(DAY), Some("2024-06-01"), Some("2026-06-02")] {
                self.read(statement, Params::new().with("ids", ids.to_vec()).with("day", day)).await;
            }
        }
        for (statement, ids) in BY_INSTANT {
            for as_of in [None, Some(AS_OF), Some("2025-06-01T00:00:00.000Z")] {
                self.read(statement, Params::new().with("ids", ids.to_vec()).with("as_of", as_of)).await;
            }
        }
        for statement in PAGES {
            let mut after = String::new();
            loop {
                let rows = self.read(statement, Params::new().with("after", after.as_str()).with("limit", 2_i64)).await;
                let Some((_, Value::Text(last))) =
                    rows.last().and_then(|row| row.iter().find(|(name, _)| name == "id"))
                else {
                    break;
                };
                assert!(**last > *after, "{}: {last} does not come after {after}", statement.name);
                after = last.to_string();
            }
            assert!(!after.is_empty(), "{} has no row", statement.name);
        }
        for kind in [None, Some("customer"), Some("own")] {
            let params = Params::new().with("kind", kind).with("after", "o-co").with("limit", 10_i64);
            self.read(&statements::organization::LIST, params).await;
        }
        self.read_questions().await;
    }

    async fn read_questions(&mut self) {
        let texts =
            ["wang@cu.EXAMPLE", "Fang", "fang", "Sammy", "sam@x", "SAM@us.example", "École", "école@cu.example"];
        self.read(&statements::person::RESOLVE, Params::new().with("texts", texts.to_vec())).await;
        let names = vec!["华为客户".to_owned(), "Rival".to_owned(), "nobody".to_owned()];
        self.read(&statements::organization::NAMED, Params::new().with("names", names)).await;
        for id in ["job-1", "job-2", "nothing"] {
            self.read(&statements::job::BY_ID, Params::new().with("id", id)).await;
        }
        for (owner, before, limit) in
            [("e-sue", "job-~", 2_i64), ("e-sue", "job-2", 2), ("e-sue", "job-~", 1), ("nobody", "job-~", 2)]
        {
            let params = Params::new().with("owner", owner).with("before", before).with("limit", limit);
            self.read(&statements::job::OF_OWNER, params).await;
        }
        for (statement, parameter) in [(&statements::request::FIND, "id")] {
            self.read(statement, Params::new().with(parameter, "key-1")).await;
        }
        for id in ["k-wang", "k-li"] {
            let params = Params::new().with("kind", "person").with("record_id", id);
            self.read(&statements::history::OF, params).await;
        }
        for pairs in [
            &[["e-sam", "k-wang"], ["e-sue", "k-wang"], ["e-sam", "k-li"], ["e-sue", "k-li"], ["nobody", "k-li"]][..],
            &[["k-li", "k-wang"], ["k-wang", "k-wang"]],
        ] {
            let pair = |pair: &[&str; 2]| Value::from(pair.to_vec());
            let params = Params::new().with("pairs", Value::List(pairs.iter().map(pair).collect()));
            self.read(&statements::influence::BETWEEN, params).await;
        }
        let every_kind = ["person", "department", "organization", "opportunity"];
        for (text, kinds, skip, limit) in [
            ("sam", &every_kind[..], 0_i64, 10_i64),
            ("sam", &every_kind[..], 1, 2),
            ("a", &every_kind[..], 0, 50),
            ("芳", &every_kind[..1], 0, 50),
            ("wangfang", &every_kind[..1], 0, 50),
            ("", &every_kind[1..3], 0, 50),
            ("%_", &every_kind[..], 0, 50),
        ] {
            let params =
                Params::new().with("text", text).with("kinds", kinds.to_vec()).with("skip", skip).with("limit", limit);
            self.read(&statements::search::ENTITIES, params).await;
        }
        for statement in [&statements::line::INTO, &statements::line::FROM] {
            for frontier in [&["k-wang"][..], &["e-sam", "k-wang", "k-li", "nobody"], &["e-sue", "e-boss", "e-r1"]] {
                for (day, as_of, since) in
                    [(DAY, Some(AS_OF), "0000-01-01"), ("2023-06-01", None, "2026-05-02"), ("2026-07-02", None, DAY)]
                {
                    self.read(statement, line_params(frontier, day, as_of, since)).await;
                }
            }
        }
        for (opportunities, vendors) in [(&["op-1", "op-2", "op-no"][..], &["o-pa", "o-no"][..]), (&["op-2"], &[])] {
            for (day, as_of) in
                [(DAY, AS_OF), ("2025-06-01", "2026-06-02T00:00:00.000Z"), ("2026-07-02", "2026-01-15T00:00:00.000Z")]
            {
                let params =
                    Params::new().with("opportunities", opportunities.to_vec()).with("vendors", vendors.to_vec());
                self.read(&statements::decision::CHAIN, params.with("day", day).with("as_of", as_of)).await;
            }
        }
        for before in ["win-~", "win-2"] {
            self.read(&statements::win_model::PAGE, Params::new().with("before", before).with("limit", 2_i64)).await;
        }
        for id in ["win-1", "nothing"] {
            self.read(&statements::win_model::BY_ID, Params::new().with("id", id)).await;
        }
        for before in [i64::MAX, 3] {
            let params = Params::new().with("before", before).with("limit", 2_i64);
            self.read(&statements::win_model::USES, params).await;
        }
        self.read(&statements::win_model::SIGNALS, Params::new()).await;
        self.read(&statements::suggestion::DECIDED, Params::new()).await;
        self.read(&statements::sharing::JOINED, Params::new()).await;
        for (since, until) in [("2026-01-01T00:00:00.000Z", AS_OF), ("2026-01-15T00:00:00.000Z", AS_OF), (AS_OF, AS_OF)]
        {
            self.read(&statements::sharing::NOTES, Params::new().with("since", since).with("until", until)).await;
        }
        for version in [0_i64, 1, 3] {
            let params = Params::new().with("version", version).with("limit", 9_i64);
            self.read(&statements::change::SINCE, params).await;
        }
        for day in [DAY, "2025-06-01", "2026-07-02"] {
            let params = Params::new().with("ids", ["e-sue", "e-boss", "e-sam", "k-wang", "nobody"].to_vec());
            self.read(&statements::decision::PEOPLE, params.with("own", OWN).with("day", day)).await;
        }
        for (person, vendor) in [("k-wang", "o-us"), ("k-wang", "o-co"), ("nobody", "o-us")] {
            let params = Params::new().with("person", person).with("vendor", vendor).with("as_of", AS_OF);
            self.read(&statements::decision::ASSESSMENTS, params).await;
        }
        let owners = ["e-boss", "e-sam", "e-sue", "e-old", "e-r1", "e-r2", "e-r3", "k-wang", "nobody"];
        for viewer in ["e-boss", "e-sam", "e-sue", "e-r1", "k-lone", "nobody"] {
            for day in [DAY, "2025-06-01"] {
                let params = Params::new().with("viewer", viewer).with("day", day);
                self.read(&statements::team::MEMBERS, params.clone()).await;
                self.read(&statements::team::VISIBLE_OWNERS, params.with("owners", owners.to_vec())).await;
            }
        }
        for statement in [
            &statements::meta::VERSION,
            &statements::import_run::PENDING,
            &statements::check::OWN_ORGANIZATIONS,
            &statements::check::SELF_LINES,
            &statements::check::PEOPLE_WITHOUT_MEMBERSHIP,
            &statements::check::COUNTS,
            &statements::ledger::UNITS,
            &statements::ledger::POSTS,
            &statements::ledger::OPPORTUNITIES,
            &statements::ledger::ROLES,
            &statements::ledger::REPORTING,
            &statements::ledger::SUPPORT,
            &statements::ledger::ASSESSMENTS,
            &statements::ledger::SELLERS,
            &statements::snapshot::PEOPLE,
            &statements::snapshot::INFLUENCES,
            &statements::snapshot::REPORTING,
            &statements::snapshot::SEATS,
            &statements::snapshot::CONTACTS,
        ] {
            self.read(statement, Params::new()).await;
        }
    }
}

fn line_params(frontier: &[&'static str], day: &str, as_of: Option<&str>, since: &str) -> Params {
    Params::new()
        .with("frontier", frontier.to_vec())
        .with("as_of", as_of)
        .with("day", day)
        .with("own", OWN)
        .with("department_members_max", MEMBERS_MAX)
        .with("since_day", since)
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
    let of_people = |column: &str| ["key", "from_key", "to_key"].contains(&column);
    for (_, value) in rows.iter_mut().flatten().filter(|(column, _)| of_people(column)) {
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

type ByIds = (&'static Statement, &'static [&'static str]);

static BY_IDS: &[ByIds] = &[
    (&statements::organization::DIGESTS, &["o-us", "o-𠀀", "nowhere"]),
    (&statements::organization::BY_IDS, &["o-us", "o-𠀀", "o-pa", "nowhere"]),
    (&statements::department::DIGESTS, &["d-sub", "d-fin"]),
    (&statements::department::BY_IDS, &["d-sub", "d-fin", "d-sales", "d-board", "nowhere"]),
    (&statements::department::OF_ORGANIZATIONS, &["o-us", "o-cu", "nowhere"]),
    (&statements::department::CHILDREN, &["d-hq", "d-fin", "d-big"]),
    (&statements::person::DIGESTS, &["e-sam", "k-wang", "nobody"]),
    (&statements::person::BY_IDS, &["e-sam", "k-wang", "k-zhao", "nobody"]),
    (&statements::membership::DIGESTS, &["m-01", "m-05"]),
    (&statements::membership::BY_IDS, &["m-01", "m-05", "m-02"]),
    (&statements::opportunity::DIGESTS, &["op-1"]),
    (&statements::opportunity::BY_IDS, &["op-1", "op-2"]),
    (&statements::opportunity::OF_CUSTOMERS, &["o-cu", "o-𠀀"]),
    (&statements::opportunity::OF_OWNERS, &["e-sam", "e-sue"]),
    (&statements::reporting::DIGESTS, &["r-1", "r-4"]),
    (&statements::reporting::BY_IDS, &["r-1", "r-4", "r-3"]),
    (&statements::influence::DIGESTS, &["i-01", "i-02"]),
    (&statements::influence::BY_IDS, &["i-01", "i-02", "i-04"]),
    (&statements::interaction::DIGESTS, &["c-01", "c-02"]),
    (&statements::interaction::BY_IDS, &["c-01", "c-02"]),
    (&statements::decision_role::DIGESTS, &["x-1"]),
    (&statements::decision_role::BY_IDS, &["x-1", "x-2", "x-3"]),
    (&statements::assessment::DIGESTS, &["a-1"]),
    (&statements::assessment::BY_IDS, &["a-1", "a-2", "a-3", "a-4"]),
    (&statements::signal::DIGESTS, &["g-1"]),
    (&statements::signal::BY_IDS, &["g-1", "g-2", "nothing"]),
    (&statements::target::DIGESTS, &["t-1"]),
    (&statements::target::BY_IDS, &["t-1", "t-2", "nothing"]),
    (&statements::target::OF_PEOPLE, &["e-sam", "e-sue", "nobody"]),
    (&statements::endorsement::DIGESTS, &["n-1"]),
    (&statements::endorsement::BY_IDS, &["n-1", "n-2", "nothing"]),
];

static BY_DAY: &[ByIds] = &[
    (&statements::membership::OF_PEOPLE, &["e-sue", "k-wang", "e-old", "nobody"]),
    (&statements::membership::OF_DEPARTMENTS, &["d-fin", "d-board", "nowhere"]),
    (&statements::membership::OF_ORGANIZATIONS, &["o-us", "o-cu", "nowhere"]),
    (&statements::reporting::OF_PEOPLE, &["e-sam", "e-r2", "e-r3", "k-wang"]),
    (&statements::reporting::OF_MANAGERS, &["e-sam", "k-wang", "k-lone"]),
    (&statements::decision_role::OF_OPPORTUNITIES, &["op-1", "op-2"]),
    (&statements::decision_role::OF_PEOPLE, &["k-wang", "k-li"]),
];

static BY_INSTANT: &[ByIds] = &[
    (&statements::influence::FROM_PEOPLE, &["e-sam", "k-zhao", "k-li", "nobody"]),
    (&statements::influence::TO_PEOPLE, &["k-wang", "k-li"]),
    (&statements::interaction::OF_PEOPLE, &["k-wang", "e-sam"]),
    (&statements::assessment::OF_PEOPLE, &["k-wang", "k-li"]),
    (&statements::signal::OF_OPPORTUNITIES, &["op-1", "op-2", "nothing"]),
    (&statements::endorsement::OF_PEOPLE, &["e-sam", "e-sue", "nobody"]),
];

static PAGES: &[&Statement] = &[
    &statements::organization::PAGE,
    &statements::department::PAGE,
    &statements::person::PAGE,
    &statements::membership::PAGE,
    &statements::opportunity::PAGE,
    &statements::reporting::PAGE,
    &statements::influence::PAGE,
    &statements::interaction::PAGE,
    &statements::decision_role::PAGE,
    &statements::assessment::PAGE,
    &statements::signal::PAGE,
    &statements::target::PAGE,
    &statements::endorsement::PAGE,
];

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

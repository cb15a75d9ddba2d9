//! Files that are not ours, damaged or newer are refused and stay as they were; ours are made, kept and copied whole.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use super::*;
use crate::store::sqlite::file::APPLICATION_ID;
use crate::store::sqlite::schema::LATEST;

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

/// Opens the file, expects that it is refused for this reason, and that nothing at all has changed.
async fn refused(path: &Path, reason: &str) {
    let before = files(path.parent().unwrap());
    let answer = SqliteStore::open(path, options()).await;
    assert!(matches!(&answer, Err(StoreError::Foreign(why)) if why.contains(reason)), "{reason}: {answer:?}");
    assert!(files(path.parent().unwrap()) == before, "{reason}: the folder has changed");
}

/// A closed store with something in it.
async fn closed() -> (tempfile::TempDir, PathBuf) {
    let Scratch { store, folder } = Scratch::new().await;
    let path = folder.path().join("g.db");
    let mut transaction = store.begin().await.unwrap();
    let ids: Vec<String> = (0..2000).map(|i| format!("p{i}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    transaction.run(&all::person::WRITE, Params::new().with_rows(people(&ids))).await.unwrap();
    transaction.commit().await.unwrap();
    drop(store);
    assert_eq!(files(folder.path()).into_keys().collect::<Vec<_>>(), ["g.db"]);
    (folder, path)
}

#[tokio::test]
async fn a_new_file_is_made_and_an_old_one_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("with space, % and 龙?.db");
    for (expected, open) in [
        (
            vec![
                "0001_records",
                "0002_sales",
                "0003_win_models",
                "0004_assessments_in_scope",
                "0005_changes",
                "0006_jobs",
                "0007_suggestions_and_sharing",
                "0008_lines_by_both_ends",
            ],
            1,
        ),
        (vec![], 2),
    ] {
        let store = SqliteStore::open(&path, options()).await.unwrap();
        assert_eq!(store.migrate().await.unwrap(), expected, "opened {open} times");
        assert_eq!(store.examine().await.unwrap(), Vec::<String>::new());
        store.ping().await.unwrap();
    }
    let connection = Connection::open(&path).unwrap();
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0)).unwrap();
    assert_eq!((number("application_id"), number("user_version")), (APPLICATION_ID, LATEST));
}

#[tokio::test]
async fn an_empty_file_is_taken() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let store = SqliteStore::open(file.path(), options()).await.unwrap();
    assert_eq!(store.examine().await.unwrap(), [format!("schema version 0, expected {LATEST}")]);
    store.migrate().await.unwrap();
}

#[tokio::test]
async fn what_is_not_ours_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    std::fs::write(&path, "id,name\n1,a\n").unwrap();
    refused(&path, "not an SQLite file").await;
    std::fs::write(&path, "no SQLite file, but longer than the header of one ".repeat(40)).unwrap();
    refused(&path, "not an SQLite file").await;
    std::fs::remove_file(&path).unwrap();
    for journal in ["delete", "wal"] {
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "journal_mode", journal).unwrap();
        connection.execute_batch("CREATE TABLE IF NOT EXISTS t (x); INSERT INTO t VALUES (1)").unwrap();
        connection.close().unwrap();
        refused(&path, "another program").await;
    }
    // While its own program has it open.
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("INSERT INTO t VALUES (2)").unwrap();
    refused(&path, "another program").await;
    drop(connection);
    let folder_itself = folder.path().join("folder");
    std::fs::create_dir(&folder_itself).unwrap();
    let answer = SqliteStore::open(&folder_itself, options()).await;
    assert!(matches!(answer, Err(StoreError::Foreign(_))), "{answer:?}");
    let nowhere = SqliteStore::open(&folder.path().join("no/such/folder.db"), options()).await;
    assert!(matches!(nowhere, Err(StoreError::Unavailable(_))), "{nowhere:?}");
}

#[tokio::test]
async fn a_newer_file_is_refused_untouched() {
    let (_folder, path) = closed().await;
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", LATEST + 1).unwrap();
    // While the newer program runs, its version may be in the log alone.
    let copy = tempfile::tempdir().unwrap();
    for name in ["g.db", "g.db-wal", "g.db-shm"] {
        std::fs::copy(path.with_file_name(name), copy.path().join(name)).unwrap();
    }
    let answer = SqliteStore::open(&copy.path().join("g.db"), options()).await;
    let newer = format!("schema version {}", LATEST + 1);
    assert!(matches!(&answer, Err(StoreError::Foreign(why)) if why.contains(&newer)), "{answer:?}");
    connection.close().unwrap();
    refused(&path, &newer).await;
}

#[tokio::test]
async fn a_damaged_file_is_refused_untouched() {
    let (_folder, path) = closed().await;
    let whole = std::fs::read(&path).unwrap();
    let page = 4096;
    std::fs::write(&path, &whole[..whole.len() - page]).unwrap();
    refused(&path, "cut short").await;
    std::fs::write(&path, &whole[..whole.len() / 2 + 100]).unwrap();
    refused(&path, "cut short").await;
    std::fs::write(&path, &whole[..60]).unwrap();
    refused(&path, "not an SQLite file").await;
    let mut schema = whole.clone();
    schema[100..page].fill(0xaa);
    std::fs::write(&path, &schema).unwrap();
    refused(&path, "").await;
    let mut roots = whole.clone();
    roots[page..40 * page].fill(0);
    std::fs::write(&path, &roots).unwrap();
    refused(&path, "damaged").await;
    std::fs::write(&path, &whole).unwrap();
    SqliteStore::open(&path, options()).await.unwrap();
}

#[tokio::test]
async fn damage_further_inside_is_found_by_an_examination() {
    let (_folder, path) = closed().await;
    let mut bytes = std::fs::read(&path).unwrap();
    let inside = bytes.len() - 8 * 4096;
    bytes[inside..inside + 3 * 4096].fill(0x55);
    std::fs::write(&path, &bytes).unwrap();
    let store = SqliteStore::open(&path, options()).await.unwrap();
    assert_ne!(store.examine().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn an_examination_tells_what_others_changed() {
    let scratch = small_world().await;
    let lines = influences(&["i1 a k deep - support - - - - - company b", "i2 a k deep - support - - - - - company -"]);
    scratch.write(&all::influence::WRITE, lines).await.unwrap();
    let connection = Connection::open(scratch.path()).unwrap();
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; DROP INDEX person_search; CREATE TABLE other (x);
             DELETE FROM organization WHERE id = 'own'; DELETE FROM person WHERE id = 'b';",
        )
        .unwrap();
    let findings = scratch.store.examine().await.unwrap();
    for expected in [
        "schema: the index person_search is missing",
        "schema: the table other is not ours",
        "influence i1 refers to a person that does not exist",
        "department 1 refers to a record of organization that does not exist",
    ] {
        assert!(findings.iter().any(|finding| finding == expected), "{expected}: {findings:?}");
    }
    assert!(!findings.iter().any(|finding| finding.contains("i2")), "{findings:?}");
}

/// A file as the first version of the program left it.
#[tokio::test]
async fn an_older_file_is_brought_up_and_its_assessments_are_everybodys() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(include_str!("../../../../sql/migrations/0001_records.sql")).unwrap();
    let written = "'d', '2026-01-01T00:00:00.000Z'";
    let rows = [
        format!("organization VALUES (1, 'own', 'Own', 'own', NULL, NULL, NULL, 'own', {written})"),
        format!("person VALUES (1, 'k', 'K', NULL, NULL, '[]', NULL, NULL, NULL, NULL, 'k', {written})"),
        format!("assessment VALUES (1, 's1', 1, 1, 'price', -2, NULL, '2026', NULL, NULL, 0, {written})"),
    ];
    for row in rows {
        connection.execute(&format!("INSERT INTO {row}"), []).unwrap();
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    connection.close().unwrap();
    let store = SqliteStore::open(&path, options()).await.unwrap();
    assert_eq!(store.examine().await.unwrap(), [format!("schema version 1, expected {LATEST}")]);
    assert_eq!(
        store.migrate().await.unwrap(),
        [
            "0002_sales",
            "0003_win_models",
            "0004_assessments_in_scope",
            "0005_changes",
            "0006_jobs",
            "0007_suggestions_and_sharing",
            "0008_lines_by_both_ends"
        ]
    );
    assert_eq!(store.examine().await.unwrap(), Vec::<String>::new());
    let rows = store.run(&all::assessment::BY_IDS, ids(&["s1"])).await.unwrap();
    assert_eq!((cell(&rows[0], "level"), cell(&rows[0], "visibility")), (&Value::Int(-2), &Value::from("company")));
}

#[tokio::test]
async fn several_processes_may_make_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.db");
    let make = async || SqliteStore::open(&path, SqliteOptions::default()).await.unwrap();
    let (a, b, c) = tokio::join!(make(), make(), make());
    let (a, b, c) = tokio::join!(a.migrate(), b.migrate(), c.migrate());
    let applied = [a.unwrap(), b.unwrap(), c.unwrap()];
    // Each applies what it finds missing: in order, and nothing twice.
    assert!(applied.iter().all(|of_one| of_one.is_sorted()), "{applied:?}");
    let mut all = applied.concat();
    all.sort();
    assert_eq!(
        all,
        [
            "0001_records",
            "0002_sales",
            "0003_win_models",
            "0004_assessments_in_scope",
            "0005_changes",
            "0006_jobs",
            "0007_suggestions_and_sharing",
            "0008_lines_by_both_ends"
        ]
    );
}

#[tokio::test]
async fn a_backup_is_a_whole_store() {
    let scratch = small_world().await;
    let to = scratch.folder.path().join("copy.db");
    // Another writer is in the middle of something.
    let mut transaction = scratch.store.begin().await.unwrap();
    transaction.run(&all::person::WRITE, Params::new().with_rows(people(&["later"]))).await.unwrap();
    scratch.store.backup(&to).await.unwrap();
    transaction.commit().await.unwrap();
    let copy = SqliteStore::open(&to, options()).await.unwrap();
    assert_eq!(copy.examine().await.unwrap(), Vec::<String>::new());
    let everybody = Params::new().with("after", "").with("limit", 100);
    assert_eq!(copy.run(&all::person::PAGE, everybody).await.unwrap().len(), 5);
    let again = scratch.store.backup(&to).await;
    assert!(matches!(again, Err(StoreError::Rejected(_))), "{again:?}");
    let nowhere = scratch.store.backup(&scratch.folder.path().join("no/such/copy.db")).await;
    assert!(matches!(nowhere, Err(StoreError::Unavailable(_))), "{nowhere:?}");
}

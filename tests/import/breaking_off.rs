//! Imports that break off between check and end: nothing of them stays.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use guanxi::domain::{Department, Id, Membership, Person, Record, RecordKind, Reporting};
use guanxi::import::{Destination, ImportError, ImportOptions, Known, Ledger, Phase, Progress, import_into};
use guanxi::service::{ServiceError, TallyCounts};
use jiff::Timestamp;

/// An empty store that does something to the input, or fails, once writing begins.
#[derive(Default)]
struct Troubled {
    appends_to: Option<PathBuf>,
    fails: bool,
    finished: Arc<AtomicBool>,
}

#[async_trait]
impl Known for Troubled {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
    async fn known_ids(&self, _: RecordKind, _: &[Id]) -> Result<HashSet<Id>, ServiceError> {
        Ok(HashSet::new())
    }
    async fn people_named(&self, _: &[String]) -> Result<HashMap<String, Vec<Id>>, ServiceError> {
        Ok(HashMap::new())
    }
    async fn people(&self, _: &[Id]) -> Result<Vec<Person>, ServiceError> {
        Ok(Vec::new())
    }

    async fn organizations_named(&self, _: &[String]) -> Result<HashMap<String, Vec<Id>>, ServiceError> {
        Ok(HashMap::new())
    }

    async fn own_organizations(&self) -> Result<Vec<Id>, ServiceError> {
        Ok(Vec::new())
    }
    async fn departments(&self, _: &[Id]) -> Result<Vec<Department>, ServiceError> {
        Ok(Vec::new())
    }
    async fn memberships_of(&self, _: &[Id]) -> Result<Vec<Membership>, ServiceError> {
        Ok(Vec::new())
    }
    async fn reporting_of(&self, _: &[Id]) -> Result<Vec<Reporting>, ServiceError> {
        Ok(Vec::new())
    }
}

#[async_trait]
impl Destination for Troubled {
    async fn begin(&self, _: &str, _: u64) -> Result<Box<dyn Ledger>, ServiceError> {
        if let Some(path) = &self.appends_to {
            fs::OpenOptions::new().append(true).open(path).unwrap().write_all(b"p9,late\n").unwrap();
        }
        Ok(Box::new(Book { fails: self.fails, finished: self.finished.clone() }))
    }
}

struct Book {
    fails: bool,
    finished: Arc<AtomicBool>,
}

#[async_trait]
impl Ledger for Book {
    async fn apply(&mut self, records: &[Record]) -> Result<TallyCounts, ServiceError> {
        if self.fails {
            return Err(ServiceError::Unavailable("gone".to_owned()));
        }
        Ok(TallyCounts { added: records.len() as u64, ..TallyCounts::default() })
    }
    async fn finish(self: Box<Self>) -> Result<i64, ServiceError> {
        self.finished.store(true, Ordering::SeqCst);
        Ok(1)
    }
}

/// 20,000 people, of whom the last is refused.
fn people(folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join("people.csv");
    let mut text = "id,name\n".to_owned();
    for person in 0..20_000 {
        text.push_str(&format!("p{person},Person {person}\n"));
    }
    text.push_str("bad,\n");
    fs::write(&path, text).unwrap();
    path
}

#[tokio::test]
async fn an_input_that_changes_meanwhile_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = people(&folder);
    let known = Troubled { appends_to: Some(path.clone()), ..Troubled::default() };
    let options = ImportOptions { skip_invalid: true, rejects: folder.path().join("rejects"), ..Default::default() };
    let result = import_into(&known, &known, std::slice::from_ref(&path), &options, &()).await;
    assert!(matches!(result, Err(ImportError::InputChanged(_))), "{result:?}");
    assert!(!known.finished.load(Ordering::SeqCst));
    assert_eq!(fs::read_dir(folder.path().join("rejects")).unwrap().count(), 0, "no rejects of what was not written");
}

#[tokio::test]
async fn a_store_that_fails_ends_the_import() {
    let folder = tempfile::tempdir().unwrap();
    let known = Troubled { fails: true, ..Troubled::default() };
    let options = ImportOptions { skip_invalid: true, rejects: folder.path().join("rejects"), ..Default::default() };
    let result = import_into(&known, &known, &[people(&folder)], &options, &()).await;
    assert!(matches!(result, Err(ImportError::Service(ServiceError::Unavailable(_)))), "{result:?}");
    assert!(!known.finished.load(Ordering::SeqCst));
}

#[derive(Default)]
struct Told {
    phases: Mutex<Vec<(Phase, String, u64)>>,
    rows: AtomicU64,
    bytes: AtomicU64,
}

impl Progress for Told {
    fn begin(&self, phase: Phase, file: &str, bytes: u64) {
        self.phases.lock().unwrap().push((phase, file.to_owned(), bytes));
    }
    fn advance(&self, rows: u64, bytes: u64) {
        self.rows.store(rows, Ordering::SeqCst);
        self.bytes.store(bytes, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn progress_is_told_to_the_end_of_each_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = people(&folder);
    let told = Told::default();
    let options = ImportOptions { skip_invalid: true, rejects: folder.path().join("rejects"), ..Default::default() };
    import_into(&Troubled::default(), &Troubled::default(), std::slice::from_ref(&path), &options, &told)
        .await
        .unwrap();
    let (size, name) = (fs::metadata(&path).unwrap().len(), path.display().to_string());
    let phases = told.phases.into_inner().unwrap();
    assert_eq!(phases, [(Phase::Check, name.clone(), size), (Phase::Write, name, size)]);
    assert_eq!((told.rows.into_inner(), told.bytes.into_inner()), (20_001, size));
}

//! An empty service, and folders of files to import into it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use guanxi::domain::{Coded, Policy, Record, RecordKind};
use guanxi::import::{Fault, FileOutcome, ImportOptions, Outcome, import};
use guanxi::service::{ComputePool, Limits, Service};
use guanxi::store::{SqliteOptions, SqliteStore, Store};
use tempfile::TempDir;

/// A service on an empty store of its own, and a folder for its files.
pub struct World {
    pub service: Service,
    pub folder: TempDir,
}

impl World {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("store.db"), SqliteOptions::default()).await.unwrap();
        store.migrate().await.unwrap();
        let pool = ComputePool::new(1).unwrap();
        let service = Service::new(Arc::new(store), Policy::default(), Limits::default(), pool);
        Self { service, folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes files into a fresh folder.
    pub fn write(&self, files: &[(&str, &[u8])]) -> PathBuf {
        let folder = tempfile::Builder::new().prefix("input-").tempdir_in(self.folder.path()).unwrap().keep();
        for (name, content) in files {
            fs::write(folder.join(name), content).unwrap();
        }
        folder
    }

    pub async fn import_paths(&self, paths: &[PathBuf], options: &ImportOptions) -> Outcome {
        let now = "2026-03-02T00:00:00Z".parse().unwrap();
        import(&self.service, now, paths, options, &()).await.unwrap()
    }

    /// Imports files as a folder.
    pub async fn import(&self, files: &[(&str, &str)]) -> Outcome {
        self.import_as(files, &ImportOptions::default()).await
    }

    /// As [`World::import`], writing what is valid.
    pub async fn import_valid(&self, files: &[(&str, &str)]) -> Outcome {
        let options = ImportOptions { skip_invalid: true, rejects: self.path("rejects"), ..ImportOptions::default() };
        self.import_as(files, &options).await
    }

    pub async fn import_as(&self, files: &[(&str, &str)], options: &ImportOptions) -> Outcome {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        self.import_paths(&[self.write(&files)], options).await
    }

    /// Everything the store holds.
    pub async fn records(&self) -> Vec<Record> {
        let mut all = self.service.all_records().await.unwrap();
        let mut records = Vec::new();
        for kind in RecordKind::ALL {
            let mut after = None;
            loop {
                let page = all.page(*kind, after.as_ref()).await.unwrap();
                let Some(last) = page.last() else { break };
                after = Some(last.id());
                records.extend(page);
            }
        }
        records
    }
}

/// Our company, a customer, four people of whom two are ours, and an opportunity.
pub const BASE: [(&str, &str); 5] = [
    ("organizations.csv", "id,name,kind\nown,Our Company,own\nc1,Customer One,customer\nv1,Rival,competitor\n"),
    ("departments.csv", "id,name,organization_id\nsales,Sales,own\nit,IT,c1\n"),
    ("people.csv", "id,name,email\ne1,Ann,ann@own.example\ne2,Bo,bo@own.example\nk1,王芳,wang@c1.example\nk2,Li,\n"),
    ("memberships.csv", "person_id,department_id\ne1,sales\ne2,sales\nk1,it\nk2,it\n"),
    ("opportunities.csv", "id,name,customer_id\no1,Big Deal,c1\n"),
];

/// A world with [`BASE`] in its store.
pub async fn base() -> World {
    let world = World::new().await;
    let outcome = world.import(&BASE).await;
    assert!(outcome.is_written(), "{outcome}");
    world
}

/// Imports one file on top of the base and expects faults (none: it is written).
pub async fn check(file: &str, text: &str, expected: &[&str]) {
    let world = base().await;
    let outcome = world.import(&[(file, text)]).await;
    assert_eq!(faults(&outcome), expected, "{file}: {text}\n{outcome}");
    assert_eq!(outcome.is_written(), expected.is_empty(), "{outcome}");
}

/// The faults as `row column CODE`, in the order told.
pub fn faults(outcome: &Outcome) -> Vec<String> {
    let told = |f: &Fault| {
        let row = f.place.row.map_or_else(String::new, |row| row.to_string());
        format!("{row} {} {}", f.place.column.as_deref().unwrap_or("-"), f.code.code())
    };
    outcome.faults.first().iter().map(told).collect()
}

/// Read, added, changed, ended, unchanged, rejected.
pub fn tally(file: &FileOutcome) -> [u64; 6] {
    [file.read, file.added, file.changed, file.ended, file.unchanged, file.rejected]
}

/// The bytes of every file of a folder, by name.
pub fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

//! Where the data is, and a store to import it into.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};

use guanxi::domain::{AsOf, Id, Policy, RecordKind, Role, Viewer};
use guanxi::import::{self, ImportOptions, Outcome};
use guanxi::service::{ComputePool, InfluenceAnswer, Limits, Question, RouteLimits, RouteParty, Service, Viewpoint};
use guanxi::store::{SqliteOptions, SqliteStore, Store};
use jiff::Timestamp;
use jiff::civil::Date;
use tempfile::TempDir;

/// The data sets.
const SETS: [&str; 4] = ["irish-boards", "enron", "krackhardt", "lazega"];

/// A data set's folder; where data is not there, one line says what was not run.
pub fn data(set: &str) -> Option<PathBuf> {
    static TOLD: Once = Once::new();
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let root = std::env::var_os("GUANXI_REAL_DATA").map_or_else(beside, PathBuf::from);
    TOLD.call_once(|| {
        let missing: Vec<&str> = SETS.into_iter().filter(|set| !root.join(set).is_dir()).collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            let told = format!("not run: comparisons with real data ({missing}), which is not in {}\n", root.display());
            // Straight to the stream: what a passing test prints is not shown.
            std::io::stderr().write_all(told.as_bytes()).expect("standard error takes a line");
        }
    });
    Some(root.join(set)).filter(|folder| folder.is_dir())
}

/// A service on a store.
pub fn service(store: Arc<dyn Store>) -> Service {
    Service::new(store, Policy::default(), Limits::default(), ComputePool::new(2).expect("two threads"))
}

/// An embedded store in a folder of its own.
pub async fn embedded(folder: &TempDir) -> Arc<dyn Store> {
    let path = folder.path().join("guanxi.db");
    let store = SqliteStore::open(&path, SqliteOptions::default()).await.expect("a new file");
    store.migrate().await.expect("the schema can be applied");
    Arc::new(store)
}

/// Imports a folder in the import format, of which every row is valid.
pub async fn import(service: &Service, folder: &Path) -> Outcome {
    let now: Timestamp = "2026-01-01T00:00:00Z".parse().expect("an instant");
    let paths = [folder.to_owned()];
    let outcome =
        import::import(service, now, &paths, &ImportOptions::default(), &()).await.expect("the store takes it");
    assert!(outcome.is_written(), "{outcome}");
    outcome
}

/// How many records of a kind an import brought, and how many it found unchanged.
pub fn added_and_unchanged(outcome: &Outcome, kind: RecordKind) -> (u64, u64) {
    let files = outcome.files.iter().filter(|file| file.kind == kind);
    files.fold((0, 0), |(added, unchanged), file| (added + file.added, unchanged + file.unchanged))
}

/// Who of our company can influence somebody, at the end of a day, as somebody sees it who owns nothing.
pub async fn ask(service: &Service, key_person: &str, day: Date) -> InfluenceAnswer {
    let viewer = Viewer { person: Id::new("nobody").expect("an identifier"), role: Role::Rep };
    let as_of = AsOf::end_of(day).expect("a day of the calendar");
    let question = Question {
        key_person: Id::new(key_person).expect("an identifier"),
        viewpoint: Viewpoint::OurCompany,
        as_of: Some(as_of),
        limits: RouteLimits::default(),
    };
    let reading = service.reading(viewer, as_of.instant());
    reading.influencers_of(&question).await.unwrap_or_else(|error| panic!("{key_person} at {day}: {error}"))
}

/// The identifier of somebody on a route.
pub fn id(party: &RouteParty) -> &str {
    match party {
        RouteParty::Person(person) => person.id.as_str(),
        RouteParty::Masked { .. } => panic!("nothing in the data is blind"),
    }
}

/// Holds the doors of an answer, and the best routes of each, against the expected ones; returns how many doors there were.
pub fn assert_doors(answer: &InfluenceAnswer, expected: &std::collections::BTreeMap<String, Vec<f64>>) -> usize {
    let about = format!("{} at {}", answer.key_person.name, answer.as_of.day());
    let mut found: Vec<&str> = answer.doors.iter().map(|door| id(&door.employee)).collect();
    found.sort_unstable();
    assert_eq!(found, expected.keys().map(String::as_str).collect::<Vec<_>>(), "doors to {about}");
    for pair in answer.doors.windows(2) {
        assert!(pair[0].probability >= pair[1].probability * (1.0 - 1e-9), "doors to {about} are ranked");
    }
    for door in &answer.doors {
        let chances = &expected[id(&door.employee)];
        let given: Vec<f64> = door.routes.iter().map(|route| route.probability).collect();
        let close = given.iter().zip(chances).all(|(a, b)| (a - b).abs() <= 1e-8 * b);
        assert!(given.len() == chances.len() && close, "{} to {about}: {given:?}, not {chances:?}", id(&door.employee));
    }
    found.len()
}

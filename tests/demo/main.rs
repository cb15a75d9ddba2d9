//! The demonstration company in a real store: it passes every check of an import, and its story has the answers it was
//! written for.

use std::path::Path;
use std::sync::Arc;

use guanxi::demo::{self, Demo, DemoSize};
use guanxi::domain::{AsOf, Coded, Id, Policy, Record, RecordKind, Role, Viewer};
use guanxi::import::{self, ExportFormat, ImportOptions};
use guanxi::service::{
    ComputePool, InfluenceAnswer, Knowledge, Limits, Question, RouteLimits, RouteParty, Service, Severity, Viewpoint,
    WriteMode,
};
use guanxi::store::{SqliteOptions, SqliteStore, Store};
use jiff::civil::date;

const TODAY: jiff::civil::Date = date(2026, 6, 30);

fn now() -> AsOf {
    AsOf::end_of(TODAY).expect("a day of the calendar")
}

async fn service(folder: &Path) -> Service {
    let store = SqliteStore::open(&folder.join("guanxi.db"), SqliteOptions::default()).await.expect("a new file");
    store.migrate().await.expect("the schema can be applied");
    Service::new(Arc::new(store), Policy::default(), Limits::default(), ComputePool::new(2).expect("two threads"))
}

/// Writes the company; returns how many records were written.
async fn record(service: &Service, demo: &Demo) -> u64 {
    let mut recorder = service.record(now().instant(), WriteMode::Bulk).await.expect("no other writer");
    for kind in RecordKind::ALL {
        let records: Vec<Record> = demo.records(*kind).collect();
        for piece in records.chunks(1_000) {
            recorder.apply(piece).await.expect("the records are good");
        }
    }
    recorder.finish().await.expect("the store takes it").written()
}

async fn ask(service: &Service, person: &str, role: Role) -> InfluenceAnswer {
    let viewer = Viewer { person: Id::new(person).expect("an identifier"), role };
    let question = Question {
        key_person: Id::new(demo::KEY_PERSON).expect("an identifier"),
        viewpoint: Viewpoint::OurCompany,
        as_of: None,
        limits: RouteLimits::default(),
    };
    service.reading(viewer, now().instant()).influencers_of(&question).await.expect("an answer")
}

/// Names of the first doors, "?" for a colleague behind a blind line.
fn first_doors(answer: &InfluenceAnswer, count: usize) -> Vec<&str> {
    fn name(party: &RouteParty) -> &str {
        match party {
            RouteParty::Person(person) => &person.name,
            RouteParty::Masked { .. } => "?",
        }
    }
    answer.doors.iter().take(count).map(|door| name(&door.employee)).collect()
}

#[tokio::test]
async fn the_company_is_stored_once_and_passes_an_import_elsewhere() {
    let (here, there) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let demo = Demo::new(DemoSize::default(), 1, TODAY);
    let service_here = service(here.path()).await;
    let written = record(&service_here, &demo).await;
    assert_eq!(record(&service_here, &demo).await, 0, "the same again changes nothing");
    let findings = service_here.examine().await.expect("an examination");
    assert!(findings.iter().all(|finding| finding.severity == Severity::Note), "{findings:?}");

    let folder = here.path().join("export");
    import::export(&service_here, &folder, ExportFormat::Csv).await.expect("an export");
    let service_there = service(there.path()).await;
    let outcome = import::import(&service_there, now().instant(), &[folder], &ImportOptions::default(), &())
        .await
        .expect("an import");
    assert!(outcome.is_written(), "{outcome}");
    assert_eq!(outcome.files.iter().map(|file| file.added).sum::<u64>(), written);
}

#[tokio::test]
async fn the_rep_asks_a_colleague_first_and_the_executive_sees_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let service = service(folder.path()).await;
    record(&service, &Demo::new(DemoSize::default(), 1, TODAY)).await;

    let rep = ask(&service, demo::VIEWER, Role::Rep).await;
    assert_eq!(rep.knowledge, Knowledge::Known);
    assert_eq!(first_doors(&rep, 3), ["赵磊", "?", "Emily Carter"], "a blind line is used, its colleague not named");
    let first = rep.doors.iter().find(|door| door.ask_first).expect("somebody to ask");
    let RouteParty::Person(first) = &first.employee else { panic!("{first:?}") };
    assert_eq!(first.name, "赵磊", "better than the rep's own acquaintance");
    assert!(rep.omissions.iter().any(|omission| omission.count > 0), "another team knows her, which may be told");
    assert!(!rep.conflicts.is_empty());

    let executive = ask(&service, demo::EXECUTIVE, Role::Executive).await;
    assert_eq!(first_doors(&executive, 2), ["邓超", "赵磊"], "the other team's line counts");
    assert_eq!(executive.omissions, []);
    for answer in [&rep, &executive] {
        assert!(!first_doors(answer, usize::MAX).contains(&"沈悦"), "a private line is nobody else's");
    }
}

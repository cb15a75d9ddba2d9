//! `guanxi import`, `export`, `demo` and `backup`: files in and out.

use std::path::Path;
use std::sync::Arc;

use crate::app;
use crate::config::{Config, StoreConfig};
use crate::demo::{Demo, DemoSize};
use crate::domain::{Coded as _, Id, Record, RecordKind};
use crate::import::{self, ExportFormat, ImportOptions};
use crate::service::{Service, Tally, WriteMode};

use super::progress::{ImportProgress, Progress};
use super::{CliError, DemoArgs, ImportArgs, word};

/// The seed of the demonstration company.
pub(super) const DEMO_SEED: u64 = 1;

/// Records written at once.
const BATCH: usize = 10_000;

/// The same for work over all of the store in little memory: what is mapped counts as memory of the program.
fn mapping_nothing(config: &Config) -> Config {
    let mut config = config.clone();
    if let StoreConfig::Embedded { mapped_mb, .. } = &mut config.store {
        *mapped_mb = 0;
    }
    config
}

/// Imports, and prints what became of each file.
pub(super) async fn import(config: &Config, args: ImportArgs) -> Result<(), CliError> {
    let visibility = word("--visibility", &args.visibility)?;
    let address_book_of = args.address_book_of.map(Id::new).transpose();
    let address_book_of = address_book_of.map_err(|e| CliError::Usage(format!("--address-book-of: {e}")))?;
    let ImportArgs { paths, visibility: _, skip_invalid, rejects, address_book_of: _ } = args;
    let options = ImportOptions { skip_invalid, visibility, rejects, address_book_of, only_of: None };
    let service = app::service(&mapping_nothing(config)).await?;
    let progress = ImportProgress::default();
    let outcome = import::import(&service, jiff::Timestamp::now(), &paths, &options, &progress).await;
    progress.end();
    let outcome = outcome.map_err(|e| CliError::Failed(e.to_string()))?;
    print!("{outcome}");
    if outcome.is_written() { Ok(()) } else { Err(CliError::Failed("the import has faults".to_owned())) }
}

/// Exports everything.
pub(super) async fn export(config: &Config, to: &Path) -> Result<(), CliError> {
    let service = app::service(config).await?;
    write_export(&service, to).await
}

async fn write_export(service: &Service, to: &Path) -> Result<(), CliError> {
    let counts = import::export(service, to, ExportFormat::of(to)).await;
    for (kind, records) in counts.map_err(|e| CliError::Failed(e.to_string()))? {
        println!("{}: {records}", kind.code());
    }
    Ok(())
}

/// Copies the embedded store while it is in use.
pub(super) async fn backup(config: &Config, to: &Path) -> Result<(), CliError> {
    let (store, file) = app::open_embedded(&config.store).await?;
    store.backup(to).await.map_err(|e| CliError::Failed(e.to_string()))?;
    println!("{} copied to {}", file.display(), to.display());
    Ok(())
}

/// Makes the demonstration company and loads it, or writes it as an import folder.
pub(super) async fn demo(config: &Config, args: DemoArgs) -> Result<(), CliError> {
    let size = args.people.map_or_else(DemoSize::default, DemoSize::for_people);
    if let Some(out) = &args.out {
        // By way of a store of its own, so that the folder is exactly what an export writes.
        let scratch = tempfile::tempdir().map_err(|e| CliError::Failed(format!("no temporary folder: {e}")))?;
        let (store, _) =
            app::open_embedded(&StoreConfig::Embedded { data_dir: scratch.path().to_owned(), mapped_mb: 0 }).await?;
        let service = app::service_over(Arc::new(store), config)?;
        service.migrate().await?;
        load_demo(&service, size, args.seed).await?;
        return write_export(&service, out).await;
    }
    let service = app::service(config).await?;
    let tally = load_demo(&service, size, args.seed).await?;
    for kind in RecordKind::ALL {
        let counts = tally.of(*kind);
        println!("{}: {} added, {} unchanged", kind.code(), counts.added, counts.unchanged);
    }
    Ok(())
}

/// Loads a demonstration company whose history ends today.
pub(super) async fn load_demo(service: &Service, size: DemoSize, seed: u64) -> Result<Tally, CliError> {
    let now = jiff::Timestamp::now();
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let demo = Demo::new(size, seed, today);
    let recorder = service.record(now, WriteMode::Bulk).await?;
    let mut recorder = recorder.named(format!("demo-{}-{seed}-{today}", size.colleagues));
    let mut progress = Progress::begin("demonstration company", None);
    let mut done = 0;
    for kind in RecordKind::ALL {
        let mut records = demo.records(*kind).peekable();
        while records.peek().is_some() {
            let batch: Vec<Record> = records.by_ref().take(BATCH).collect();
            recorder.apply(&batch).await?;
            done += batch.len() as u64;
            progress.at(kind.code(), done);
        }
    }
    let tally = recorder.finish().await?;
    progress.end();
    Ok(tally)
}

//! How fast an import reads and checks, and how much memory it takes: `cargo run --release --example import_speed -- 1000000`.
//!
//! Writes a seeded folder of people and influence lines, imports it against an empty store that forgets what it is given, and
//! prints the rows per second of the check, of the second reading, and the peak of resident memory (Linux).

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use guanxi::domain::{Department, Id, Membership, Person, Record, RecordKind, Reporting};
use guanxi::import::{Destination, ImportOptions, Known, Ledger, Phase, Progress, import_into};
use guanxi::service::{ServiceError, TallyCounts};
use jiff::Timestamp;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A store that knows nothing and keeps nothing.
struct Nothing;

#[async_trait]
impl Known for Nothing {
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
impl Destination for Nothing {
    async fn begin(&self, _: &str, _: u64) -> Result<Box<dyn Ledger>, ServiceError> {
        Ok(Box::new(Nothing))
    }
}

#[async_trait]
impl Ledger for Nothing {
    async fn apply(&mut self, records: &[Record]) -> Result<TallyCounts, ServiceError> {
        Ok(TallyCounts { added: records.len() as u64, ..TallyCounts::default() })
    }
    async fn finish(self: Box<Self>) -> Result<i64, ServiceError> {
        Ok(1)
    }
}

/// When each file was begun and last heard of.
#[derive(Default)]
struct Clock(Mutex<Vec<Entry>>);

struct Entry {
    phase: Phase,
    file: String,
    begun: Instant,
    took: Duration,
    rows: u64,
}

impl Progress for Clock {
    fn begin(&self, phase: Phase, file: &str, _: u64) {
        let mut entries = self.0.lock().expect("nobody panics with the lock");
        entries.push(Entry { phase, file: file.to_owned(), begun: Instant::now(), took: Duration::ZERO, rows: 0 });
    }
    fn advance(&self, rows: u64, _: u64) {
        if let Some(entry) = self.0.lock().expect("nobody panics with the lock").last_mut() {
            (entry.took, entry.rows) = (entry.begun.elapsed(), rows);
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let lines: u32 = std::env::args().nth(1).map_or(Ok(1_000_000), |n| n.parse())?;
    let people = (lines / 10).max(2);
    let folder = tempfile::tempdir()?;
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut file = BufWriter::new(File::create(folder.path().join("people.csv"))?);
    writeln!(file, "id,name,email")?;
    for person in 0..people {
        writeln!(file, "p{person:07},王芳 {person},p{person}@example.com")?;
    }
    file.flush()?;
    let mut file = BufWriter::new(File::create(folder.path().join("influences.csv"))?);
    writeln!(
        file,
        "from_id,to_id,strength,level,polarity,kind,source,evidence,observed_at,ended_at,visibility,owner_id"
    )?;
    for _ in 0..lines {
        let from = random.random_range(0..people);
        let to = (from + random.random_range(1..people)) % people;
        let strength: f64 = random.random_range(0.01..1.0);
        let (day, second) = (random.random_range(1..=28), random.random_range(0..60));
        let month = random.random_range(1..=12);
        writeln!(
            file,
            "p{from:07},p{to:07},{strength:.3},,support,alumni,crm,\"met in 2019, twice\",2024-{month:02}-{day:02}T09:30:{second:02}Z,,company,"
        )?;
    }
    file.flush()?;
    let clock = Clock::default();
    let outcome =
        import_into(&Nothing, &Nothing, &[folder.path().to_owned()], &ImportOptions::default(), &clock).await?;
    print!("{outcome}");
    for Entry { phase, file, begun: _, took, rows } in clock.0.lock().expect("nobody panics with the lock").iter() {
        let rate = *rows as f64 / took.as_secs_f64();
        println!("{phase:?} {file}: {rows} rows in {:.2} s, {rate:.0} rows/s", took.as_secs_f64());
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|line| line.starts_with("VmHWM")) {
        println!("peak of resident memory: {}", line.trim_start_matches("VmHWM:").trim());
    }
    Ok(())
}

//! A million influence lines by the program itself, into both stores, and once more.
//!
//! Input: people and influence lines of the demonstration company, seed 1, `GUANXI_BENCH_LINES` lines (1,000,000 by default)
//! among a fifth as many people, as the CSV files that `guanxi demo --out` writes. The people are imported first; measured is
//! `guanxi import influences.csv`, from the start of the process to its end, and the same again, which changes nothing. Run
//! with `cargo bench --bench import`; `GUANXI_BENCH_STORE` (`embedded`, `neo4j`) takes one of the two. Figures go into
//! `docs/performance.md`.
//!
//! Not a criterion benchmark: a run takes minutes, and the peak of memory counts as much as the time.

#[path = "../tests/support/mod.rs"]
mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use support::neo4j::Neo4jServer;
use support::program::Program;

const SEED: u32 = 1;
/// Influence lines for each person, as the generator makes them.
const LINES_EACH: u32 = 5;
const LOOK_EVERY: Duration = Duration::from_millis(20);

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("import: built; cargo bench measures");
        return;
    }
    let lines = std::env::var("GUANXI_BENCH_LINES").map_or(1_000_000, |text| text.parse().expect("a number of lines"));
    let only = std::env::var("GUANXI_BENCH_STORE").ok();
    let people = (lines / LINES_EACH).to_string();
    let made = Program::new();
    made.run(&["demo", "--people", &people, "--seed", &SEED.to_string(), "--out", "company"]).done();
    let [people, influences] = ["people.csv", "influences.csv"].map(|name| {
        let path = made.path("company").join(name).to_str().expect("a readable path").to_owned();
        let rows = BufReader::new(fs::File::open(&path).expect("the file")).lines().count() - 1;
        (path, rows)
    });
    println!("{} people, {} influence lines, seed {SEED}", people.1, influences.1);
    println!("| store | what | rows | seconds | rows a second | peak of resident memory |");
    println!("|---|---|---|---|---|---|");
    for store in ["embedded", "neo4j"] {
        if only.as_ref().is_some_and(|only| only != store) {
            continue;
        }
        let server = (store == "neo4j").then(Neo4jServer::start_for_figures);
        let program = server.as_ref().map_or_else(Program::new, Program::on).set("GUANXI_LOG", "warn");
        program.run(&["check", "--apply"]).done();
        for (what, (path, rows)) in
            [("people", &people), ("influence lines", &influences), ("the same again", &influences)]
        {
            let (seconds, peak) = import(&program, path);
            println!("| {store} | {what} | {rows} | {seconds:.1} | {:.0} | {peak} MB |", *rows as f64 / seconds);
        }
    }
}

/// Imports a file; gives the seconds it took and the peak of resident memory in megabytes.
fn import(program: &Program, path: &str) -> (f64, u64) {
    let mut command = program.command(&["import", path]);
    let began = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        // The peak never falls, so the last look is the one that counts; between the end and its notice there is nothing to read.
        let now = fs::read_to_string(&status).ok().and_then(|text| {
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
            line.trim().strip_suffix(" kB")?.parse::<u64>().ok()
        });
        peak = now.unwrap_or(peak).max(peak);
        if let Some(ended) = child.try_wait().expect("a process of ours") {
            assert!(ended.success(), "the import ended with {ended}");
            return (began.elapsed().as_secs_f64(), peak / 1000);
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

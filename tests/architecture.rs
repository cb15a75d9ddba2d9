//! Holds the house to its plan: which room may know which other, and which outside crates.
//!
//! The inner rooms are crates of their own, and their manifests say what they know. Of the others the source text is read: every
//! `crate::room`, `guanxi::room` and `super`-free path names a room; every crate of the manifest that a room names must be one
//! it may know.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The inner rooms, with everything they may depend on. `guanxi` names them `domain`, `engine`, `scoring` and `ui`.
const INNER: &[(&str, &[&str])] = &[
    ("domain", &["blake3", "jiff", "thiserror"]),
    ("engine", &["guanxi-domain", "rayon"]),
    (
        "scoring",
        // The fit of the win model is a formula over values like the others; its optimiser is a library's.
        &["guanxi-domain", "jiff", "linfa", "linfa-logistic", "ndarray", "rand_chacha", "rayon", "thiserror"],
    ),
    ("ui", &["rust-embed"]),
];

/// A room, the rooms it may know, and the outside crates it may know of those that are watched.
const PLAN: &[(&str, &[&str], &[&str])] = &[
    (
        "store",
        &["domain"],
        &["async_trait", "jiff", "neo4rs", "rusqlite", "serde", "serde_json", "thiserror", "tokio", "tempfile"],
    ),
    (
        "service",
        &["domain", "engine", "scoring", "store"],
        &[
            "backon",
            "blake3",
            "futures_util",
            "jiff",
            "metrics",
            "pinyin",
            "quick_cache",
            "rayon",
            "serde",
            "serde_json",
            "thiserror",
            "tokio",
            "uuid",
        ],
    ),
    (
        "import",
        &["domain", "service"],
        &[
            "blake3",
            "calamine",
            "csv",
            "encoding_rs",
            "jiff",
            "rust_xlsxwriter",
            "serde",
            "serde_json",
            "tempfile",
            "thiserror",
            "tokio",
            "async_trait",
        ],
    ),
    ("demo", &["domain"], &["fake", "jiff", "pinyin", "rand", "rand_chacha"]),
    (
        "graphql",
        // The interview check takes files of the import format.
        &["domain", "import", "service"],
        &[
            "async_graphql",
            "async_graphql_parser",
            "base64",
            "jiff",
            "metrics",
            "serde",
            "serde_json",
            "thiserror",
            "tokio",
            "async_trait",
            "blake3",
            "rand",
            "futures_util",
        ],
    ),
    (
        "web",
        &["config", "domain", "graphql", "service", "telemetry", "ui"],
        &[
            "async_graphql",
            "axum",
            "base64",
            "bytes",
            "futures_util",
            "jiff",
            "jsonwebtoken",
            "metrics",
            "metrics_exporter_prometheus",
            "quick_cache",
            "serde",
            "serde_json",
            "thiserror",
            "tokio",
            "tokio_util",
            "tower",
            "tower_http",
            "uuid",
            "async_trait",
        ],
    ),
    ("config", &["domain", "service"], &["jiff", "serde", "thiserror", "toml", "tracing_subscriber"]),
    ("telemetry", &["config"], &["metrics", "metrics_exporter_prometheus", "thiserror", "tracing_subscriber"]),
    (
        "cli",
        &["app", "config", "demo", "domain", "graphql", "import", "service", "telemetry", "ui", "web"],
        &[
            "clap",
            "comfy_table",
            "indicatif",
            "jiff",
            "serde",
            "serde_json",
            "thiserror",
            "tokio",
            "async_graphql",
            "tempfile",
            "uuid",
        ],
    ),
];

/// Crates that every room may know.
const EVERYWHERE: &[&str] = &["std", "core", "alloc", "tracing", "crate", "super", "self", "guanxi"];

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the project") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source_root() -> PathBuf {
    project().join("src")
}

/// Every source file of every crate.
fn all_sources() -> Vec<PathBuf> {
    let inner = INNER.iter().flat_map(|(room, _)| files_below(&project().join("crates").join(room).join("src")));
    files_below(&source_root()).into_iter().chain(inner).collect()
}

/// The source of a room, without comments and without the code of its own tests.
fn sources_of(room: &str) -> Vec<(PathBuf, String)> {
    let folder = source_root().join(room);
    let files = if folder.is_dir() { files_below(&folder) } else { vec![source_root().join(format!("{room}.rs"))] };
    files
        .into_iter()
        .filter(|path| !path.file_stem().is_some_and(|s| s == "tests" || s == "oracle"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file");
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            let code = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            (path, code)
        })
        .collect()
}

/// The names before `::` in a piece of source, with what follows.
fn paths(code: &str) -> impl Iterator<Item = (&str, &str)> {
    code.match_indices("::").filter_map(|(at, _)| {
        let head = &code[..at];
        let start = head.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |i| i + 1);
        let is_first = !code[..start].ends_with("::");
        let tail = &code[at + 2..];
        let end = tail.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(tail.len());
        (is_first && start < at).then(|| (&head[start..], &tail[..end]))
    })
}

/// What the crate in a folder depends on.
fn dependencies_of(folder: &Path) -> BTreeSet<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("the manifest");
    let manifest: toml::Table = manifest.parse().expect("a manifest in TOML");
    let dependencies = manifest["dependencies"].as_table().expect("a table of dependencies");
    dependencies.keys().cloned().collect()
}

/// Crates named in the manifest, as the code writes them.
fn manifest_crates() -> BTreeSet<String> {
    dependencies_of(project()).iter().map(|name| name.replace('-', "_")).collect()
}

#[test]
fn inner_rooms_depend_on_what_they_may() {
    let folders: BTreeSet<String> = fs::read_dir(project().join("crates"))
        .expect("the crates")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a readable name"))
        .collect();
    assert_eq!(folders, INNER.iter().map(|(room, _)| (*room).to_owned()).collect());
    for (room, allowed) in INNER {
        let known = dependencies_of(&project().join("crates").join(room));
        let unplanned: Vec<&String> = known.iter().filter(|name| !allowed.contains(&name.as_str())).collect();
        assert!(unplanned.is_empty(), "{room} may not know {unplanned:?}");
    }
}

#[test]
fn inner_rooms_go_by_one_name() {
    for path in files_below(&source_root()).into_iter().filter(|path| !path.ends_with("lib.rs")) {
        let text = fs::read_to_string(&path).expect("a source file");
        let found = INNER.iter().find(|(room, _)| text.contains(&format!("guanxi_{room}")));
        assert!(found.is_none(), "{} names a crate where it means the room {found:?}", path.display());
    }
}

#[test]
fn rooms_know_only_the_rooms_they_may() {
    let inner = INNER.iter().map(|(room, _)| *room);
    let rooms: BTreeSet<&str> = PLAN.iter().map(|(room, _, _)| *room).chain(inner).chain(["app"]).collect();
    let mut seen = 0;
    let mut wrong = BTreeSet::new();
    for (room, allowed, _) in PLAN {
        for (file, code) in sources_of(room) {
            for (head, tail) in paths(&code) {
                if head != "crate" || !rooms.contains(tail) || tail == *room {
                    continue;
                }
                seen += 1;
                if !allowed.contains(&tail) {
                    wrong.insert(format!("{}: {room} may not know {tail}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 20, "the test reads nothing: {seen} paths");
}

#[test]
fn rooms_know_only_the_crates_they_may() {
    let crates = manifest_crates();
    let mut known: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut wrong = BTreeSet::new();
    for (room, _, allowed) in PLAN {
        for (file, code) in sources_of(room) {
            for (head, _) in paths(&code) {
                if !crates.contains(head) || EVERYWHERE.contains(&head) {
                    continue;
                }
                known.entry(room).or_default().insert(head.to_owned());
                if !allowed.contains(&head) {
                    wrong.insert(format!("{}: {room} may not know the crate {head}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(known.len() > 3, "the test reads nothing: {known:?}");
}

#[test]
fn no_query_text_is_built_outside_the_statement_files() {
    let words = ["SELECT ", "INSERT INTO", "MATCH (", "MERGE (", "UNWIND "];
    for (room, _, _) in PLAN.iter().filter(|(room, _, _)| *room != "store") {
        for (file, code) in sources_of(room) {
            for word in words {
                assert!(!code.contains(word), "{}: {word:?} belongs into a statement file", file.display());
            }
        }
    }
}

#[test]
fn only_the_work_on_lanes_chooses_instructions_itself() {
    let unsafe_files: Vec<PathBuf> = all_sources()
        .into_iter()
        .filter(|path| fs::read_to_string(path).expect("a source file").contains("unsafe_code"))
        .collect();
    assert_eq!(unsafe_files, [project().join("crates/engine/src/coins/width.rs")], "unsafe needs a measured reason");
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = all_sources()
        .into_iter()
        .filter_map(|path| {
            let lines = fs::read_to_string(&path).expect("a source file").lines().count();
            (lines > 600).then(|| format!("{} has {lines} lines", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn the_lock_file_names_only_the_public_registry() {
    let lock = fs::read_to_string(project().join("Cargo.lock")).expect("the lock file");
    let other: Vec<&str> = lock
        .lines()
        .filter(|l| l.starts_with("source = "))
        .filter(|l| !l.contains("registry+https://github.com/rust-lang/crates.io-index"))
        .collect();
    assert!(other.is_empty(), "{other:?}");
}

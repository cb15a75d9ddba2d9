//! What several test binaries share. Each takes it in with `mod support` (or `#[path]`) and uses what it needs.

#![expect(dead_code, reason = "no test binary uses everything")]

pub mod key_persons;
pub mod loaded;
pub mod neo4j;
pub mod program;
pub mod server;

//! The program itself: its commands as processes, its server on a port of its own, and what both do when something breaks.

#[path = "../support/mod.rs"]
mod support;

mod broken_off;
mod calibrate;
mod commands;
mod customers;
mod hostile;
mod large_recordings;
mod neo4j_outage;
mod questions;
mod sign_in;
mod two_processes;
mod writers;

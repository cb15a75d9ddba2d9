//! Both stores, each statement, the same data.

#[path = "../support/mod.rs"]
mod support;

mod connection;

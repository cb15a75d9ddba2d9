//! Guanxi 关系: who in our company can influence this key person, through whom, how sure are we, and what would we lose if
//! somebody left?
//!
//! The rooms, from the outside in: [`web`] → [`graphql`] → [`service`] → {[`store`], [`engine`], [`scoring`]} →
//! [`domain`]; [`import`] and [`demo`] are further ways in, and [`ui`] is the web application that [`web`] serves. `docs/model.md` says what is computed.

pub use guanxi_domain as domain;
pub use guanxi_engine as engine;
pub use guanxi_scoring as scoring;
pub use guanxi_ui as ui;

pub mod app;
pub mod cli;
pub mod config;
pub mod demo;
pub mod graphql;
pub mod import;
pub mod service;
pub mod store;
pub mod telemetry;
pub mod web;

/// The allocator of the program, and of its tests and benchmarks: answers are many small pieces of text, and imports make and drop
/// millions of them. What it gave: `docs/decisions/house.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

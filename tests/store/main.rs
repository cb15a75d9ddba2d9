//! Both stores: each statement over the same data, the shape of the plans, and what a caller sees when something breaks.

#[path = "../support/mod.rs"]
mod support;

mod agreement;
mod connection;
mod dangling;
mod data;
mod plans;

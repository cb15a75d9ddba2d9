//! The HTTP edge over a real connection, with a small schema of its own.

mod auth;
mod limits;
mod operations;
mod pages;
mod protocol;
mod service;

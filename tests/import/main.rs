//! The import format against the embedded store: every rule of `docs/import-format.md`, good and bad.

mod address_books;
mod breaking_off;
mod encodings;
mod hostile;
mod messages;
mod round_trip;
mod rules;
mod rules_between_rows;
mod workbooks;
mod world;

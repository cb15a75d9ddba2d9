//! Real people's boards, mail and surveys: answers against computations straight from the files (docs/real-data.md).

#[path = "../../examples/real_data/enron.rs"]
mod enron;
#[path = "../../examples/real_data/irish_boards.rs"]
mod irish_boards;
#[path = "../../examples/real_data/networks.rs"]
mod networks;
#[path = "../support/mod.rs"]
mod support;
#[path = "../../examples/real_data/tables.rs"]
mod tables;

mod boards;
mod mail;
mod oracle;
mod place;
mod surveys;

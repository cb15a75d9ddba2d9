//! Turns public data sets into folders in the import format; docs/real-data.md says where they come from and what becomes of
//! them.
//!
//! ```text
//! cargo run --example real_data -- irish-boards ../shared/data/irish-boards /tmp/irish --own "Bank Of Ireland"
//! guanxi import /tmp/irish
//! ```

mod enron;
mod irish_boards;
mod networks;
mod tables;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use tables::Outcome;

/// Turns a public data set into a folder in the import format.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    data: Data,
}

#[derive(clap::Args)]
struct Places {
    /// The folder of the data set.
    source: PathBuf,
    /// The folder to write.
    target: PathBuf,
}

#[derive(Subcommand)]
enum Data {
    /// Boards of Irish companies; one company is ours.
    IrishBoards {
        #[command(flatten)]
        places: Places,
        #[arg(long, default_value = "Bank Of Ireland")]
        own: String,
    },
    /// Mail at Enron; one group of employees is our company.
    Enron {
        #[command(flatten)]
        places: Places,
        #[arg(long, default_value = "Legal")]
        own: String,
    },
    /// 21 managers; one department is our company.
    Krackhardt {
        #[command(flatten)]
        places: Places,
        #[arg(long, default_value = "2")]
        own: String,
    },
    /// 71 lawyers; one office is our company.
    Lazega {
        #[command(flatten)]
        places: Places,
        #[arg(long, default_value = "2")]
        own: String,
    },
}

fn main() -> Outcome<()> {
    match Arguments::parse().data {
        Data::IrishBoards { places, own } => irish_boards::convert(&places.source, &places.target, &own),
        Data::Enron { places, own } => enron::convert(&places.source, &places.target, &own),
        Data::Krackhardt { places, own } => {
            networks::convert(&networks::KRACKHARDT, &places.source, &places.target, &own)
        }
        Data::Lazega { places, own } => networks::convert(&networks::LAZEGA, &places.source, &places.target, &own),
    }
}

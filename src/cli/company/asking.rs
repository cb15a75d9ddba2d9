//! How the questions over both organizations are asked and printed.

use std::sync::Arc;

use clap::Args;
use serde_json::Value;

use crate::app;
use crate::cli::progress::ComputationProgress;
use crate::cli::{CliError, api, as_of, viewer};
use crate::config::Config;
use crate::domain::{AsOf, Id};
use crate::service::Reading;

use super::show::As::Text;
use super::show::text;

/// What all of them take.
#[derive(Debug, Args)]
pub(in crate::cli) struct Common {
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of which it is asked.
    #[arg(long)]
    pub(super) as_of: Option<String>,
    /// How many entries of each list to show.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(super) first: u32,
    /// Print the answer as the API gives it.
    #[arg(long)]
    pub(super) json: bool,
}

/// A reading whose long computations show a bar, which goes before an answer is printed.
pub(super) struct Asking {
    pub(super) reading: Arc<Reading>,
    progress: Arc<ComputationProgress>,
}

impl Asking {
    /// Opens the store for one command.
    pub(super) async fn begin(config: &Config) -> Result<Self, CliError> {
        let service = app::service(config).await?;
        let progress = Arc::new(ComputationProgress::begin("computing"));
        let reading = service.reading_watched(viewer(config), jiff::Timestamp::now(), progress.watcher());
        Ok(Self { reading, progress })
    }

    /// What a query answers under `field`.
    pub(super) async fn asked(&self, query: &str, variables: Value, field: &str) -> Result<Value, CliError> {
        Ok(self.asked_all(query, variables).await?[field].take())
    }

    /// Everything a query answers.
    pub(super) async fn asked_all(&self, query: &str, variables: Value) -> Result<Value, CliError> {
        let answer = api::asked_all(Arc::clone(&self.reading), query, variables).await;
        self.progress.end();
        answer
    }
}

/// An argument that is a day or an instant, as the API takes it.
pub(super) fn moment(text: Option<&str>) -> Result<Option<String>, CliError> {
    Ok(text.map(as_of).transpose()?.map(|as_of: AsOf| as_of.instant_text()))
}

/// An identity as the API takes it.
pub(super) fn id(id: &Option<Id>) -> Option<&str> {
    id.as_ref().map(Id::as_str)
}

/// Prints an answer as the API gives it, or as a person reads it, with what was left out.
pub(super) fn print(json: bool, answer: &Value, plain: impl FnOnce(&Value) -> String) -> Result<(), CliError> {
    if json {
        return api::print(answer);
    }
    print!("{}", plain(answer));
    match answer["omitted"].as_u64() {
        Some(omitted) if omitted > 0 => println!("Not shown: {omitted} lines and assessments of other teams"),
        _ => {}
    }
    Ok(())
}

/// Of when an answer is.
pub(super) fn head(answer: &Value) -> String {
    format!("As of {}, data version {}\n", text(&answer["asOf"], Text), text(&answer["dataVersion"], Text))
}

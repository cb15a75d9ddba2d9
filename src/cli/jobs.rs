//! `guanxi jobs`: long questions that were begun on a server, and what they answered.

use clap::Args;
use serde_json::json;

use crate::app;
use crate::config::Config;
use crate::domain::Id;
use crate::service::{Job, PageRequest};

use super::table::{percent, table, words};
use super::{CliError, api, viewer};

/// The query whose answer `--json` prints.
const QUERY: &str = include_str!("jobs.graphql");

#[derive(Debug, Args)]
pub(super) struct JobsArgs {
    /// One job by its id: what it answered, as the API gives it. Without, all jobs are listed.
    id: Option<String>,
    /// How many to list, the newest first.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Print the answer as the API gives it; of one job that is always so.
    #[arg(long, requires = "id")]
    json: bool,
}

/// Lists the viewer's jobs, or prints one.
pub(super) async fn jobs(config: &Config, args: JobsArgs) -> Result<(), CliError> {
    let service = app::service(config).await?;
    let (viewer, now) = (viewer(config), jiff::Timestamp::now());
    if let Some(id) = args.id {
        let id = Id::new(&id).map_err(|e| CliError::Usage(format!("{id:?}: {e}")))?;
        let reading = service.reading(viewer, now);
        return api::print(&api::asked(reading, QUERY, json!({ "id": id.as_str() }), "job").await?);
    }
    let page = PageRequest { first: args.first, after: None };
    let jobs = service.jobs(&viewer, &page, now).await?;
    if jobs.items.is_empty() {
        println!("No job of {}", viewer.person);
        return Ok(());
    }
    let mut rows = table(["job", "asks", "state", "progress", "asked", "data version"]);
    for job in &jobs.items {
        rows.add_row([
            job.id.to_string(),
            words(job.kind),
            state(job),
            if job.of > 0 { percent((job.done as f64 / job.of as f64).min(1.0)) } else { String::new() },
            job.asked_at.to_string(),
            job.data_version.map_or(String::new(), |version| version.to_string()),
        ]);
    }
    println!("{rows}");
    if jobs.has_next {
        println!("… and more (--first)");
    }
    Ok(())
}

fn state(job: &Job) -> String {
    match &job.error {
        Some(error) => format!("{}: {error}", words(job.state)),
        None => words(job.state),
    }
}

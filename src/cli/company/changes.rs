//! What changed between two dates.

use clap::Args;
use serde_json::json;

use crate::cli::{CliError, word};
use crate::domain::Coded as _;
use crate::service::Language;

use super::asking::{Asking, moment, print};
use super::show::As::{Number, Percent, Text};
use super::show::{entries, text};

#[derive(Debug, Args)]
pub(in crate::cli) struct ChangesArgs {
    /// The first date: day (YYYY-MM-DD) or instant (RFC 3339).
    from: String,
    /// The second date; now without.
    #[arg(long)]
    to: Option<String>,
    /// How many entries of each list to show.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Explain in: en or zh.
    #[arg(long, default_value = "en")]
    language: String,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

pub(super) async fn changes(asking: &Asking, args: ChangesArgs) -> Result<(), CliError> {
    let language: Language = word("--language", &args.language)?;
    let variables = json!({
        "from": moment(Some(&args.from))?, "to": moment(args.to.as_deref())?, "first": args.first,
        "language": language.code().to_uppercase(),
    });
    let answer = asking.asked(include_str!("changes.graphql"), variables, "changes").await?;
    print(args.json, &answer, |answer| {
        let mut shown = format!(
            "From {} to {}, data version {}\nReach over decision power: {} → {}\n",
            text(&answer["from"], Text),
            text(&answer["to"], Text),
            answer["dataVersion"],
            text(&answer["reachBefore"], Number),
            text(&answer["reachAfter"], Number)
        );
        shown += &entries(
            "Key persons",
            &answer["keyPersons"],
            [
                ("key person", "person", Text),
                ("best route before", "probabilityBefore", Percent),
                ("after", "probabilityAfter", Percent),
                ("by", "doorBefore", Text),
                ("by now", "doorAfter", Text),
                ("power before", "powerBefore", Number),
                ("after", "powerAfter", Number),
            ],
        );
        shown += &entries(
            "Employees",
            &answer["employees"],
            [
                ("employee", "employee", Text),
                ("reach before", "reachBefore", Number),
                ("after", "reachAfter", Number),
                ("most of it", "keyPersons", Text),
            ],
        );
        shown
            + &entries("Lines", &answer["lines"], [("from", "from", Text), ("to", "to", Text), ("what", "text", Text)])
    })
}

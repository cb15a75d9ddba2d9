//! Whom to move first.

use clap::Args;
use serde_json::json;

use crate::cli::{CliError, word};
use crate::domain::Coded as _;
use crate::service::SeedsAmong;

use super::asking::{Asking, Common, head, moment, print};
use super::show::As::{Number, Percent, Text};
use super::show::{at, entries, text};

#[derive(Debug, Args)]
pub(in crate::cli) struct MaximizeArgs {
    /// How many people.
    seeds: u32,
    /// Who may be moved first: contacts or employees.
    #[arg(long, default_value = "contacts")]
    among: String,
    /// How far below 1 − 1/e the certified share of the optimum may stay.
    #[arg(long, default_value_t = 0.1)]
    epsilon: f64,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn maximize(asking: &Asking, args: MaximizeArgs) -> Result<(), CliError> {
    let among: SeedsAmong = word("--among", &args.among)?;
    let variables = json!({
        "seeds": args.seeds, "among": among.code().to_uppercase(), "epsilon": args.epsilon,
        "asOf": moment(args.common.as_of.as_deref())?,
    });
    let query = include_str!("maximize.graphql");
    let answer = asking.asked(query, variables, "influenceMaximization").await?;
    print(args.common.json, &answer, |answer| {
        let number = |path| text(at(answer, path), Number);
        let mut shown = head(answer);
        shown += &format!(
            "Moves {} ({} to {}) of {} decision power; at least {} of the best choice, {} was wanted ({} samples)\n",
            number("spread"),
            number("lowerBound"),
            number("upperBound"),
            number("power"),
            text(at(answer, "certificate.ratio"), Percent),
            text(at(answer, "certificate.wanted"), Percent),
            answer["samples"]
        );
        shown + &entries("To move first", &answer["people"], [("who", "person", Text), ("adds", "gain", Number)])
    })
}

//! Who shares, and what came of it.

use clap::Args;
use serde_json::json;

use crate::cli::CliError;

use super::asking::{Asking, Common, head, moment, print};
use super::show::As::Text;
use super::show::{entries, text};

#[derive(Debug, Args)]
pub(in crate::cli) struct SharingArgs {
    /// Routes of this many days count.
    #[arg(long, default_value_t = 365)]
    days: u32,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn sharing(asking: &Asking, args: SharingArgs) -> Result<(), CliError> {
    let variables = json!({
        "days": args.days, "asOf": moment(args.common.as_of.as_deref())?, "first": args.common.first,
    });
    let answer = asking.asked(include_str!("sharing.graphql"), variables, "sharing").await?;
    print(args.common.json, &answer, |answer| {
        let given = |who: &str| {
            let number = |what: &str| answer[who][what].to_string();
            format!(
                "{} lines, asked {} times, used {} times, helped {} times",
                number("lines"),
                number("asked"),
                number("used"),
                number("helped")
            )
        };
        let mut shown = head(answer);
        shown += &format!("You: {}\nAll of us: {}\n", given("mine"), given("total"));
        let columns = [
            ("lines", "given.lines", Text),
            ("asked", "given.asked", Text),
            ("used", "given.used", Text),
            ("helped", "given.helped", Text),
        ];
        let [lines, asked, used, helped] = columns;
        shown += &entries(
            "Departments",
            &answer["departments"],
            [("department", "department", Text), ("people", "people", Text), lines, asked, used, helped],
        );
        shown += &entries("Leaderboard", &answer["leaderboard"], [("who", "person", Text), lines, asked, used, helped]);
        shown + &format!("{}\n", text(&answer["notice"], Text))
    })
}

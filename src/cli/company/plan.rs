//! Who should meet whom next.

use clap::Args;
use serde_json::json;

use crate::cli::CliError;
use crate::cli::meant::meant_if;
use crate::service::SearchKind;

use super::asking::{Asking, Common, head, id, moment, print};
use super::show::As::{Number, Percent, Text};
use super::show::{entries, text};

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanArgs {
    /// How many introductions.
    #[arg(long, default_value_t = 10)]
    introductions: u32,
    /// At most so many for one employee.
    #[arg(long, default_value_t = 3)]
    per_employee: u32,
    /// Only key persons of this customer: name or id.
    #[arg(long)]
    customer: Option<String>,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn plan(asking: &Asking, args: PlanArgs) -> Result<(), CliError> {
    let customer = meant_if(&asking.reading, SearchKind::Organization, args.customer.as_deref()).await?;
    let variables = json!({
        "introductions": args.introductions, "perEmployee": args.per_employee, "customer": id(&customer),
        "asOf": moment(args.common.as_of.as_deref())?,
    });
    let query = include_str!("plan.graphql");
    let answer = asking.asked(query, variables, "introductionPlan").await?;
    print(args.common.json, &answer, |answer| {
        let number = |path| text(&answer[path], Number);
        let mut shown = head(answer);
        shown += &format!(
            "Adds {} to {} of {} decision power; at least {} of the best plan (always {})\n",
            number("gain"),
            number("powerBefore"),
            number("power"),
            text(&answer["reached"], Percent),
            text(&answer["guarantee"], Percent)
        );
        shown
            + &entries(
                "Introductions",
                &answer["introductions"],
                [
                    ("who", "employee", Text),
                    ("meets", "keyPerson", Text),
                    ("at", "customers", Text),
                    ("gain", "gain", Number),
                    ("reach before", "reachBefore", Percent),
                    ("own route before", "routeBefore", Percent),
                ],
            )
    })
}

//! Who covers whom.

use clap::Args;
use serde_json::json;

use crate::cli::CliError;
use crate::cli::meant::meant_if;
use crate::service::SearchKind;

use super::asking::{Asking, Common, head, id, moment, print};
use super::show::As::{Number, Percent, Text};
use super::show::{at, entries, text};

#[derive(Debug, Args)]
pub(in crate::cli) struct CoverageArgs {
    /// Only this customer: name or id.
    #[arg(long)]
    customer: Option<String>,
    /// Only people of this department of ours, or of one below it: name or id.
    #[arg(long)]
    department: Option<String>,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn coverage(asking: &Asking, args: CoverageArgs) -> Result<(), CliError> {
    let customer = meant_if(&asking.reading, SearchKind::Organization, args.customer.as_deref()).await?;
    let department = meant_if(&asking.reading, SearchKind::Department, args.department.as_deref()).await?;
    let variables = json!({
        "customer": id(&customer), "department": id(&department), "asOf": moment(args.common.as_of.as_deref())?,
        "first": args.common.first,
    });
    let answer = asking.asked_all(include_str!("coverage.graphql"), variables).await?;
    print(args.common.json, &answer, |all| {
        let answer = &all["coverage"];
        let share = |path| text(at(answer, path), Number);
        let mut shown = head(answer);
        shown += &format!(
            "{} of {} key persons are covered; {} of {} decision power\n",
            answer["nCovered"],
            answer["nKeyPersons"],
            share("coveredPower"),
            share("power")
        );
        shown += &entries(
            "On whom key persons depend alone",
            &all["singlePointsOfFailure"],
            [
                ("employee", "employee", Text),
                ("decision power", "power", Number),
                ("key persons", "nKeyPersons", Text),
                ("first of them", "keyPersons", Text),
            ],
        );
        shown += &entries(
            "Key persons nobody covers",
            &answer["uncoveredKeyPersons"],
            [
                ("key person", "person", Text),
                ("customers", "customers", Text),
                ("decision power", "power", Number),
                ("best route", "bestProbability", Percent),
            ],
        );
        shown += &entries(
            "Relations by one thread",
            &answer["singleThreaded"],
            [
                ("customer", "customer", Text),
                ("only one of ours", "onOurSide", Text),
                ("only one of theirs", "onTheirSide", Text),
            ],
        );
        shown
            + &entries(
                "Departments and customers",
                &answer["departments"],
                [
                    ("department", "department", Text),
                    ("customer", "customer", Text),
                    ("best route", "bestProbability", Percent),
                    ("doors", "nDoors", Text),
                    ("covered", "nCovered", Text),
                    ("key persons", "nKeyPersons", Text),
                    ("covered power", "coveredPower", Percent),
                ],
            )
    })
}

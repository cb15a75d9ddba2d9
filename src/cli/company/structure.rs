//! Where the network holds together and where it breaks.

use clap::Args;
use serde_json::json;

use crate::cli::meant::meant_if;
use crate::cli::{CliError, word};
use crate::domain::Coded as _;
use crate::service::{SearchKind, StructureLayer};

use super::asking::{Asking, Common, head, id, moment, print};
use super::show::As::{Number, Percent, Text};
use super::show::{entries, text};

#[derive(Debug, Args)]
pub(in crate::cli) struct StructureArgs {
    /// Over which lines: influence or contact.
    #[arg(long, default_value = "influence")]
    layer: String,
    /// List everybody by their rank as seen from this person: a name, id or e-mail.
    #[arg(long)]
    around: Option<String>,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn structure(asking: &Asking, args: StructureArgs) -> Result<(), CliError> {
    let layer: StructureLayer = word("--layer", &args.layer)?;
    let around = meant_if(&asking.reading, SearchKind::Person, args.around.as_deref()).await?;
    let variables = json!({
        "layer": layer.code().to_uppercase(), "around": id(&around), "asOf": moment(args.common.as_of.as_deref())?, "first": args.common.first,
    });
    let query = include_str!("structure.graphql");
    let answer = asking.asked(query, variables, "influenceStructure").await?;
    print(args.common.json, &answer, |answer| {
        let mut shown = head(answer);
        shown += &format!(
            "{} lines in {} pieces and {} communities of {} … people (modularity {})\n",
            answer["nLines"],
            answer["nPieces"],
            answer["nCommunities"],
            text(&answer["communities"], Text),
            text(&answer["modularity"], Number)
        );
        shown += &entries(
            "Who connects us",
            &answer["people"],
            [
                ("who", "person", Text),
                ("ours", "isEmployee", Text),
                ("bridge score", "bridgeScore", Number),
                ("rank", "rank", Number),
                ("around", "rankAround", Percent),
                ("community", "community", Text),
                ("cuts off", "cutsOff", Text),
            ],
        );
        shown
            + &entries(
                "Ties that hold two parts together",
                &answer["bridges"],
                [("between", "ends", Text), ("cuts off", "cutsOff", Text)],
            )
    })
}

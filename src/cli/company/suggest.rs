//! Lines that are likely and that nobody recorded.

use clap::Args;
use serde_json::json;

use crate::cli::meant::meant_if;
use crate::cli::{CliError, word};
use crate::domain::Coded as _;
use crate::service::{SearchKind, SuggestionKind, SuggestionState};

use super::asking::{Asking, Common, head, id, moment, print};
use super::show::As::{Percent, Text};
use super::show::{entries, text};

#[derive(Debug, Args)]
pub(in crate::cli) struct SuggestArgs {
    /// Only those of this kind: reporting or influence.
    #[arg(long)]
    kind: Option<String>,
    /// Only those that touch this person: name, id or e-mail.
    #[arg(long)]
    person: Option<String>,
    /// Those of which this became: open, accepted or refused.
    #[arg(long, default_value = "open")]
    state: String,
    /// Accept this one: record the line.
    #[arg(long, value_name = "ID", conflicts_with = "refuse")]
    accept: Option<String>,
    /// How strong an accepted influence line is.
    #[arg(long, default_value = "acquainted", requires = "accept")]
    level: String,
    /// Refuse this one: there is no such line.
    #[arg(long, value_name = "ID")]
    refuse: Option<String>,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn suggest(asking: &Asking, args: SuggestArgs) -> Result<(), CliError> {
    let decided = args.accept.as_deref().map(|id| (id, true)).or(args.refuse.as_deref().map(|id| (id, false)));
    if let Some((suggestion, accept)) = decided {
        let client_id = format!("guanxi-suggest-{}", uuid::Uuid::now_v7());
        let (query, field) = if accept {
            (include_str!("accept.graphql"), "acceptSuggestion")
        } else {
            (include_str!("refuse.graphql"), "refuseSuggestion")
        };
        let mut variables = json!({ "clientId": client_id, "id": suggestion });
        if accept {
            variables["line"] = json!({ "level": args.level.to_uppercase() });
        }
        let answer = asking.asked(query, variables, field).await?;
        return print(args.common.json, &answer, |answer| {
            format!(
                "{} {}, data version {}\n",
                text(&answer["id"], Text),
                text(&answer["state"], Text),
                answer["dataVersion"]
            )
        });
    }
    let kind = args.kind.as_deref().map(|kind| word::<SuggestionKind>("--kind", kind)).transpose()?;
    let state: SuggestionState = word("--state", &args.state)?;
    let person = meant_if(&asking.reading, SearchKind::Person, args.person.as_deref()).await?;
    let variables = json!({
        "kind": kind.map(|kind| kind.code().to_uppercase()), "person": id(&person), "state": state.code().to_uppercase(),
        "asOf": moment(args.common.as_of.as_deref())?, "first": args.common.first,
    });
    let query = include_str!("suggest.graphql");
    let answer = asking.asked(query, variables, "suggestedLines").await?;
    print(args.common.json, &answer, |answer| {
        let shown = entries(
            "Suggested lines",
            &answer["suggestions"],
            [
                ("id", "id", Text),
                ("kind", "kind", Text),
                ("from", "from", Text),
                ("to", "to", Text),
                ("likely", "probability", Percent),
                ("began", "evidence.fromBegan", Text),
                ("answered", "evidence.toBegan", Text),
                ("last", "evidence.lastDay", Text),
                ("in common", "evidence.commonContacts", Text),
                ("among them", "evidence.closestCommon", Text),
            ],
        );
        head(answer) + if shown.is_empty() { "Nothing is suggested.\n" } else { &shown }
    })
}

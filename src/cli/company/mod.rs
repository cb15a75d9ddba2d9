//! Questions over both organizations at once: `guanxi coverage`, `plan`, `maximize`, `structure`, `changes`, `suggest`, `sharing`. They are
//! asked through the API, so that `--json` prints what a client of the server gets, and shown as tables.

mod show;

use std::sync::Arc;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::app;
use crate::config::Config;
use crate::domain::{AsOf, Coded as _, Id};
use crate::service::{Language, Reading, SearchKind, SeedsAmong, StructureLayer, SuggestionKind, SuggestionState};

use super::meant::meant_if;
use super::progress::ComputationProgress;
use super::{CliError, api, as_of, viewer, word};
use show::As::{Number, Percent, Text};
use show::{at, entries, text};

/// Commands over both organizations at once.
#[derive(Debug, Subcommand)]
pub(super) enum CompanyCommand {
    /// Show who covers whom: departments and customers, key persons nobody covers, on whom we depend alone.
    #[command(after_help = "Examples:\n  guanxi coverage\n  guanxi coverage --customer 东方银行 --json")]
    Coverage(CoverageArgs),
    /// Plan introductions: who of ours should meet which key person next.
    #[command(
        after_help = "Examples:\n  guanxi plan --introductions 20 --per-employee 2\n  guanxi plan --customer 东方银行"
    )]
    Plan(PlanArgs),
    /// Find whom to move first, so that most decision power moves, with the certificate of its bound.
    #[command(after_help = "Examples:\n  guanxi maximize 5\n  guanxi maximize 10 --among employees --epsilon 0.05")]
    Maximize(MaximizeArgs),
    /// Show where the network holds together and where it breaks.
    #[command(after_help = "Examples:\n  guanxi structure\n  guanxi structure --layer contact --first 10")]
    Structure(StructureArgs),
    /// Show what changed between two dates, line by line.
    #[command(
        after_help = "Examples:\n  guanxi changes 2026-01-01\n  guanxi changes 2025-12-31 --to 2026-06-30 --language zh"
    )]
    Changes(ChangesArgs),
    /// List lines that are likely and that nobody recorded; accept or refuse one.
    #[command(
        after_help = "Examples:\n  guanxi suggest\n  guanxi suggest --person 王芳 --kind influence\n  guanxi suggest --accept ID --level familiar\n  guanxi suggest --refuse ID\n  guanxi suggest --state refused"
    )]
    Suggest(SuggestArgs),
    /// Show who shares: lines contributed, routes asked for and used, and what came of them.
    #[command(after_help = "Examples:\n  guanxi sharing\n  guanxi sharing --days 90 --json")]
    Sharing(SharingArgs),
}

/// What all of them take.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of which it is asked.
    #[arg(long)]
    as_of: Option<String>,
    /// How many entries of each list to show.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct CoverageArgs {
    /// Only this customer: name or id.
    #[arg(long)]
    customer: Option<String>,
    /// Only people of this department of ours, or of one below it: name or id.
    #[arg(long)]
    department: Option<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Args)]
pub(super) struct PlanArgs {
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

#[derive(Debug, Args)]
pub(super) struct MaximizeArgs {
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

#[derive(Debug, Args)]
pub(super) struct StructureArgs {
    /// Over which lines: influence or contact.
    #[arg(long, default_value = "influence")]
    layer: String,
    /// List everybody by their rank as seen from this person: a name, id or e-mail.
    #[arg(long)]
    around: Option<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Args)]
pub(super) struct ChangesArgs {
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

#[derive(Debug, Args)]
pub(super) struct SuggestArgs {
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

#[derive(Debug, Args)]
pub(super) struct SharingArgs {
    /// Routes of this many days count.
    #[arg(long, default_value_t = 365)]
    days: u32,
    #[command(flatten)]
    common: Common,
}

/// A reading whose long computations show a bar, which goes before an answer is printed.
struct Asking {
    reading: Arc<Reading>,
    progress: Arc<ComputationProgress>,
}

impl Asking {
    async fn asked(&self, query: &str, variables: Value, field: &str) -> Result<Value, CliError> {
        Ok(self.asked_all(query, variables).await?[field].take())
    }

    async fn asked_all(&self, query: &str, variables: Value) -> Result<Value, CliError> {
        let answer = api::asked_all(Arc::clone(&self.reading), query, variables).await;
        self.progress.end();
        answer
    }
}

/// Carries out a command.
pub(super) async fn company(config: &Config, command: CompanyCommand) -> Result<(), CliError> {
    let service = app::service(config).await?;
    let progress = Arc::new(ComputationProgress::begin("computing"));
    let reading = service.reading_watched(viewer(config), jiff::Timestamp::now(), progress.watcher());
    let asking = Asking { reading, progress };
    match command {
        CompanyCommand::Coverage(args) => coverage(&asking, args).await,
        CompanyCommand::Plan(args) => plan(&asking, args).await,
        CompanyCommand::Maximize(args) => maximize(&asking, args).await,
        CompanyCommand::Structure(args) => structure(&asking, args).await,
        CompanyCommand::Changes(args) => changes(&asking, args).await,
        CompanyCommand::Suggest(args) => suggest(&asking, args).await,
        CompanyCommand::Sharing(args) => sharing(&asking, args).await,
    }
}

fn moment(text: Option<&str>) -> Result<Option<String>, CliError> {
    Ok(text.map(as_of).transpose()?.map(|as_of: AsOf| as_of.instant_text()))
}

fn id(id: &Option<Id>) -> Option<&str> {
    id.as_ref().map(Id::as_str)
}

fn print(json: bool, answer: &Value, plain: impl FnOnce(&Value) -> String) -> Result<(), CliError> {
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

fn head(answer: &Value) -> String {
    format!("As of {}, data version {}\n", text(&answer["asOf"], Text), text(&answer["dataVersion"], Text))
}

async fn coverage(asking: &Asking, args: CoverageArgs) -> Result<(), CliError> {
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

async fn plan(asking: &Asking, args: PlanArgs) -> Result<(), CliError> {
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

async fn maximize(asking: &Asking, args: MaximizeArgs) -> Result<(), CliError> {
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

async fn structure(asking: &Asking, args: StructureArgs) -> Result<(), CliError> {
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

async fn changes(asking: &Asking, args: ChangesArgs) -> Result<(), CliError> {
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

async fn suggest(asking: &Asking, args: SuggestArgs) -> Result<(), CliError> {
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

async fn sharing(asking: &Asking, args: SharingArgs) -> Result<(), CliError> {
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

//! The command line: what can be typed, and what each command prints. Long work shows a progress bar on a terminal and log
//! lines elsewhere. Exit codes: 0 done, 1 failed, 2 wrong use.

mod api;
mod ask;
mod calibrate;
mod chain;
mod check;
mod coach;
mod company;
mod customers;
mod files;
mod interview;
mod jobs;
mod meant;
mod mining;
mod person;
mod progress;
mod sellers;
mod serve;
mod table;
mod token;
mod trend;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::app::AppError;
use crate::config::{Config, ConfigError};
use crate::domain::{AsOf, Coded, Id, Role, Viewer};
use crate::service::ServiceError;

/// Who in our company can influence this key person, through whom, how sure are we.
#[derive(Debug, Parser)]
#[command(name = "guanxi", version, propagate_version = true, max_term_width = 120)]
pub struct Cli {
    /// Configuration file (TOML).
    #[arg(long, global = true, env = "GUANXI_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the GraphQL API.
    #[command(
        after_help = "Examples:\n  guanxi serve\n  guanxi serve --demo\n  GUANXI_STORE=neo4j NEO4J_URI=bolt://127.0.0.1:7687 NEO4J_PASSWORD=… guanxi serve"
    )]
    Serve {
        /// Load the demonstration company first if the store is empty.
        #[arg(long)]
        demo: bool,
    },
    /// Import CSV files, folders of them, XLSX workbooks, or address books (vCard): all of it or nothing.
    #[command(
        after_help = "Examples:\n  guanxi import crm-export/\n  guanxi import people.csv memberships.csv\n  guanxi import map.xlsx --visibility team\n  guanxi import address-book/ --visibility private --skip-invalid --rejects rejects/\n  guanxi import contacts.vcf --address-book-of emp-17 --visibility private"
    )]
    Import(ImportArgs),
    /// Ask who of our company can influence a person: by name, id or e-mail.
    #[command(
        after_help = "Examples:\n  guanxi ask 王芳\n  guanxi ask wf --as-of 2025-12-31\n  guanxi ask fang.wang@example.com --from my-team --json\n  guanxi ask 王芳 --from c-rival"
    )]
    Ask(AskArgs),
    /// Ask how an opportunity stands: decision chain, win probability, what would help most.
    #[command(
        after_help = "Examples:\n  guanxi chain 二期扩容\n  guanxi chain opp-0000003 --as-of 2025-12-31 --language zh\n  guanxi chain opp-0000003 --vendor c-rival --first 10 --json"
    )]
    Chain(ChainArgs),
    /// Show the key person card: where somebody at a customer stands, and what that is known from.
    #[command(
        after_help = "Examples:\n  guanxi person 王芳\n  guanxi person wf --opportunity opp-0000003\n  guanxi person con-0000002 --vendor c-rival --json"
    )]
    Person(PersonArgs),
    /// List the open opportunities that need help: red, worse or fallen, with what to ask.
    #[command(
        after_help = "Examples:\n  guanxi coach\n  guanxi coach --department 华东大区 --first 3 --language zh\n  guanxi coach --owner 刘洋 --as-of 2025-12-31 --json"
    )]
    Coach(CoachArgs),
    /// Show seller grades and performance scores with their parts.
    #[command(
        after_help = "Examples:\n  guanxi sellers\n  guanxi sellers --from 2026-01-01 --to 2026-07-01\n  guanxi sellers --department 华东大区 --json"
    )]
    Sellers(SellersArgs),
    /// Rank employees, departments or offices by their reach over the customers' decision power.
    #[command(
        after_help = "Examples:\n  guanxi reach\n  guanxi reach --by offices --as-of 2025-12-31\n  guanxi reach --department 华东大区 --first 5 --json"
    )]
    Reach(mining::ReachArgs),
    /// Find hidden influencers: employees whose reach is far above their title, and why.
    #[command(
        after_help = "Examples:\n  guanxi hidden\n  guanxi hidden --language zh\n  guanxi hidden --department 华东大区 --json"
    )]
    Hidden(mining::HiddenArgs),
    /// Simulate that people leave together; without people, rank all employees by the loss each would cause.
    #[command(
        after_help = "Examples:\n  guanxi departure\n  guanxi departure 刘洋 emp-0000017 --language zh\n  guanxi departure 刘洋 --as-of 2025-12-31 --json"
    )]
    Departure(mining::DepartureArgs),
    /// List the jobs (long questions) that the viewer began on a server, or print what one of them answered.
    #[command(after_help = "Examples:\n  guanxi jobs\n  guanxi jobs job-0193a5c0-7c3e-7d4f-9f0a-5b7f5c1d2e3f --json")]
    Jobs(jobs::JobsArgs),
    #[command(flatten)]
    Company(company::CompanyCommand),
    /// Interview check: hold a candidate's claimed map, in the import format, against what the company knows. Writes nothing.
    #[command(
        after_help = "Examples:\n  guanxi interview claimed-map/\n  guanxi interview claimed-map.xlsx --as-of 2025-12-31\n  guanxi interview claimed-map/ --json"
    )]
    Interview(InterviewArgs),
    /// Show the customer line: customers by band, averages and their change, completeness, insight, class, and each customer.
    #[command(
        after_help = "Examples:\n  guanxi customers\n  guanxi customers --order relationship --first 10\n  guanxi customers --owner 刘洋 --period year --as-of 2025-12-31\n  guanxi customers --band price=poor,medium --class a,c --json"
    )]
    Customers(customers::CustomersArgs),
    /// Show the state and the trend of all customer relationships: groups, who moved and why, open business by chain status.
    #[command(
        after_help = "Examples:\n  guanxi overview\n  guanxi overview --by region --degree price --every quarter --points 12\n  guanxi overview --department 华东大区 --json"
    )]
    Overview(customers::OverviewArgs),
    /// Show what a metric was over time: of our own company, a customer, an opportunity or a contact.
    #[command(
        after_help = "Examples:\n  guanxi trend relationship --from 2023-06-30\n  guanxi trend win_probability --opportunity opp-0000003 --from 2026-01-01 --every week\n  guanxi trend price --person 王芳 --from 2025-01-01 --json"
    )]
    Trend(trend::TrendArgs),
    /// Make the demonstration company and load it, or write it as an import folder.
    #[command(
        after_help = "Examples:\n  guanxi demo\n  guanxi demo --people 5000 --seed 7\n  guanxi demo --people 100000 --out demo-100k/"
    )]
    Demo(DemoArgs),
    /// Write everything in the import format: a folder of CSV files, or one XLSX workbook.
    #[command(after_help = "Examples:\n  guanxi export backup/\n  guanxi export map.xlsx")]
    Export {
        /// Folder to make, or workbook ending in .xlsx.
        to: PathBuf,
    },
    /// Examine a store: schema, physical state, unfinished imports, broken facts.
    #[command(after_help = "Examples:\n  guanxi check\n  guanxi check --apply")]
    Check {
        /// Bring the schema to this program's version first.
        #[arg(long)]
        apply: bool,
    },
    /// Fit a model of the win probability to closed opportunities, and tell how good it is on customers it does not know.
    #[command(
        after_help = "Examples:\n  guanxi calibrate\n  guanxi calibrate --put-to-use\n  guanxi calibrate --list\n  guanxi calibrate --use win-model-000001\n  guanxi calibrate --heuristic\n  guanxi calibrate --table deals.csv --outcome result --customer account\n  guanxi calibrate --table closed.xlsx --outcome 结果 --json"
    )]
    Calibrate(CalibrateArgs),
    /// Print the GraphQL schema.
    #[command(after_help = "Example:\n  guanxi schema > schema.graphql")]
    Schema,
    /// Make a bearer token for local use, signed with GUANXI_JWT_SECRET.
    #[command(
        after_help = "Example:\n  GUANXI_AUTH=jwt GUANXI_JWT_SECRET=… guanxi token --person p-17 --role manager --hours 8"
    )]
    Token {
        /// The person's id, as used in imports.
        #[arg(long)]
        person: String,
        /// rep, manager, executive or admin.
        #[arg(long, default_value = "rep")]
        role: String,
        /// Hours until it expires.
        #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=8760))]
        hours: u32,
    },
    /// Copy the embedded store into a file while it is in use.
    #[command(after_help = "Example:\n  guanxi backup guanxi-monday.db")]
    Backup {
        /// File to make.
        to: PathBuf,
    },
}

#[derive(Debug, Args)]
struct ImportArgs {
    /// Folders, CSV files or XLSX workbooks in the import format.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Visibility of influence lines that say none: private, blind, team or company.
    #[arg(long, default_value = "company")]
    visibility: String,
    /// Whose address books (vCard files) these are, by id: each card is then a line from them, acquainted.
    #[arg(long, value_name = "PERSON")]
    address_book_of: Option<String>,
    /// Write the valid rows and leave the others, with the reason, in the folder of rejects.
    #[arg(long)]
    skip_invalid: bool,
    /// Where rejected rows go.
    #[arg(long, default_value = "rejects", requires = "skip_invalid")]
    rejects: PathBuf,
}

#[derive(Debug, Args)]
struct AskArgs {
    /// Name (Chinese, pinyin, initials, English), id or e-mail.
    person: String,
    /// me, my-team, our-company, or a competitor's id.
    #[arg(long, default_value = "our-company")]
    from: String,
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of which it is asked.
    #[arg(long)]
    as_of: Option<String>,
    /// How many doors to show.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Routes for each door.
    #[arg(long)]
    routes: Option<u32>,
    /// Most steps from the door to the person.
    #[arg(long)]
    steps: Option<u32>,
    /// Explain routes in: en or zh.
    #[arg(long, default_value = "en")]
    language: String,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct ChainArgs {
    /// Name (Chinese, pinyin, initials, English) or id of the opportunity.
    opportunity: String,
    /// From the viewpoint of this vendor, a competitor or our own company: name or id; our own company without.
    #[arg(long)]
    vendor: Option<String>,
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of which it is asked.
    #[arg(long)]
    as_of: Option<String>,
    /// How many changes to show of those that would help most.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Say status and alerts in: en or zh.
    #[arg(long, default_value = "en")]
    language: String,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct PersonArgs {
    /// Name (Chinese, pinyin, initials, English), id or e-mail.
    person: String,
    /// In this opportunity: name or id; in general without.
    #[arg(long)]
    opportunity: Option<String>,
    /// Towards this vendor, a competitor or our own company: name or id; our own company without.
    #[arg(long)]
    vendor: Option<String>,
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of which it is asked.
    #[arg(long)]
    as_of: Option<String>,
    /// How many past assessments to show, the latest first.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct CalibrateArgs {
    /// Closed deals of any CRM instead of the store: delimited text or an XLSX workbook with a header row. Nothing is stored.
    #[arg(long, value_name = "FILE", requires = "outcome", conflicts_with_all = ["put_to_use", "list", "use", "heuristic"])]
    table: Option<PathBuf>,
    /// The column of the table that says won or lost.
    #[arg(long, value_name = "COLUMN", requires = "table")]
    outcome: Option<String>,
    /// The column of the table that says whose deal it was; without, every deal is taken for a customer of its own.
    #[arg(long, value_name = "COLUMN", requires = "table")]
    customer: Option<String>,
    /// Put the model to use at once.
    #[arg(long, conflicts_with_all = ["list", "use", "heuristic"])]
    put_to_use: bool,
    /// List the models that are kept, the newest first.
    #[arg(long, conflicts_with_all = ["use", "heuristic"])]
    list: bool,
    /// Put this model to use, an earlier one too.
    #[arg(long, value_name = "ID", conflicts_with = "heuristic")]
    r#use: Option<String>,
    /// Go back to the heuristic.
    #[arg(long)]
    heuristic: bool,
    /// Print the answer as the API gives it; of a table, as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct CoachArgs {
    /// Only the opportunities of this owner: name, id or e-mail.
    #[arg(long)]
    owner: Option<String>,
    /// Only those whose owner works in this department, or in one below it: name or id.
    #[arg(long)]
    department: Option<String>,
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of which it is asked.
    #[arg(long)]
    as_of: Option<String>,
    /// How many opportunities to show.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Ask in: en or zh.
    #[arg(long, default_value = "en")]
    language: String,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct SellersArgs {
    /// First day of the period (YYYY-MM-DD); the first of the year without.
    #[arg(long)]
    from: Option<jiff::civil::Date>,
    /// The day after the last of the period; the day after the moment without.
    #[arg(long)]
    to: Option<jiff::civil::Date>,
    /// Only those of this department, or of one below it: name or id.
    #[arg(long)]
    department: Option<String>,
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of which it is asked.
    #[arg(long)]
    as_of: Option<String>,
    /// How many sellers to show.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Say the notice in: en or zh.
    #[arg(long, default_value = "en")]
    language: String,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct InterviewArgs {
    /// Folders, CSV files or XLSX workbooks in the import format.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Against what was known on this day (YYYY-MM-DD) or at this instant (RFC 3339).
    #[arg(long)]
    as_of: Option<String>,
    /// How many new people, degrees, roles and lines, and how many contradictions to list.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Say the notice in: en or zh.
    #[arg(long, default_value = "en")]
    language: String,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct DemoArgs {
    /// About how many people; the default company has about 400 colleagues and 300 contacts.
    #[arg(long, value_parser = clap::value_parser!(u32).range(100..=2_000_000))]
    people: Option<u32>,
    /// The same seed makes the same company.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write an import folder instead of loading the store.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Why a command ended without doing what was asked.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The words were wrong: exit code 2.
    #[error("{0}")]
    Usage(String),
    /// It did not work: exit code 1.
    #[error("{0}")]
    Failed(String),
}

impl From<ServiceError> for CliError {
    fn from(error: ServiceError) -> Self {
        Self::Failed(format!("{}: {error}", error.code()))
    }
}

impl From<AppError> for CliError {
    fn from(error: AppError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<ConfigError> for CliError {
    fn from(error: ConfigError) -> Self {
        Self::Usage(error.to_string())
    }
}

/// Runs the command that was typed.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("guanxi: {error}");
            match error {
                CliError::Usage(_) => ExitCode::from(2),
                CliError::Failed(_) => ExitCode::FAILURE,
            }
        }
    }
}

fn run(cli: Cli) -> Result<(), CliError> {
    if matches!(cli.command, Command::Schema) {
        print!("{}", crate::graphql::sdl());
        return Ok(());
    }
    let config = Config::load(cli.config.as_deref())?;
    crate::telemetry::start_log(&config.log, std::io::stderr).map_err(|e| CliError::Failed(e.to_string()))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| CliError::Failed(format!("no threads: {e}")))?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve { demo } => serve::serve(&config, demo).await,
            Command::Import(args) => files::import(&config, args).await,
            Command::Ask(args) => ask::ask(&config, args).await,
            Command::Chain(args) => chain::chain(&config, args).await,
            Command::Person(args) => person::person(&config, args).await,
            Command::Customers(args) => customers::customers(&config, args).await,
            Command::Overview(args) => customers::overview(&config, args).await,
            Command::Trend(args) => trend::trend(&config, args).await,
            Command::Calibrate(args) => calibrate::calibrate(&config, args).await,
            Command::Coach(args) => coach::coach(&config, args).await,
            Command::Sellers(args) => sellers::sellers(&config, args).await,
            Command::Reach(args) => mining::reach(&config, args).await,
            Command::Hidden(args) => mining::hidden(&config, args).await,
            Command::Departure(args) => mining::departure(&config, args).await,
            Command::Jobs(args) => jobs::jobs(&config, args).await,
            Command::Company(command) => company::company(&config, command).await,
            Command::Interview(args) => interview::interview(&config, args).await,
            Command::Demo(args) => files::demo(&config, args).await,
            Command::Export { to } => files::export(&config, &to).await,
            Command::Check { apply } => check::check(&config, apply).await,
            Command::Schema => Ok(()),
            Command::Token { person, role, hours } => token::token(&config, &person, &role, hours),
            Command::Backup { to } => files::backup(&config, &to).await,
        }
    })
}

/// Who asks on the command line: the configured viewer, else an administrator who is nobody in the data.
fn viewer(config: &Config) -> Viewer {
    config.viewer.clone().unwrap_or_else(|| Viewer { person: nobody(), role: Role::Admin })
}

fn nobody() -> Id {
    Id::new("command-line").expect("a constant that is an identifier")
}

/// Reads a day (its last moment) or an instant.
fn as_of(text: &str) -> Result<AsOf, CliError> {
    let expected = |e: &dyn std::fmt::Display| {
        CliError::Usage(format!("--as-of {text:?}: expected a day (YYYY-MM-DD) or an instant (RFC 3339): {e}"))
    };
    if text.len() == 10 {
        let day: jiff::civil::Date = text.parse().map_err(|e| expected(&e))?;
        return AsOf::end_of(day).map_err(|e| expected(&e));
    }
    Ok(AsOf::new(text.parse().map_err(|e| expected(&e))?))
}

/// Reads a word of a closed set.
fn word<T: Coded>(option: &str, text: &str) -> Result<T, CliError> {
    T::parse(text).map_err(|e| CliError::Usage(format!("{option}: {e}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_has_an_example() {
        for command in Cli::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("guanxi "), "{}", command.get_name());
        }
    }
}

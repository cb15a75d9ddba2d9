//! Questions over both organizations at once: `guanxi coverage`, `plan`, `maximize`, `structure`, `changes`, `suggest`, `sharing`. They are
//! asked through the API, so that `--json` prints what a client of the server gets, and shown as tables.

mod asking;
mod changes;
mod coverage;
mod maximize;
mod plan;
mod sharing;
mod show;
mod structure;
mod suggest;

use clap::Subcommand;

use crate::config::Config;

use super::CliError;
use asking::Asking;
use changes::{ChangesArgs, changes};
use coverage::{CoverageArgs, coverage};
use maximize::{MaximizeArgs, maximize};
use plan::{PlanArgs, plan};
use sharing::{SharingArgs, sharing};
use structure::{StructureArgs, structure};
use suggest::{SuggestArgs, suggest};

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

/// Carries out a command.
pub(super) async fn company(config: &Config, command: CompanyCommand) -> Result<(), CliError> {
    let asking = Asking::begin(config).await?;
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

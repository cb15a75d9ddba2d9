//! `guanxi reach` and `guanxi hidden`.

use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::app;
use crate::cli::meant::meant_if;
use crate::cli::table::{changed_policy, percent, table};
use crate::cli::{CliError, api, as_of, viewer, word};
use crate::config::Config;
use crate::domain::{Coded as _, Id, Person, Policy};
use crate::service::{
    HiddenInfluencers, Language, ReachBy, ReachEntry, ReachQuestion, ReachRanking, ReachSubject, Reading, SearchKind,
    people_notice,
};

/// The queries whose answers `--json` prints.
const REACH: &str = include_str!("reach.graphql");
const HIDDEN: &str = include_str!("hidden.graphql");

/// Key persons that a row names.
const NAMED: usize = 3;

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    Employees,
    Departments,
    Offices,
}

#[derive(Debug, Args)]
pub struct ReachArgs {
    /// Whose reach is ranked.
    #[arg(long, value_enum, default_value_t = By::Employees)]
    by: By,
    /// Only people of this department, or of one below it: name or id.
    #[arg(long)]
    department: Option<String>,
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of which it is asked.
    #[arg(long)]
    as_of: Option<String>,
    /// How many to show.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Say the notice in: en or zh.
    #[arg(long, default_value = "en")]
    language: String,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct HiddenArgs {
    /// Only people of this department, or of one below it: name or id.
    #[arg(long)]
    department: Option<String>,
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of which it is asked.
    #[arg(long)]
    as_of: Option<String>,
    /// How many to show.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Say why in: en or zh.
    #[arg(long, default_value = "en")]
    language: String,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

/// Ranks by reach, and prints the ranking.
pub async fn reach(config: &Config, args: ReachArgs) -> Result<(), CliError> {
    let language: Language = word("--language", &args.language)?;
    let as_of = args.as_of.as_deref().map(as_of).transpose()?;
    let service = app::service(config).await?;
    let reading = service.reading(viewer(config), jiff::Timestamp::now());
    let (by, name) = match args.by {
        By::Employees => (ReachBy::Employees, "EMPLOYEES"),
        By::Departments => (ReachBy::Departments, "DEPARTMENTS"),
        By::Offices => (ReachBy::Offices, "OFFICES"),
    };
    let department = meant_if(&reading, SearchKind::Department, args.department.as_deref()).await?;
    if args.json {
        let variables = json!({
            "by": name,
            "department": department.as_ref().map(Id::as_str),
            "asOf": as_of.map(|as_of| as_of.instant_text()),
            "first": args.first,
            "language": language.code().to_uppercase(),
        });
        return api::print(&api::asked(reading, REACH, variables, "reachRanking").await?);
    }
    let ranking = reading.reach_ranking(&ReachQuestion { by, department }, as_of.unwrap_or(reading.now())).await?;
    let shown: Vec<usize> = (0..ranking.entries.len().min(args.first as usize)).collect();
    println!("{}", title("Reach", &ranking));
    if by == ReachBy::Employees {
        println!("{}", people_notice(language));
    }
    println!("{}", rows(&reading, &ranking, &shown).await?);
    let more = ranking.entries.len() - shown.len();
    if more > 0 {
        println!("… and {more} more (--first)");
    }
    println!("{}", margin(&ranking).join("\n"));
    Ok(())
}

/// Finds hidden influencers, and prints why.
pub async fn hidden(config: &Config, args: HiddenArgs) -> Result<(), CliError> {
    let language: Language = word("--language", &args.language)?;
    let as_of = args.as_of.as_deref().map(as_of).transpose()?;
    let service = app::service(config).await?;
    let reading = service.reading(viewer(config), jiff::Timestamp::now());
    let department = meant_if(&reading, SearchKind::Department, args.department.as_deref()).await?;
    if args.json {
        let variables = json!({
            "department": department.as_ref().map(Id::as_str),
            "asOf": as_of.map(|as_of| as_of.instant_text()),
            "first": args.first,
            "language": language.code().to_uppercase(),
        });
        return api::print(&api::asked(reading, HIDDEN, variables, "hiddenInfluencers").await?);
    }
    let found = reading.hidden_influencers(department, as_of.unwrap_or(reading.now())).await?;
    let HiddenInfluencers { ranking, found: influencers, n_without_level } = &found;
    println!("{}", title("Hidden influencers", ranking));
    println!("{}", people_notice(language));
    let shown = &influencers[..influencers.len().min(args.first as usize)];
    if shown.is_empty() {
        let gap = percent(ranking.policy.mining.hidden_gap);
        println!("Nobody's percentile by reach is {gap} or more above that by title.");
    } else {
        let places: Vec<usize> = shown.iter().map(|influencer| influencer.at).collect();
        println!("{}", rows(&reading, ranking, &places).await?);
        for influencer in shown {
            let entry = &ranking.entries[influencer.at];
            println!("{}: {}", subject(&reading, entry).await?, influencer.why(ranking, language));
        }
    }
    if *n_without_level > 0 {
        println!("Without a title level, so that nothing can be said: {n_without_level}");
    }
    println!("{}", margin(ranking).join("\n"));
    Ok(())
}

fn title(what: &str, ranking: &ReachRanking) -> String {
    format!(
        "{what} over {:.0} of decision power ({} key persons)  as of {}  data version {}",
        ranking.total_power,
        ranking.n_key_persons,
        ranking.as_of.day(),
        ranking.data_version
    )
}

async fn person(reading: &Reading, id: &Id) -> Result<Option<Arc<Person>>, CliError> {
    Ok(reading.people(std::slice::from_ref(id)).await?.remove(id))
}

async fn subject(reading: &Reading, entry: &ReachEntry) -> Result<String, CliError> {
    Ok(match &entry.subject {
        ReachSubject::Employee(id) => {
            person(reading, id).await?.map_or_else(|| id.to_string(), |person| person.name.clone())
        }
        ReachSubject::Masked => "a colleague, name withheld".to_owned(),
        ReachSubject::Department(department) => department.name.clone(),
    })
}

async fn rows(reading: &Reading, ranking: &ReachRanking, places: &[usize]) -> Result<String, CliError> {
    let mut table = table(["", "reach", "share", "above", "title above", "key persons", "most by"]);
    for &at in places {
        let entry = &ranking.entries[at];
        let mut most = Vec::new();
        for part in ranking.parts(at, NAMED) {
            if let Some(id) = ranking.key_person(&part)
                && let Some(person) = person(reading, id).await?
            {
                most.push(format!("{} {}", person.name, percent(part.probability)));
            }
        }
        let department = entry.department.as_ref().map_or(String::new(), |d| format!(", {}", d.name));
        let share = if ranking.total_power > 0.0 { entry.reach / ranking.total_power } else { 0.0 };
        table.add_row([
            format!("{}{department}", subject(reading, entry).await?),
            format!("{:.3}", entry.reach),
            percent(share),
            percent(entry.percentile),
            entry.title_percentile.map_or(String::new(), percent),
            entry.n_key_persons.to_string(),
            most.join(", "),
        ]);
    }
    Ok(table.to_string())
}

fn margin(ranking: &ReachRanking) -> Vec<String> {
    let mut lines = Vec::new();
    if ranking.n_not_broken_down > 0 {
        lines.push(format!("Not told one by one: {} people of small groups", ranking.n_not_broken_down));
    }
    if ranking.omitted > 0 {
        lines.push(format!("Not shown: {} lines and assessments of other teams", ranking.omitted));
    }
    lines.extend(changed_policy(Policy::MINING_SECTIONS, &ranking.policy));
    lines
}

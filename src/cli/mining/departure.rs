//! `guanxi departure`.

use std::collections::BTreeMap;
use std::sync::Arc;

use clap::Args;
use serde_json::json;

use crate::app;
use crate::cli::meant::meant;
use crate::cli::progress::ComputationProgress;
use crate::cli::table::{changed_policy, percent, table, words};
use crate::cli::{CliError, api, as_of, viewer, word};
use crate::config::Config;
use crate::domain::{AsOf, Coded as _, Id, Person, Policy, Record, RecordKind};
use crate::service::{DepartureAnswer, Language, ReachLoss, Reading, SearchKind, people_notice};

/// The queries whose answers `--json` prints.
const DEPARTURE: &str = include_str!("departure.graphql");
const RANKING: &str = include_str!("departure_ranking.graphql");

#[derive(Debug, Args)]
pub struct DepartureArgs {
    /// Who leaves, colleagues or contacts: names, ids or e-mails. Without, all employees are ranked.
    people: Vec<String>,
    /// Random worlds in which the ranking counts reach.
    #[arg(long, conflicts_with = "people")]
    worlds: Option<u32>,
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of which it is asked.
    #[arg(long)]
    as_of: Option<String>,
    /// How many key persons, relations or employees to show.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100))]
    first: u32,
    /// Give reasons in: en or zh.
    #[arg(long, default_value = "en")]
    language: String,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

/// Asks, and prints what is lost.
pub async fn departure(config: &Config, args: DepartureArgs) -> Result<(), CliError> {
    let language: Language = word("--language", &args.language)?;
    let as_of = args.as_of.as_deref().map(as_of).transpose()?;
    let service = app::service(config).await?;
    let progress = Arc::new(ComputationProgress::begin("counting losses"));
    let reading = service.reading_watched(viewer(config), jiff::Timestamp::now(), progress.watcher());
    let mut people = Vec::new();
    for text in &args.people {
        people.push(meant(&reading, SearchKind::Person, text).await?);
    }
    let (first, at) = (args.first as usize, as_of.unwrap_or(reading.now()));
    if args.json {
        let variables = json!({
            "people": people.iter().map(Id::as_str).collect::<Vec<_>>(),
            "worlds": args.worlds,
            "asOf": as_of.map(|as_of| as_of.instant_text()),
            "first": args.first,
            "language": language.code().to_uppercase(),
        });
        let (query, field) = if people.is_empty() { (RANKING, "departureRanking") } else { (DEPARTURE, "departure") };
        let answer = api::asked(reading, query, variables, field).await?;
        progress.end();
        return api::print(&answer);
    }
    let text = if people.is_empty() {
        ranking(&reading, args.worlds, at, first, language).await?
    } else {
        let answer = reading.departure(&people, at).await?;
        simulation(&reading, &answer, first, language).await?
    };
    progress.end();
    print!("{text}");
    Ok(())
}

type People = BTreeMap<Id, Arc<Person>>;

fn name<'a>(people: &'a People, id: &'a Id) -> &'a str {
    people.get(id).map_or(id.as_str(), |person| person.name.as_str())
}

async fn ranking(
    reading: &Reading,
    worlds: Option<u32>,
    at: AsOf,
    first: usize,
    language: Language,
) -> Result<String, CliError> {
    let answer = reading.departure_ranking(worlds, at).await?;
    let shown = &answer.entries[..answer.entries.len().min(first)];
    let keys =
        shown.iter().flat_map(|e| e.found.key_persons.iter().take(3)).filter_map(|k| answer.key_person(k.target));
    let ids: Vec<Id> = shown.iter().filter_map(|e| e.person.as_ref()).chain(keys).cloned().collect();
    let people = reading.people(&ids).await?;
    let mut rows = table(["", "loss", "±", "key persons", "most by"]);
    for entry in shown {
        let who = entry.person.as_ref().map_or("a colleague, name withheld", |id| name(&people, id));
        let department = entry.department.as_ref().map_or(String::new(), |d| format!(", {}", d.name));
        let most = entry.found.key_persons.iter().take(3).filter_map(|key| {
            let id = answer.key_person(key.target)?;
            Some(format!("{} {}", name(&people, id), percent(key.reach)))
        });
        rows.add_row([
            format!("{who}{department}"),
            format!("{:.3}", entry.found.loss),
            format!("{:.3}", entry.found.standard_error),
            entry.found.key_persons.len().to_string(),
            most.collect::<Vec<_>>().join(", "),
        ]);
    }
    let mut lines = vec![
        format!(
            "Loss of reach by each departure, of {:.3} in all ({} worlds)  as of {}  data version {}",
            answer.reach,
            answer.worlds,
            answer.as_of.day(),
            answer.data_version
        ),
        people_notice(language).to_owned(),
        rows.to_string(),
    ];
    if answer.n_not_broken_down > 0 {
        lines.push(format!("Not told one by one: {} people", answer.n_not_broken_down));
    }
    if answer.omitted > 0 {
        lines.push(format!("Not shown: {} lines and assessments of other teams", answer.omitted));
    }
    lines.extend(changed_policy(Policy::MINING_SECTIONS, &answer.policy));
    Ok(lines.join("\n") + "\n")
}

async fn simulation(
    reading: &Reading,
    answer: &DepartureAnswer,
    first: usize,
    language: Language,
) -> Result<String, CliError> {
    let losses = || answer.lost.iter().take(first).chain(answer.weakened.iter().take(first));
    let relations = || answer.relations.iter().take(first);
    let mut ids: Vec<Id> = losses().filter_map(|loss| answer.key_person(loss)).cloned().collect();
    ids.extend(answer.leaving.iter().take(first).cloned());
    for relation in relations() {
        ids.extend([relation.leaver.clone(), relation.contact.clone()]);
        ids.extend(relation.successor.iter().map(|successor| successor.person.clone()));
    }
    ids.sort_unstable();
    ids.dedup();
    let people = reading.people(&ids).await?;
    let leaving: Vec<&str> = answer.leaving.iter().take(first).map(|id| name(&people, id)).collect();
    let mut lines = vec![format!(
        "Without {}: {:.3} of decision power less reached  as of {}  data version {}",
        leaving.join(", "),
        answer.loss,
        answer.as_of.day(),
        answer.data_version
    )];
    if !answer.lost.is_empty() || !answer.weakened.is_empty() {
        let mut rows = table(["key person", "power", "reach before", "after"]);
        for loss in losses() {
            let who = answer.key_person(loss).map_or("", |id| name(&people, id));
            let ReachLoss { power, before, after, .. } = loss;
            rows.add_row([
                who.to_owned(),
                format!("{power:.3}"),
                percent(before.probability),
                percent(after.probability),
            ]);
        }
        lines.push(format!("{} key persons lost, {} weakened", answer.lost.len(), answer.weakened.len()));
        lines.push(rows.to_string());
    }
    lines.extend(opportunities(reading, answer, first).await?);
    let customers: Vec<&str> = answer.uncovered_customers().take(first).map(|c| c.name.as_str()).collect();
    if !customers.is_empty() {
        lines.push(format!("No longer covered: {}", customers.join(", ")));
    }
    if answer.at_risk.n_opportunities > 0 {
        let amounts = answer.at_risk.amounts.iter().map(|a| format!("{:.0} {}", a.amount, a.currency));
        let (n, amounts) = (answer.at_risk.n_opportunities, amounts.collect::<Vec<_>>().join(", "));
        lines.push(format!("At risk: {n} open opportunities, {amounts}"));
    }
    if !answer.relations.is_empty() {
        let mut rows = table(["relation lost", "strength", "successor", "why"]);
        for relation in relations() {
            let successor = relation.successor.as_ref();
            let why = successor.iter().flat_map(|s| &s.reasons).map(|reason| reason.text(language));
            rows.add_row([
                format!("{} → {}", name(&people, &relation.leaver), name(&people, &relation.contact)),
                percent(relation.strength),
                successor.map_or("nobody", |s| name(&people, &s.person)).to_owned(),
                why.collect::<Vec<_>>().join("; "),
            ]);
        }
        lines.push(rows.to_string());
        let more = answer.relations.len().saturating_sub(first);
        if more > 0 {
            lines.push(format!("… and {more} more relations (--first)"));
        }
    }
    if answer.omitted > 0 {
        lines.push(format!("Not shown: {} lines and assessments of other teams", answer.omitted));
    }
    lines.extend(changed_policy(Policy::MINING_SECTIONS, &answer.policy));
    Ok(lines.join("\n") + "\n")
}

/// Chains that turn red, and opportunities without an owner.
async fn opportunities(reading: &Reading, answer: &DepartureAnswer, first: usize) -> Result<Vec<String>, CliError> {
    let red = answer.red.iter().take(first).map(|chain| &chain.opportunity);
    let ownerless = answer.ownerless.iter().take(first).map(|deal| &deal.opportunity);
    let ids: Vec<Id> = red.chain(ownerless).cloned().collect();
    let found = reading.records(RecordKind::Opportunity, &ids).await?;
    let named = |id: &Id| match found.get(id) {
        Some(Record::Opportunity(opportunity)) => opportunity.name.clone(),
        _ => id.to_string(),
    };
    let mut lines = Vec::new();
    for chain in answer.red.iter().take(first) {
        lines.push(format!("Chain turns red: {} (was {})", named(&chain.opportunity), words(chain.before)));
    }
    for deal in answer.ownerless.iter().take(first) {
        lines.push(format!("Loses its owner: {}", named(&deal.opportunity)));
    }
    Ok(lines)
}

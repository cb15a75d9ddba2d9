//! `guanxi sellers`: grades and performance scores with their parts, as a person reads them.

use serde_json::json;

use crate::app;
use crate::config::Config;
use crate::domain::{Coded as _, Id, Policy};
use crate::service::{
    HeldCustomers, Language, Reading, SalesResult, SearchKind, SellerEntry, SellersAnswer, SellersQuestion,
    people_notice,
};

use super::meant::meant_if;
use super::table::{changed_policy, percent, signed, table, words};
use super::{CliError, SellersArgs, api, as_of, viewer, word};

/// The query whose answer `--json` prints.
const QUERY: &str = include_str!("sellers.graphql");

/// Asks, and prints the sellers.
pub(super) async fn sellers(config: &Config, args: SellersArgs) -> Result<(), CliError> {
    let language: Language = word("--language", &args.language)?;
    let as_of = args.as_of.as_deref().map(as_of).transpose()?;
    let service = app::service(config).await?;
    let reading = service.reading(viewer(config), jiff::Timestamp::now());
    let question = SellersQuestion {
        from: args.from,
        to: args.to,
        department: meant_if(&reading, SearchKind::Department, args.department.as_deref()).await?,
    };
    if args.json {
        let variables = json!({
            "from": args.from.map(|day| day.to_string()),
            "to": args.to.map(|day| day.to_string()),
            "department": question.department.as_ref().map(Id::as_str),
            "asOf": as_of.map(|as_of| as_of.instant_text()),
            "first": args.first,
            "language": language.code().to_uppercase(),
        });
        return api::print(&api::asked(reading, QUERY, variables, "sellers").await?);
    }
    let answer = reading.sellers(&question, as_of.unwrap_or(reading.now())).await?;
    print!("{}", text(&reading, &answer, args.first as usize, language).await?);
    Ok(())
}

async fn text(reading: &Reading, answer: &SellersAnswer, first: usize, language: Language) -> Result<String, CliError> {
    let mut lines = vec![
        format!(
            "Sellers from {} to {} (that day not included)  as of {}  data version {}",
            answer.from,
            answer.to,
            answer.as_of.day(),
            answer.data_version
        ),
        people_notice(language).to_owned(),
    ];
    let shown = &answer.sellers[..answer.sellers.len().min(first)];
    let ids: Vec<Id> = shown.iter().map(|seller| seller.person.clone()).collect();
    let people = reading.people(&ids).await?;
    if !shown.is_empty() {
        let mut table = table([
            "seller",
            "department",
            "grade",
            "customers",
            "score",
            "sales",
            "completeness",
            "insight",
            "changes",
        ]);
        for seller in shown {
            let name = people.get(&seller.person).map_or(seller.person.as_str(), |person| person.name.as_str());
            let authority = if seller.is_authority { ", authority" } else { "" };
            table.add_row([
                name.to_owned(),
                seller.department.as_ref().map_or(String::new(), |department| department.name.clone()),
                format!("{}{authority}", words(seller.grade)),
                held(&seller.held),
                score(seller),
                sales(&seller.sales, seller.n_won_without_amount),
                share(seller.performance.completeness),
                share(seller.performance.insight),
                changes(seller),
            ]);
        }
        lines.push(table.to_string());
    }
    let more = answer.sellers.len() - shown.len();
    if more > 0 {
        lines.push(format!("… and {more} more (--first)"));
    }
    for group in &answer.groups {
        let name = group.department.as_ref().map_or("no department", |department| department.name.as_str());
        let grades = group.grades.as_ref().map_or("too few to be told one by one".to_owned(), |grades| {
            let known = grades.iter().filter(|(_, n)| *n > 0);
            known.map(|(grade, n)| format!("{n} {}", words(*grade))).collect::<Vec<_>>().join(", ")
        });
        lines.push(format!("{name}: {} sellers: {grades}", group.n_sellers));
    }
    if answer.n_not_broken_down > 0 {
        lines.push(format!("Not told one by one: {} sellers of small departments", answer.n_not_broken_down));
    }
    if answer.omitted > 0 {
        lines.push(format!("Not shown: {} lines and assessments of other teams", answer.omitted));
    }
    lines.extend(changed_policy(Policy::SELLER_SECTIONS, &answer.policy));
    Ok(lines.join("\n") + "\n")
}

fn share(known: Option<f64>) -> String {
    known.map_or("unknown".to_owned(), percent)
}

fn held(held: &HeldCustomers) -> String {
    let all = [
        ("strong", held.strong),
        ("excellent", held.excellent),
        ("good", held.good),
        ("medium", held.medium),
        ("poor", held.poor),
        ("unknown", held.unknown),
    ];
    let some: Vec<String> = all.iter().filter(|(_, n)| *n > 0).map(|(band, n)| format!("{n} {band}")).collect();
    if some.is_empty() { "none".to_owned() } else { some.join(", ") }
}

fn score(seller: &SellerEntry) -> String {
    let found = &seller.performance;
    let whole = found.score.map_or_else(|| format!("{} – {}", percent(found.low), percent(found.high)), percent);
    let part = |name: &str, part: &crate::service::ScorePart| format!("{name} {}", share(part.value));
    let parts = [part("base", &found.base), part("sales", &found.sales), part("account", &found.account)];
    format!("{whole} ({})", parts.join(", "))
}

fn sales(results: &[SalesResult], without_amount: u32) -> String {
    let result = |result: &SalesResult| {
        let target = result.target.map_or(String::new(), |target| format!(" of {target:.0}"));
        format!("{:.0}{target} {} ({} won)", result.won, result.currency, result.n_won)
    };
    let mut all: Vec<String> = results.iter().map(result).collect();
    if without_amount > 0 {
        all.push(format!("{without_amount} won without an amount"));
    }
    all.join("; ")
}

fn changes(seller: &SellerEntry) -> String {
    let change = |(dimension, change): &(crate::domain::Dimension, crate::service::MetricChange)| {
        let difference = change.difference.map_or("unknown".to_owned(), signed);
        format!("{} {difference}", words(*dimension))
    };
    seller.changes.iter().map(change).collect::<Vec<_>>().join(", ")
}

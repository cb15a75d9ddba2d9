//! `guanxi trend`: what a metric was at several moments, as a person reads it.

use clap::Args;
use serde_json::json;

use crate::app;
use crate::config::Config;
use crate::domain::{Coded as _, Id, Policy, RecordKind};
use crate::graphql::global_id;
use crate::service::{Every, SearchKind, TrendMetric, TrendQuestion, TrendSubject};

use super::meant::meant_if;
use super::table::{changed_policy, table, words};
use super::{CliError, api, as_of, viewer, word};

/// The query whose answer `--json` prints.
const QUERY: &str = include_str!("trend.graphql");

#[derive(Debug, Args)]
pub(super) struct TrendArgs {
    /// The metric: relationship, solution, price, each also with _weighted or _of_customers, completeness, insight, key_persons,
    /// open_opportunities, chain_score or win_probability.
    metric: String,
    /// Of this customer: name or id. Of our own company without any.
    #[arg(long, group = "of")]
    customer: Option<String>,
    /// Of this opportunity: name or id.
    #[arg(long, group = "of")]
    opportunity: Option<String>,
    /// Of this contact: name, id or e-mail.
    #[arg(long, group = "of")]
    person: Option<String>,
    /// From this day (YYYY-MM-DD) or instant (RFC 3339) on.
    #[arg(long)]
    from: String,
    /// Until this day or instant; now without.
    #[arg(long)]
    to: Option<String>,
    /// How far the points are apart: day, week, month, quarter or year.
    #[arg(long, default_value = "month")]
    every: String,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

/// Asks, and prints the answer.
pub(super) async fn trend(config: &Config, args: TrendArgs) -> Result<(), CliError> {
    let metric: TrendMetric = word("the metric", &args.metric)?;
    let every: Every = word("--every", &args.every)?;
    let (from, to) = (as_of(&args.from)?, args.to.as_deref().map(as_of).transpose()?);
    let service = app::service(config).await?;
    let reading = service.reading(viewer(config), jiff::Timestamp::now());
    let mut of: Option<(RecordKind, Id)> = None;
    for (kind, search, text) in [
        (RecordKind::Organization, SearchKind::Organization, &args.customer),
        (RecordKind::Opportunity, SearchKind::Opportunity, &args.opportunity),
        (RecordKind::Person, SearchKind::Person, &args.person),
    ] {
        of = of.or(meant_if(&reading, search, text.as_deref()).await?.map(|id| (kind, id)));
    }
    if args.json {
        let variables = json!({
            "metric": metric.code().to_uppercase(),
            "of": of.as_ref().map(|(kind, id)| global_id::encode(*kind, id)),
            "from": from.instant_text(),
            "to": to.map(|to| to.instant_text()),
            "every": every.code().to_uppercase(),
        });
        return api::print(&api::asked(reading, QUERY, variables, "trend").await?);
    }
    let of = of.map_or(TrendSubject::Company, |(kind, id)| TrendSubject::Of(kind, id));
    let to = to.unwrap_or(reading.now());
    let answer = reading.trend(&TrendQuestion { metric, of, from, to, every }).await?;
    let name = answer.of.as_ref().map_or("our own company".to_owned(), |(_, id)| id.to_string());
    println!("{} of {name}  data version {}", words(metric), answer.data_version);
    let mut points = table(["as of", "value", "known"]);
    for point in &answer.points {
        points.add_row([
            point.as_of.day().to_string(),
            point.value.map_or("unknown".to_owned(), |value| shown(metric, value)),
            format!("{} of {}", point.n_known, point.n_total),
        ]);
    }
    println!("{points}");
    if answer.omitted > 0 {
        println!("Not shown: {} assessments and lines of other teams", answer.omitted);
    }
    changed_policy(Policy::TREND_SECTIONS, &answer.policy).into_iter().for_each(|changed| println!("{changed}"));
    Ok(())
}

/// A value as the metric is usually read.
fn shown(metric: TrendMetric, value: f64) -> String {
    use super::table::{percent, signed};
    match metric {
        TrendMetric::Completeness | TrendMetric::Insight | TrendMetric::WinProbability | TrendMetric::Reach => {
            percent(value)
        }
        TrendMetric::KeyPersons | TrendMetric::OpenOpportunities => format!("{value}"),
        TrendMetric::Relationship
        | TrendMetric::Solution
        | TrendMetric::Price
        | TrendMetric::RelationshipWeighted
        | TrendMetric::SolutionWeighted
        | TrendMetric::PriceWeighted
        | TrendMetric::RelationshipOfCustomers
        | TrendMetric::SolutionOfCustomers
        | TrendMetric::PriceOfCustomers
        | TrendMetric::ChainScore => signed(value),
    }
}

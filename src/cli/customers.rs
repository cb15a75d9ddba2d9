//! `guanxi customers` and `guanxi overview`: the state of the customer relationships, as a person reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};

use crate::app;
use crate::config::Config;
use crate::domain::{AsOf, Band, Coded, CustomerClass, Dimension, Id, Person, Policy};
use crate::service::{
    BandFilter, CustomerFilter, CustomerLineAnswer, CustomerOrder, CustomerTotals, Every, GroupKey, Grouping, Mover,
    MoverReason, OpenBusiness, Period, Reading, SearchKind, metric_change,
};

use super::meant::meant_if;
use super::table::{changed_policy, level, percent, signed, signed_if, table, words};
use super::{CliError, api, as_of, viewer, word};

/// The queries whose answers `--json` prints.
const CUSTOMERS: &str = include_str!("customers.graphql");
const OVERVIEW: &str = include_str!("overview.graphql");

#[derive(Debug, Args)]
pub(super) struct FilterArgs {
    /// Only customers of this colleague: name, id or e-mail.
    #[arg(long)]
    owner: Option<String>,
    /// Only customers of this region, as it was recorded.
    #[arg(long)]
    region: Option<String>,
    /// Only customers whose owner is in this department or below: name or id.
    #[arg(long)]
    department: Option<String>,
    /// Only customers whose average of a degree stands in one of these bands: relationship=poor,medium.
    #[arg(long, value_name = "DEGREE=BANDS")]
    band: Option<String>,
    /// Only customers of these classes: a, b, c, d, unknown.
    #[arg(long, value_delimiter = ',')]
    class: Vec<String>,
    /// Compare with the same time a month, quarter or year before.
    #[arg(long, default_value = "quarter")]
    period: String,
    /// Day (YYYY-MM-DD) or instant (RFC 3339) of which it is asked.
    #[arg(long)]
    as_of: Option<String>,
    /// Print the answer as the API gives it.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct CustomersArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// The order of the customers: identifier, relationship, solution, price, completeness or insight; the weakest first.
    #[arg(long, default_value = "identifier")]
    order: String,
    /// How many customers to show.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=200))]
    first: u32,
}

#[derive(Debug, Args)]
pub(super) struct OverviewArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// Put customers together by department, region, owner or customer.
    #[arg(long, default_value = "department")]
    by: String,
    /// The degree of the movers and of the trend: relationship, solution or price.
    #[arg(long, default_value = "relationship")]
    degree: String,
    /// How far the points of the trend are apart: day, week, month, quarter or year.
    #[arg(long, default_value = "month")]
    every: String,
    /// How many points of the trend.
    #[arg(long, default_value_t = 36, value_parser = clap::value_parser!(u32).range(1..=200))]
    points: u32,
    /// How many groups to show.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=200))]
    first: u32,
}

/// What the arguments ask for.
struct Asked {
    filter: CustomerFilter,
    period: Period,
    as_of: Option<AsOf>,
}

impl FilterArgs {
    async fn read(&self, reading: &Reading) -> Result<Asked, CliError> {
        let band = |text: &String| -> Result<BandFilter, CliError> {
            let wrong =
                || CliError::Usage(format!("--band {text:?}: expected a degree and bands, relationship=poor,medium"));
            let (degree, bands) = text.split_once('=').ok_or_else(wrong)?;
            let bands = bands.split(',').map(|band| word::<Band>("--band", band)).collect::<Result<_, _>>()?;
            Ok(BandFilter { dimension: word("--band", degree)?, bands })
        };
        let classes = self.class.iter().map(|class| word::<CustomerClass>("--class", class));
        Ok(Asked {
            filter: CustomerFilter {
                owner: meant_if(reading, SearchKind::Person, self.owner.as_deref()).await?,
                region: self.region.clone(),
                department: meant_if(reading, SearchKind::Department, self.department.as_deref()).await?,
                band: self.band.as_ref().map(band).transpose()?,
                classes: classes.collect::<Result<_, _>>()?,
            },
            period: word("--period", &self.period)?,
            as_of: self.as_of.as_deref().map(as_of).transpose()?,
        })
    }
}

fn upper(code: impl Coded) -> String {
    code.code().to_uppercase()
}

impl Asked {
    fn variables(&self) -> Value {
        let band = self.filter.band.as_ref().map(|band| {
            let bands: Vec<String> = band.bands.iter().map(|band| upper(*band)).collect();
            json!({ "dimension": upper(band.dimension), "bands": bands })
        });
        let classes: Vec<String> = self.filter.classes.iter().map(|class| upper(*class)).collect();
        json!({
            "filter": {
                "owner": self.filter.owner.as_ref().map(Id::as_str),
                "region": self.filter.region,
                "department": self.filter.department.as_ref().map(Id::as_str),
                "band": band,
                "classes": (!classes.is_empty()).then_some(classes),
            },
            "period": upper(self.period),
            "asOf": self.as_of.map(|as_of| as_of.instant_text()),
        })
    }
}

/// Asks for the customer line, and prints the answer.
pub(super) async fn customers(config: &Config, args: CustomersArgs) -> Result<(), CliError> {
    let order: CustomerOrder = word("--order", &args.order)?;
    let service = app::service(config).await?;
    let reading = service.reading(viewer(config), jiff::Timestamp::now());
    let asked = args.filter.read(&reading).await?;
    if args.filter.json {
        let mut variables = asked.variables();
        variables["order"] = upper(order).into();
        variables["first"] = args.first.into();
        return api::print(&api::asked(reading, CUSTOMERS, variables, "customerLine").await?);
    }
    let moment = asked.as_of.unwrap_or(reading.now());
    let line = reading.customer_line(asked.filter, asked.period, moment).await?;
    let owners = owners(&reading, line.customers.iter().filter_map(|row| row.standing.owner.as_ref())).await?;
    println!("{}", heading("Customer line", &line));
    println!("{}\n", state(&line));
    println!("{}", listed(&line, order, args.first as usize, &owners));
    print!("{}", notes(&line));
    Ok(())
}

/// Asks for the overview, and prints the answer.
pub(super) async fn overview(config: &Config, args: OverviewArgs) -> Result<(), CliError> {
    let (by, dimension): (Grouping, Dimension) = (word("--by", &args.by)?, word("--degree", &args.degree)?);
    let every: Every = word("--every", &args.every)?;
    let service = app::service(config).await?;
    let reading = service.reading(viewer(config), jiff::Timestamp::now());
    let asked = args.filter.read(&reading).await?;
    if args.filter.json {
        let mut variables = asked.variables();
        for (name, value) in [("by", upper(by)), ("dimension", upper(dimension)), ("every", upper(every))] {
            variables[name] = value.into();
        }
        variables["points"] = args.points.into();
        variables["first"] = args.first.into();
        return api::print(&api::asked(reading, OVERVIEW, variables, "companyOverview").await?);
    }
    let moment = asked.as_of.unwrap_or(reading.now());
    let overview = reading.company_overview(asked.filter, asked.period, moment).await?;
    let line = overview.line();
    println!("{}", heading("Company overview", line));
    println!("{}\n", state(line));

    let place = Dimension::ALL.iter().position(|known| *known == dimension).unwrap_or_default();
    let mut trend = table([
        "as of",
        "key persons",
        "mean",
        "known",
        "by customer",
        "by weight",
        "excellent/good/medium/poor/unknown",
    ]);
    for point in overview.trend(every, args.points).await? {
        let degree = &point.degrees[place];
        trend.add_row([
            point.as_of.day().to_string(),
            point.n_key_persons.to_string(),
            signed_if(degree.pooled.mean),
            format!("{} of {}", degree.pooled.n_known, degree.pooled.n_total),
            signed_if(degree.mean_of_means.mean),
            signed_if(degree.weighted.mean),
            bands(degree.bands),
        ]);
    }
    println!("Trend of {}:\n{trend}\n", words(dimension));

    let groups = overview.groups(by);
    let owner_ids = groups.iter().filter_map(|group| match &group.key {
        GroupKey::Owner(owner) => owner.as_ref(),
        GroupKey::Department(_) | GroupKey::Region(_) | GroupKey::Customer(_) => None,
    });
    let owners = owners(&reading, owner_ids).await?;
    let by = words(by);
    let mut grouped = table([
        by.as_str(),
        "customers",
        "key persons",
        "closeness",
        "solution",
        "price",
        "complete",
        "insight",
        "open",
    ]);
    for group in groups.iter().take(args.first as usize) {
        let totals = &group.totals;
        let mut row =
            vec![group_name(&group.key, &owners), totals.n_customers.to_string(), totals.n_key_persons.to_string()];
        row.extend(totals.degrees.iter().map(|degree| signed_if(degree.pooled.mean)));
        row.extend([
            percent(totals.completeness.value),
            totals.insight.rate.map_or("unknown".to_owned(), percent),
            business(&totals.open),
        ]);
        grouped.add_row(row);
    }
    println!("{grouped}");
    if groups.len() > args.first as usize {
        println!("… and {} more (--first)", groups.len() - args.first as usize);
    }

    let [up, down] = overview.movers(dimension, 5).await?;
    let reasons = up.iter().chain(&down).flat_map(|mover| mover.reasons.iter().take(3).map(|reason| &reason.person));
    let people = self::owners(&reading, reasons).await?;
    for (direction, movers) in [("Up", &up), ("Down", &down)] {
        for mover in movers.iter() {
            println!("{direction}: {}", moved(mover, &people));
        }
    }

    let mut open = table(["chain", "opportunities", "amount"]);
    for status in overview.business().await? {
        open.add_row([words(status.status), status.open.n.to_string(), amounts(&status.open)]);
    }
    println!("\nOpen business:\n{open}");
    print!("{}", notes(line));
    Ok(())
}

async fn owners<'i>(
    reading: &Reading,
    ids: impl Iterator<Item = &'i Id>,
) -> Result<BTreeMap<Id, Arc<Person>>, CliError> {
    let mut ids: Vec<Id> = ids.cloned().collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(reading.people(&ids).await?)
}

fn heading(title: &str, line: &CustomerLineAnswer) -> String {
    format!(
        "{title}  as of {}  data version {}\n{} customers, {} key persons",
        line.as_of.day(),
        line.data_version,
        line.totals.n_customers,
        line.totals.n_key_persons
    )
}

fn bands(counts: crate::service::BandCounts) -> String {
    let counts: Vec<String> = Band::ALL.iter().map(|&band| counts.at(band).to_string()).collect();
    counts.join("/")
}

/// The totals with their changes.
fn state(line: &CustomerLineAnswer) -> String {
    let period = format!("Δ {}", words(line.period));
    let mut degrees = table([
        "degree",
        "mean",
        "known",
        "band",
        "by customer",
        "by weight",
        period.as_str(),
        "Δ year",
        "excellent/good/medium/poor/unknown",
    ]);
    for (place, degree) in line.totals.degrees.iter().enumerate() {
        let change = |then: &CustomerTotals| {
            signed_if(metric_change(then.degrees[place].pooled.mean, degree.pooled.mean).difference)
        };
        let polarised = if degree.pooled.polarised { ", polarised" } else { "" };
        degrees.add_row([
            words(degree.dimension),
            signed_if(degree.pooled.mean),
            format!("{} of {}", degree.pooled.n_known, degree.pooled.n_total),
            format!("{}{polarised}", words(degree.pooled.band)),
            signed_if(degree.mean_of_means.mean),
            signed_if(degree.weighted.mean),
            change(&line.before),
            change(&line.year_before),
            bands(degree.bands),
        ]);
    }
    let totals = &line.totals;
    let part = |filled: crate::service::Filled| format!("{}/{}", filled.done, filled.of);
    let classes: Vec<String> =
        totals.classes.iter().map(|(class, count)| format!("{} {count}", upper(*class))).collect();
    let large: Vec<String> = totals.large.iter().map(|(large, count)| format!("{} {count}", words(*large))).collect();
    format!(
        "{degrees}\nCompleteness: {} (roles {}, reporting {}, features {})   insight: {} ({} of {} degrees known and recent)\nClasses: {}   large: {}   open: {}",
        percent(totals.completeness.value),
        part(totals.completeness.roles),
        part(totals.completeness.reporting),
        part(totals.completeness.features),
        totals.insight.rate.map_or("unknown".to_owned(), percent),
        totals.insight.n_fresh,
        totals.insight.n_total,
        classes.join(", "),
        large.join(", "),
        business(&totals.open),
    )
}

fn listed(line: &CustomerLineAnswer, order: CustomerOrder, first: usize, owners: &BTreeMap<Id, Arc<Person>>) -> String {
    let mut customers = table([
        "customer",
        "owner",
        "key persons",
        "closeness",
        "Δ",
        "solution",
        "Δ",
        "price",
        "Δ",
        "complete",
        "insight",
        "class",
        "large",
        "open",
    ]);
    let places = line.in_order(order);
    for &at in places.iter().take(first) {
        let row = &line.customers[at];
        let standing = &row.standing;
        let owner = standing.owner.as_ref().map(|id| owners.get(id).map_or(id.as_str(), |person| person.name.as_str()));
        let mut cells = vec![
            standing.customer.name.clone(),
            owner.unwrap_or("nobody").to_owned(),
            standing.degrees[0].average.n_total.to_string(),
        ];
        for (before, degree) in row.before.iter().zip(&standing.degrees) {
            cells.push(signed_if(degree.average.mean));
            let change = metric_change(before.mean, degree.average.mean).difference;
            cells.push(change.map_or(String::new(), signed));
        }
        cells.extend([
            percent(standing.completeness.value),
            standing.insight.as_ref().map_or("unknown".to_owned(), |insight| percent(insight.rate)),
            upper(standing.class),
            words(standing.large.large),
            business(&standing.open),
        ]);
        customers.add_row(cells);
    }
    let more = places.len().saturating_sub(first);
    let more = if more > 0 { format!("\n… and {more} more customers (--first)") } else { String::new() };
    format!("{customers}{more}")
}

fn amounts(open: &OpenBusiness) -> String {
    let mut amounts: Vec<String> =
        open.amounts.iter().map(|(currency, amount)| format!("{amount} {currency}")).collect();
    if open.n_without_amount > 0 {
        amounts.push(format!("{} without amount", open.n_without_amount));
    }
    amounts.join(", ")
}

fn business(open: &OpenBusiness) -> String {
    match open.n {
        0 => "none".to_owned(),
        n => format!("{n} ({})", amounts(open)),
    }
}

fn group_name(key: &GroupKey, owners: &BTreeMap<Id, Arc<Person>>) -> String {
    match key {
        GroupKey::Department(department) => department.as_ref().map(|department| department.name.clone()),
        GroupKey::Region(region) => region.clone(),
        GroupKey::Owner(owner) => {
            owner.as_ref().map(|id| owners.get(id).map_or_else(|| id.to_string(), |person| person.name.clone()))
        }
        GroupKey::Customer(customer) => Some(customer.name.clone()),
    }
    .unwrap_or_else(|| "none".to_owned())
}

fn moved(mover: &Mover, people: &BTreeMap<Id, Arc<Person>>) -> String {
    let level = |known: Option<_>| known.map_or("unknown".to_owned(), level);
    let reason = |reason: &MoverReason| {
        let name = people.get(&reason.person).map_or(reason.person.as_str(), |person| person.name.as_str());
        let (before, after) = (level(reason.before), level(reason.after));
        format!("{name} {before} → {after} ({}, {})", words(reason.kind), AsOf::new(reason.at).day())
    };
    let reasons: Vec<String> = mover.reasons.iter().take(3).map(reason).collect();
    let more = if mover.reasons.len() > 3 { format!("; {} more", mover.reasons.len() - 3) } else { String::new() };
    let (before, after) = (signed_if(mover.before.mean), signed_if(mover.after.mean));
    format!("{} {before} → {after} ({}): {}{more}", mover.customer.name, signed(mover.change), reasons.join("; "))
}

fn notes(line: &CustomerLineAnswer) -> String {
    let mut text = String::new();
    if line.omitted > 0 {
        text += &format!("Not shown: {} assessments and lines of other teams\n", line.omitted);
    }
    text +=
        &changed_policy(Policy::CUSTOMER_LINE_SECTIONS, &line.policy).map_or(String::new(), |changed| changed + "\n");
    text
}

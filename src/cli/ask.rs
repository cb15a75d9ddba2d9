//! `guanxi ask`: ranked doors, routes, evidence, and what is not known, as a person reads it.

use serde_json::json;

use crate::app;
use crate::config::Config;
use crate::domain::{OrganizationKind, Policy};
use crate::service::{
    Door, InfluenceAnswer, Knowledge, Language, PageRequest, Question, ReachMethod, Reading, RouteAnswer, RouteLimits,
    RouteParty, SearchKind, Viewpoint,
};

use super::meant::meant;
use super::table::{changed_policy, percent, table};
use super::{AskArgs, CliError, api, as_of, viewer, word};

/// Asks, and prints the answer.
pub(super) async fn ask(config: &Config, args: AskArgs) -> Result<(), CliError> {
    let language: Language = word("--language", &args.language)?;
    let as_of = args.as_of.as_deref().map(as_of).transpose()?;
    let service = app::service(config).await?;
    let reading = service.reading(viewer(config), jiff::Timestamp::now());
    let key_person = meant(&reading, SearchKind::Person, &args.person).await?;
    let question = Question {
        key_person,
        viewpoint: viewpoint(&reading, &args.from).await?,
        as_of,
        limits: RouteLimits { steps_outside: args.steps, routes_per_door: args.routes, ..RouteLimits::default() },
    };
    if args.json {
        let answer = api::asked(reading, QUERY, variables(&question, args.first), "influencersOf").await?;
        return api::print(&answer);
    }
    let answer = reading.influencers_of(&question).await?;
    print!("{}", text(&answer, args.first as usize, language));
    Ok(())
}

/// The query whose answer `--json` prints.
const QUERY: &str = include_str!("ask.graphql");

/// What the query takes.
fn variables(question: &Question, first: u32) -> serde_json::Value {
    let viewpoint = match &question.viewpoint {
        Viewpoint::Me => json!({ "kind": "ME" }),
        Viewpoint::MyTeam => json!({ "kind": "MY_TEAM" }),
        Viewpoint::OurCompany => json!({ "kind": "OUR_COMPANY" }),
        Viewpoint::Competitor(id) => json!({ "kind": "COMPETITOR", "competitor": id.as_str() }),
    };
    json!({
        "keyPerson": question.key_person.as_str(),
        "viewpoint": viewpoint,
        "asOf": question.as_of.map(|as_of| as_of.instant_text()),
        "limits": { "stepsOutside": question.limits.steps_outside, "routesPerDoor": question.limits.routes_per_door },
        "first": first,
    })
}

async fn viewpoint(reading: &Reading, text: &str) -> Result<Viewpoint, CliError> {
    match text {
        "me" => Ok(Viewpoint::Me),
        "my-team" => Ok(Viewpoint::MyTeam),
        "our-company" => Ok(Viewpoint::OurCompany),
        competitor => {
            let page = PageRequest { first: 200, after: None };
            let competitors = reading.organizations(Some(OrganizationKind::Competitor), &page).await?.items;
            let found = competitors.iter().find(|o| o.id.as_str() == competitor || o.name == competitor);
            found.map(|o| Viewpoint::Competitor(o.id.clone())).ok_or_else(|| {
                let known: Vec<&str> = competitors.iter().map(|o| o.id.as_str()).collect();
                CliError::Usage(format!(
                    "--from {competitor:?}: expected me, my-team, our-company or a competitor ({})",
                    known.join(", ")
                ))
            })
        }
    }
}

pub(super) fn name(party: &RouteParty) -> String {
    match party {
        RouteParty::Person(person) => person.name.clone(),
        RouteParty::Masked { department, .. } => {
            let place = department.as_ref().map_or("our company", |d| d.name.as_str());
            format!("someone in {place}")
        }
    }
}

pub(super) fn chain(route: &RouteAnswer) -> String {
    let mut names: Vec<String> = route.steps.iter().take(1).map(|step| name(&step.from)).collect();
    names.extend(route.steps.iter().map(|step| name(&step.to)));
    names.join(" → ")
}

/// How old the oldest evidence of a route is.
fn freshness(route: &RouteAnswer) -> String {
    match route.steps.iter().filter_map(|step| step.age_days).max() {
        Some(days) => format!("{days} d"),
        None => "-".to_owned(),
    }
}

fn introduction(door: &Door) -> String {
    match &door.introduction {
        None => "-".to_owned(),
        Some(introduction) => match &introduction.route {
            None => "you".to_owned(),
            Some(route) => format!("{} ({})", chain(route), percent(introduction.probability)),
        },
    }
}

/// The answer for a terminal.
fn text(answer: &InfluenceAnswer, first: usize, language: Language) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let key = &answer.key_person;
    line(format!("{} ({})  as of {}  data version {}", key.name, key.id, answer.as_of.day(), answer.data_version));
    line(state(answer));
    if !answer.doors.is_empty() {
        let reach = &answer.company_reach;
        line(format!(
            "Our reach: {} ({}{})   person-disjoint routes: {}   cut off without: {}",
            percent(reach.probability),
            match reach.method {
                ReachMethod::Exact => "exact",
                ReachMethod::Sampled => "estimated",
            },
            if reach.standard_error > 0.0 { format!(", ± {}", percent(reach.standard_error)) } else { String::new() },
            answer.redundancy.disjoint_routes,
            answer.redundancy.cut.iter().map(name).collect::<Vec<_>>().join(", "),
        ));
        let mut table =
            table(["#", "door", "department", "chance", "undecayed", "age", "best route", "your way there"]);
        for (i, door) in answer.doors.iter().take(first).enumerate() {
            let mark = if door.ask_first { " ← ask first" } else { "" };
            let deep = if door.deep { " (deep)" } else { "" };
            let best = &door.routes[0];
            table.add_row([
                (i + 1).to_string(),
                format!("{}{mark}", name(&door.employee)),
                door.department.as_ref().map_or(String::new(), |d| d.name.clone()),
                format!("{}{deep}", percent(door.probability)),
                percent(door.undecayed_probability),
                freshness(best),
                chain(best),
                introduction(door),
            ]);
        }
        line(table.to_string());
        if answer.doors.len() > first {
            line(format!("… and {} more doors (--first)", answer.doors.len() - first));
        }
        line(String::new());
        for (i, door) in answer.doors.iter().take(first).enumerate() {
            for (j, route) in door.routes.iter().enumerate() {
                line(format!("{}.{} {}", i + 1, j + 1, route.explanation(language)));
                for step in &route.steps {
                    let source = step.source.as_ref().map_or(String::new(), |s| format!(" [{s}]"));
                    if let Some(evidence) = &step.evidence {
                        line(format!("      {} → {}: {evidence}{source}", name(&step.from), name(&step.to)));
                    }
                }
            }
        }
        line(String::new());
        line("By department:".to_owned());
        for department in answer.departments.iter().take(first) {
            line(format!(
                "  {}: {} doors, best {} ({}), reach {}",
                department.department.as_ref().map_or("no department", |d| d.name.as_str()),
                department.doors,
                name(&answer.doors[department.best_door].employee),
                percent(answer.doors[department.best_door].probability),
                percent(department.reach.probability),
            ));
        }
    }
    for conflict in answer.conflicts.iter().take(first) {
        let evidence = conflict.evidence.as_ref().map_or(String::new(), |e| format!(": {e}"));
        line(format!("Conflict: {} ↔ {}{evidence}", conflict.from.name, conflict.to.name));
    }
    if answer.conflicts.len() > first {
        line(format!("… and {} more conflicts (--first)", answer.conflicts.len() - first));
    }
    for reporting in &answer.reporting {
        line(format!(
            "Reports: {} → {} ({})",
            reporting.person.name,
            reporting.manager.name,
            reporting.line.scope.code()
        ));
    }
    for omission in &answer.omissions {
        line(format!("Not shown: {} lines of other teams", omission.count));
    }
    if let Some(changed) = changed_policy(Policy::INFLUENCE_SECTIONS, &answer.policy) {
        line(changed);
    }
    out
}

fn state(answer: &InfluenceAnswer) -> String {
    match answer.knowledge {
        Knowledge::Known => format!("{} of our people have a way to this person.", answer.doors.len()),
        Knowledge::Cold => "Known, but cold: every way has faded to its floor.".to_owned(),
        Knowledge::None => "Recorded: there is no relation.".to_owned(),
        Knowledge::Unknown => "Unknown: nobody recorded anything that leads to this person.".to_owned(),
        Knowledge::Hidden => "There is something, but not for you to see.".to_owned(),
    }
}

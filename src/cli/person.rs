//! `guanxi person`: the key person card, as a person reads it.

use serde_json::json;

use crate::app;
use crate::config::Config;
use crate::domain::{AsOf, Coded, Id, Strength, YesNoUnknown};
use crate::service::{
    KeyPersonAnswer, KeyPersonQuestion, Knowledge, Question, Reading, RouteLimits, SearchKind, Viewpoint,
    VisibleInfluence,
};

use super::ask;
use super::chain::votes;
use super::meant::{meant, meant_if};
use super::table::{level, percent, signed, table, words};
use super::{CliError, PersonArgs, api, as_of, viewer};

/// The query whose answer `--json` prints.
const QUERY: &str = include_str!("person.graphql");

/// Colleagues with a way to the person that are named.
const DOORS: usize = 3;

/// Asks, and prints the card.
pub(super) async fn person(config: &Config, args: PersonArgs) -> Result<(), CliError> {
    let as_of = args.as_of.as_deref().map(as_of).transpose()?;
    let service = app::service(config).await?;
    let reading = service.reading(viewer(config), jiff::Timestamp::now());
    let question = KeyPersonQuestion {
        person: meant(&reading, SearchKind::Person, &args.person).await?,
        opportunity: meant_if(&reading, SearchKind::Opportunity, args.opportunity.as_deref()).await?,
        vendor: meant_if(&reading, SearchKind::Organization, args.vendor.as_deref()).await?,
    };
    if args.json {
        let variables = json!({
            "person": question.person.as_str(),
            "opportunity": question.opportunity.as_ref().map(Id::as_str),
            "vendor": question.vendor.as_ref().map(Id::as_str),
            "asOf": as_of.map(|as_of| as_of.instant_text()),
            "first": args.first,
        });
        return api::print(&api::asked(reading, QUERY, variables, "lookup").await?);
    }
    let as_of = as_of.unwrap_or(reading.now());
    let person = question.person.clone();
    if !reading.employees(std::slice::from_ref(&person), as_of).await?.is_empty() {
        return Err(CliError::Failed(format!("{person} works for us; a key person works for a customer")));
    }
    let card = reading.key_person(question, as_of).await?;
    print!("{}", text(&reading, &person, &card, args.first as usize).await?);
    Ok(())
}

async fn text(reading: &Reading, id: &Id, card: &KeyPersonAnswer, first: usize) -> Result<String, CliError> {
    let person = reading.person(id).await?;
    let mut lines = vec![format!(
        "{} ({})  towards {}  as of {}  data version {}",
        person.name,
        person.id,
        card.vendor.name,
        card.as_of.day(),
        card.data_version
    )];
    lines.push(portrait(&person, card));
    lines.push(degrees(reading, card).await?);
    if let (Some(chain), Some(k)) = (&card.chain, card.member) {
        let (member, stance) = (&chain.members[k], &chain.assessment.stances[k]);
        let roles: Vec<String> = member.part.roles.iter().map(|role| words(*role)).collect();
        lines.push(format!(
            "In {}: {}   weight {}   votes: {}   stance {}{}",
            chain.opportunity,
            if roles.is_empty() { "no named role".to_owned() } else { roles.join(", ") },
            percent(chain.assessment.weights[k].weight),
            votes(member.part.veto, member.part.approve),
            words(stance.stance),
            stance.value.map_or(String::new(), |value| format!(" ({})", signed(value))),
        ));
    } else if card.chain.is_some() {
        lines.push("No role in this opportunity.".to_owned());
    }
    lines.extend(relations(reading, id, card.as_of).await?);
    lines.push(reach(reading, id, card.as_of).await?);
    lines.push(history(reading, card, first).await?);
    lines.retain(|line| !line.is_empty());
    Ok(lines.join("\n") + "\n")
}

fn word_if(name: &str, code: Option<impl Coded>) -> String {
    format!("{name}: {}", code.map_or("unknown".to_owned(), words))
}

fn portrait(person: &crate::domain::Person, card: &KeyPersonAnswer) -> String {
    let part = card.chain.as_ref().zip(card.member).map(|(chain, k)| &chain.members[k].part);
    let importance = part.and_then(|part| part.importance).map_or("unknown".to_owned(), |i| i.to_string());
    let facts = [
        format!("importance: {importance}"),
        word_if("contact", part.and_then(|part| part.contact_level)),
        word_if("behaviour", person.behaviour),
        word_if("social style", person.social_style),
        format!("coach: {}", words(YesNoUnknown::from(card.coach()))),
        format!("needs: {}", person.needs.as_deref().unwrap_or("unknown")),
    ];
    facts.join("   ")
}

async fn degrees(reading: &Reading, card: &KeyPersonAnswer) -> Result<String, CliError> {
    let by: Vec<Id> = card.degrees.iter().filter_map(|d| d.assessment.as_ref()?.by_id.clone()).collect();
    let people = reading.people(&by).await?;
    let mut table = table(["degree", "level", "age", "by", "evidence"]);
    for degree in &card.degrees {
        let Some(assessment) = &degree.assessment else {
            table.add_row([words(degree.dimension), "unknown".to_owned()]);
            continue;
        };
        let by = assessment
            .by_id
            .as_ref()
            .map_or(String::new(), |id| people.get(id).map_or_else(|| id.to_string(), |person| person.name.clone()));
        table.add_row([
            words(degree.dimension),
            level(assessment.level),
            degree.age_days.map_or(String::new(), |days| format!("{days} d")),
            by,
            assessment.evidence.clone().unwrap_or_default(),
        ]);
    }
    let mut text = table.to_string();
    for degree in card.degrees.iter().filter(|degree| degree.standing > 1) {
        let (n, degree) = (degree.standing, words(degree.dimension));
        text += &format!("\nNote: {n} assessments ({degree}) at one instant; the one recorded last counts.");
    }
    Ok(text)
}

async fn relations(reading: &Reading, id: &Id, as_of: AsOf) -> Result<Vec<String>, CliError> {
    let ids = std::slice::from_ref(id);
    let above = reading.reporting_of_people(ids, as_of).await?;
    let below = reading.reporting_of_managers(ids, as_of).await?;
    let into = reading.influence_to(ids, as_of).await?;
    let from = reading.influence_from(ids, as_of).await?;
    let mut wanted: Vec<Id> = above.iter().map(|line| line.manager_id.clone()).collect();
    wanted.extend(below.iter().map(|line| line.person_id.clone()));
    for visible in into.iter().chain(&from) {
        wanted.extend([visible.line.from_id.clone(), visible.line.to_id.clone()]);
    }
    let people = reading.people(&wanted).await?;
    let name = |id: &Id| people.get(id).map_or_else(|| id.to_string(), |person| person.name.clone());
    let mut lines: Vec<String> = Vec::new();
    for line in &above {
        lines.push(format!("Reports to: {} ({})", name(&line.manager_id), line.scope.code()));
    }
    for line in &below {
        lines.push(format!("Manages: {} ({})", name(&line.person_id), line.scope.code()));
    }
    let told = |visible: &VisibleInfluence| {
        let line = &visible.line;
        let strength = match line.strength {
            Strength::Level(level) => words(level),
            Strength::Given(p) => percent(p.get()),
        };
        let evidence = line.evidence.as_ref().filter(|_| !visible.masked);
        let evidence = evidence.map_or(String::new(), |evidence| format!(": {evidence}"));
        format!("{}, {strength}{evidence}", words(line.polarity))
    };
    for visible in &into {
        let who = if visible.masked { "a colleague".to_owned() } else { name(&visible.line.from_id) };
        lines.push(format!("Influenced by: {who} ({})", told(visible)));
    }
    for visible in &from {
        lines.push(format!("Influences: {} ({})", name(&visible.line.to_id), told(visible)));
    }
    Ok(lines)
}

async fn reach(reading: &Reading, id: &Id, as_of: AsOf) -> Result<String, CliError> {
    let question = Question {
        key_person: id.clone(),
        viewpoint: Viewpoint::OurCompany,
        as_of: Some(as_of),
        limits: RouteLimits::default(),
    };
    let answer = reading.influencers_of(&question).await?;
    let best = answer.doors.iter().take(DOORS);
    let best: Vec<String> = best.map(|d| format!("{} ({})", ask::name(&d.employee), percent(d.probability))).collect();
    Ok(match answer.knowledge {
        Knowledge::Known | Knowledge::Cold => {
            format!("Our reach: {}   best: {}", percent(answer.company_reach.probability), best.join(", "))
        }
        other => format!("Our reach: {}", words(other)),
    })
}

async fn history(reading: &Reading, card: &KeyPersonAnswer, first: usize) -> Result<String, CliError> {
    if card.history.is_empty() {
        return Ok("Nobody assessed this person.".to_owned());
    }
    let shown = || card.history.iter().take(first);
    let by: Vec<Id> = shown().filter_map(|a| a.by_id.clone()).collect();
    let people = reading.people(&by).await?;
    let mut table = table(["at", "degree", "level", "opportunity", "by", "evidence"]);
    for a in shown() {
        let by = a
            .by_id
            .as_ref()
            .map_or(String::new(), |id| people.get(id).map_or_else(|| id.to_string(), |person| person.name.clone()));
        table.add_row([
            AsOf::new(a.at).day_text(),
            words(a.dimension),
            format!("{}{}", level(a.level), if a.coach { " coach" } else { "" }),
            a.opportunity_id.as_ref().map_or(String::new(), Id::to_string),
            by,
            a.evidence.clone().unwrap_or_default(),
        ]);
    }
    let more = card.history.len().saturating_sub(first);
    let more = if more > 0 { format!("\n… and {more} older ones (--first)") } else { String::new() };
    Ok(format!("{table}{more}"))
}

//! `guanxi interview`: a candidate's claimed map held against what the company knows, as a person reads it.

use serde_json::json;

use crate::app;
use crate::config::Config;
use crate::domain::Coded as _;
use crate::import;
use crate::service::{ClaimMatch, DegreeKey, InterviewAnswer, Language, Overlap, people_notice};

use super::table::{level, percent, signed_if, table, words};
use super::{CliError, InterviewArgs, api, as_of, viewer, word};

/// The query whose answer `--json` prints.
const QUERY: &str = include_str!("interview.graphql");

/// Reads and compares, and prints how they compare; with faults in the files, those.
pub(super) async fn interview(config: &Config, args: InterviewArgs) -> Result<(), CliError> {
    let language: Language = word("--language", &args.language)?;
    let as_of = args.as_of.as_deref().map(as_of).transpose()?;
    let service = app::service(config).await?;
    let now = jiff::Timestamp::now();
    let claimed = import::claimed_map(&service, now, &args.paths).await;
    let claimed = claimed.map_err(|e| CliError::Failed(e.to_string()))?;
    if !claimed.faults.is_empty() {
        claimed.notices.iter().for_each(|notice| println!("note: {notice}"));
        print!("{}", claimed.faults);
        return Err(CliError::Failed("the claimed map has faults".to_owned()));
    }
    let reading = service.reading(viewer(config), now);
    if args.json {
        let files = claimed.files().map_err(|e| CliError::Failed(e.to_string()))?;
        let files: Vec<_> = files.iter().map(|(name, text)| json!({ "name": name, "text": text })).collect();
        let variables = json!({
            "files": files,
            "asOf": as_of.map(|as_of| as_of.instant_text()),
            "first": args.first,
            "language": language.code().to_uppercase(),
        });
        return api::print(&api::asked(reading, QUERY, variables, "interviewCheck").await?);
    }
    claimed.notices.iter().for_each(|notice| println!("note: {notice}"));
    let answer = reading.interview_check(claimed.records.into(), as_of.unwrap_or(reading.now())).await?;
    print!("{}", text(&answer, args.first as usize, language));
    Ok(())
}

fn text(answer: &InterviewAnswer, first: usize, language: Language) -> String {
    let mut lines = vec![
        format!(
            "Claimed map against what is known  as of {}  data version {}",
            answer.as_of.day(),
            answer.data_version
        ),
        people_notice(language).to_owned(),
        overlaps(answer),
        agreement(answer),
    ];
    lines.extend(contradictions(answer, first));
    lines.extend(new(answer, first));
    if answer.not_compared > 0 {
        lines.push(format!("Not compared: {} claimed facts of other kinds, over, or replaced", answer.not_compared));
    }
    if answer.omitted > 0 {
        lines.push(format!("Not shown: {} assessments of other teams", answer.omitted));
    }
    lines.join("\n") + "\n"
}

fn overlaps(answer: &InterviewAnswer) -> String {
    let check = &answer.check;
    let mut table = table(["", "claimed", "known to us", "shared", "share", "new"]);
    let mut row = |what: &str, counts: [usize; 4], share: Option<f64>| {
        let [claimed, known, shared, new] = counts.map(|n| n.to_string());
        let share = share.map_or("-".to_owned(), percent);
        table.add_row([what.to_owned(), claimed, known, shared, share, new]);
    };
    row("people", counts(&check.people), check.people.share);
    row("degrees", counts(&check.degrees), check.degrees.share);
    row("roles", counts(&check.roles), check.roles.share);
    row("reporting", counts(&check.reporting), check.reporting.share);
    row("influence", counts(&check.influence), check.influence.share);
    table.to_string()
}

fn counts<K>(overlap: &Overlap<K>) -> [usize; 4] {
    [overlap.n_claimed, overlap.n_known, overlap.n_shared, overlap.new.len()]
}

fn agreement(answer: &InterviewAnswer) -> String {
    let mut table = table(["agreement", "both know", "at most one level apart", "share", "claimed − known"]);
    for a in &answer.check.agreement {
        table.add_row([
            words(a.dimension),
            a.n_shared.to_string(),
            a.n_within_one.to_string(),
            a.share.map_or("-".to_owned(), percent),
            a.mean_difference.map_or("-".to_owned(), |_| signed_if(a.mean_difference)),
        ]);
    }
    table.to_string()
}

/// Whose degree, in what, towards whom, where.
fn degree(answer: &InterviewAnswer, key: &DegreeKey) -> String {
    let place = key.opportunity.map_or(String::new(), |o| format!(" in {}", answer.opportunities[o as usize].name));
    let (person, vendor) = (&answer.people[key.person as usize].name, &answer.organizations[key.vendor as usize].name);
    format!("{person}: {} towards {vendor}{place}", words(key.dimension))
}

fn contradictions(answer: &InterviewAnswer, first: usize) -> Vec<String> {
    let found = &answer.check.contradictions;
    let line = |c: &crate::service::Contradiction| {
        let opposite = if c.opposite { ", the opposite" } else { "" };
        let (claimed, known) = (level(c.claimed), level(c.known));
        format!("Contradiction: {}: claimed {claimed}, known {known}{opposite}", degree(answer, &c.key))
    };
    let mut lines: Vec<String> = found.iter().take(first).map(line).collect();
    lines.extend(more(found.len(), first));
    lines
}

fn new(answer: &InterviewAnswer, first: usize) -> Vec<String> {
    let check = &answer.check;
    let person = |number: u32| answer.people[number as usize].name.as_str();
    let mut lines: Vec<String> = Vec::new();
    for &number in check.people.new.iter().take(first) {
        let found = &answer.people[number as usize];
        let several = if found.found_by == ClaimMatch::Several { ", may be one of several stored people" } else { "" };
        lines.push(format!("New person: {} ({}){several}", found.name, found.claimed_id));
    }
    lines.extend(more(check.people.new.len(), first));
    for key in check.degrees.new.iter().take(first) {
        let claimed = answer.claimed_degrees.get(key).map_or(String::new(), |&claimed| level(claimed));
        lines.push(format!("New degree: {}: {claimed}", degree(answer, key)));
    }
    lines.extend(more(check.degrees.new.len(), first));
    for key in check.roles.new.iter().take(first) {
        let opportunity = &answer.opportunities[key.opportunity as usize].name;
        lines.push(format!("New role: {} is {} in {opportunity}", person(key.person), words(key.role)));
    }
    lines.extend(more(check.roles.new.len(), first));
    for (what, overlap) in [("reporting", &check.reporting), ("influence", &check.influence)] {
        for &(from, to) in overlap.new.iter().take(first) {
            lines.push(format!("New {what}: {} → {}", person(from), person(to)));
        }
        lines.extend(more(overlap.new.len(), first));
    }
    lines
}

fn more(all: usize, first: usize) -> Option<String> {
    (all > first).then(|| format!("… and {} more (--first)", all - first))
}

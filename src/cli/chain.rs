//! `guanxi chain`: the decision chain of an opportunity, how likely it is won, and what would help, as a person reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;

use crate::app;
use crate::config::Config;
use crate::domain::{
    AsOf, AttitudeLevel, ChainChangeKind, Coded as _, Id, Opportunity, Person, Policy, Record, RecordKind, YesNoUnknown,
};
use crate::service::{
    ChainNoteKind, ChainQuestion, DecisionAnswer, Language, Reading, SearchKind, ServiceError, StatedDegree,
};

use super::ask;
use super::meant::{meant, meant_if};
use super::table::{changed_policy, level, list, percent, signed, signed_if, table, words};
use super::{ChainArgs, CliError, api, as_of, viewer, word};

/// The query whose answer `--json` prints.
const QUERY: &str = include_str!("chain.graphql");

/// Asks, and prints the answer.
pub(super) async fn chain(config: &Config, args: ChainArgs) -> Result<(), CliError> {
    let language: Language = word("--language", &args.language)?;
    let as_of = args.as_of.as_deref().map(as_of).transpose()?;
    let service = app::service(config).await?;
    let reading = service.reading(viewer(config), jiff::Timestamp::now());
    let opportunity = meant(&reading, SearchKind::Opportunity, &args.opportunity).await?;
    let vendor = meant_if(&reading, SearchKind::Organization, args.vendor.as_deref()).await?;
    if args.json {
        let variables = json!({
            "opportunity": opportunity.as_str(),
            "vendor": vendor.as_ref().map(Id::as_str),
            "asOf": as_of.map(|as_of| as_of.instant_text()),
            "first": args.first,
            "language": language.code().to_uppercase(),
        });
        return api::print(&api::asked(reading, QUERY, variables, "lookup").await?);
    }
    let question = |vendor, with_changes| ChainQuestion { opportunity: opportunity.clone(), vendor, with_changes };
    let questions = [question(vendor, false), question(None, true)];
    let outcomes = reading.decision_chains(&questions, as_of.unwrap_or(reading.now())).await?;
    let [seen, ours]: [_; 2] = outcomes.try_into().map_err(|_| internal("a chain is not answered"))?;
    let shown = Shown::read(&reading, seen?, ours?).await?;
    print!("{}", shown.text(args.first as usize, language));
    Ok(())
}

fn internal(what: &str) -> ServiceError {
    ServiceError::Internal(what.to_owned())
}

/// What is printed: the chain from the viewpoint asked for, and from ours, which is whose win it is.
struct Shown {
    opportunity: Opportunity,
    customer: String,
    seen: Arc<DecisionAnswer>,
    ours: Arc<DecisionAnswer>,
    /// Colleagues who assessed, saw a signal or carry the contacts.
    colleagues: BTreeMap<Id, Arc<Person>>,
}

impl Shown {
    async fn read(
        reading: &Reading,
        seen: Arc<DecisionAnswer>,
        ours: Arc<DecisionAnswer>,
    ) -> Result<Self, ServiceError> {
        let id = std::slice::from_ref(&seen.opportunity);
        let found = reading.records(RecordKind::Opportunity, id).await?.remove(&seen.opportunity);
        let Some(Record::Opportunity(opportunity)) = found else {
            return Err(internal("the opportunity of an answer is not stored"));
        };
        let id = std::slice::from_ref(&opportunity.customer_id);
        let customer = match reading.records(RecordKind::Organization, id).await?.remove(&opportunity.customer_id) {
            Some(Record::Organization(customer)) => customer.name,
            _ => opportunity.customer_id.to_string(),
        };
        let mut wanted: Vec<Id> = seen.colleagues.clone();
        wanted.extend(seen.signals.iter().filter_map(|(_, signal)| signal.as_ref()?.by_id.clone()));
        wanted.extend(opportunity.owner_id.clone());
        let colleagues = reading.people(&wanted).await?;
        Ok(Self { opportunity, customer, seen, ours, colleagues })
    }

    fn colleague<'s>(&'s self, id: &'s Id) -> &'s str {
        self.colleagues.get(id).map_or(id.as_str(), |person| person.name.as_str())
    }

    fn members(&self, of: &[usize]) -> String {
        list(of.iter().map(|&k| self.seen.members[k].person.name.as_str()))
    }

    fn text(&self, first: usize, language: Language) -> String {
        let parts = [
            self.heading(language),
            self.people(),
            self.averages(),
            self.warnings(language),
            self.win(),
            self.changes(first),
            self.findings(),
            self.signals(),
            self.notes(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n\n") + "\n"
    }

    fn heading(&self, language: Language) -> String {
        let (o, seen) = (&self.opportunity, &self.seen);
        let mut facts = vec![self.customer.clone()];
        facts.extend(o.amount.map(|amount| format!("{amount} {}", o.currency.as_deref().unwrap_or(""))));
        facts.extend(o.stage.as_ref().map(|stage| format!("stage {stage}")));
        facts.extend(o.owner_id.as_ref().map(|id| format!("owner {}", self.colleague(id))));
        let outcome = o.outcome.map(|outcome| format!("{} on", words(outcome)));
        let closed = o.closed.map(|day| format!("{} {day}", outcome.as_deref().unwrap_or("closed")));
        facts.extend(closed);
        format!(
            "{} ({})  as of {}  data version {}\n{}\n{}: {}",
            o.name,
            o.id,
            seen.as_of.day(),
            seen.data_version,
            facts.join("  "),
            words(seen.assessment.state.status),
            seen.status_reason(language),
        )
    }

    fn people(&self) -> String {
        let seen = &self.seen;
        if seen.members.is_empty() {
            return String::new();
        }
        let mut table =
            table(["member", "role", "weight", "votes", "closeness", "solution", "price", "stance", "evidence"]);
        for &k in &seen.by_weight {
            let member = &seen.members[k];
            let roles: Vec<String> = member.part.roles.iter().map(|role| words(*role)).collect();
            let evidence = member.degrees.iter().filter_map(|d| d.assessment.as_ref()?.evidence.as_deref());
            let mut row = vec![
                format!("{}{}", member.person.name, if member.left { " (left)" } else { "" }),
                if roles.is_empty() { "unnamed".to_owned() } else { roles.join(", ") },
                percent(seen.assessment.weights[k].weight),
                votes(member.part.veto, member.part.approve),
            ];
            row.extend(member.degrees.iter().map(degree));
            let stance = &seen.assessment.stances[k];
            let value = stance.value.map_or(String::new(), |value| format!(" ({})", signed(value)));
            row.push(format!("{}{value}", words(stance.stance)));
            row.push(evidence.collect::<Vec<_>>().join("; "));
            table.add_row(row);
        }
        let mut text = table.to_string();
        let name = |k: usize| &seen.members[k].person.name;
        let place = |id: &Id| {
            let member = seen.members.iter().find(|member| member.person.id == *id);
            member.map_or_else(|| id.to_string(), |member| member.person.name.clone())
        };
        for line in &seen.reporting {
            let (person, manager) = (place(&line.person_id), place(&line.manager_id));
            text += &format!("\nReports: {person} → {manager} ({})", line.scope.code());
        }
        for line in &seen.influence {
            let strength = percent(line.line.strength.get());
            text += &format!("\nInfluence: {} → {} ({strength})", name(line.from), name(line.to));
        }
        for line in &seen.conflicts {
            let evidence = line.evidence.as_ref().map_or(String::new(), |evidence| format!(": {evidence}"));
            text += &format!("\nConflict: {} ↔ {}{evidence}", name(line.from), name(line.to));
        }
        text
    }

    fn averages(&self) -> String {
        let assessment = &self.seen.assessment;
        let mut table = table(["average", "mean", "known", "band"]);
        for (dimension, average) in &assessment.averages {
            let polarised = if average.polarised { ", polarised" } else { "" };
            table.add_row([
                words(*dimension),
                signed_if(average.mean),
                format!("{} of {}", average.n_known, average.n_total),
                format!("{}{polarised}", words(average.band)),
            ]);
        }
        let scores = self.seen.vendors.iter().zip(&assessment.scores);
        let scores: Vec<String> = scores.map(|(v, score)| format!("{} {}", v.name, signed_if(*score))).collect();
        let (insight, completeness) = (&assessment.insight, &assessment.completeness);
        let part = |filled: crate::service::Filled| format!("{}/{}", filled.done, filled.of);
        format!(
            "{table}\nChain score: {}\nInsight: {} ({} of {} degrees known and recent)   completeness: {} (roles {}, reporting {}, features {})",
            scores.join(", "),
            percent(insight.rate),
            insight.n_fresh,
            insight.n_total,
            percent(completeness.value),
            part(completeness.roles),
            part(completeness.reporting),
            part(completeness.features),
        )
    }

    fn warnings(&self, language: Language) -> String {
        let assessment = &self.seen.assessment;
        let mut lines = Vec::new();
        if !assessment.missing_roles.is_empty() {
            let missing: Vec<String> = assessment.missing_roles.iter().map(|role| words(*role)).collect();
            lines.push(format!("Missing: {}", missing.join(", ")));
        }
        for alert in &assessment.alerts {
            let mut behind = self.members(&alert.members);
            if let Some(colleague) = alert.colleague {
                let name = self.colleague(&self.seen.colleagues[colleague]);
                behind = if behind.is_empty() { name.to_owned() } else { format!("{name} with {behind}") };
            }
            let behind = if behind.is_empty() { behind } else { format!(" — {behind}") };
            lines.push(format!("! {}{behind}", self.seen.alert_text(alert, language)));
        }
        lines.join("\n")
    }

    fn win(&self) -> String {
        let (ours, win) = (&self.ours, &self.ours.win);
        let mut table = table(["vendor", "chain score", "z", "by the chain alone"]);
        for chance in &win.vendors {
            table.add_row([
                ours.vendors[chance.vendor].name.clone(),
                signed_if(chance.score),
                signed(chance.chance.z),
                percent(chance.chance.raw),
            ]);
        }
        let none = &win.no_decision;
        table.add_row(["no decision".to_owned(), String::new(), signed(none.z), percent(none.raw)]);
        let stage = ours.stage.map_or("no stage with a base rate".to_owned(), |stage| stage.code().to_uppercase());
        let rests_on = match &ours.model {
            None => "heuristic) =".to_owned(),
            Some(model) => format!("calibrated by {}); by the heuristic", model.id),
        };
        let mut text = format!(
            "Win probability: {} ({rests_on} {} insight × {} by the chain + {} × {} base rate ({stage})",
            percent(win.probability),
            percent(win.insight),
            percent(win.raw),
            percent(1.0 - win.insight),
            percent(win.prior),
        );
        for cap in &win.caps {
            let lowers = if cap.lowers { "lowers" } else { "does not lower" };
            let who = list(cap.members.iter().map(|&k| ours.members[k].person.name.as_str()));
            let kind = words(cap.kind);
            text += &format!("\nCap {}: {kind} ({who}); {lowers} {}", percent(cap.limit), percent(win.uncapped));
        }
        format!("{text}\n{table}")
    }

    fn changes(&self, first: usize) -> String {
        let ours = &self.ours;
        if ours.changes.is_empty() {
            return String::new();
        }
        let mut table = table(["#", "what would help", "then", "gain", "range", "who could"]);
        for (rank, found) in ours.changes.iter().take(first).enumerate() {
            let change = &found.change;
            let member = &ours.members[change.member].person.name;
            let level = |known: Option<AttitudeLevel>| known.map_or("unknown".to_owned(), level);
            let degree = change.dimension.map_or(String::new(), words);
            let what = match change.kind {
                ChainChangeKind::RaiseDegree => {
                    format!("{member}: {degree} from {} to {}", level(change.from), level(change.to))
                }
                ChainChangeKind::LearnDegree => format!("{member}: learn {degree}"),
                ChainChangeKind::NeutraliseSupporter => {
                    format!("{member}: neutral towards {}", ours.vendors[change.towards].name)
                }
            };
            let who = found.enablers.iter().map(|e| format!("{} ({})", ask::name(&e.employee), percent(e.probability)));
            let who: Vec<String> = who.collect();
            table.add_row([
                (rank + 1).to_string(),
                what,
                percent(change.probability),
                format!("{:+.1}", change.gain * 100.0),
                format!("{} – {}", percent(change.low), percent(change.high)),
                if who.is_empty() { "nobody has a way".to_owned() } else { who.join(", ") },
            ]);
        }
        let more = ours.changes.len().saturating_sub(first);
        let more = if more > 0 { format!("\n… and {more} more changes (--first)") } else { String::new() };
        format!("{table}{more}")
    }

    fn findings(&self) -> String {
        let mut table = table(["3 knows, 6 haves", "state", "read from"]);
        for know in &self.ours.knows {
            table.add_row([words(know.kind), words(know.state), words(know.source)]);
        }
        for have in &self.ours.haves {
            table.add_row([words(have.kind), words(have.state), words(have.source)]);
        }
        table.to_string()
    }

    fn signals(&self) -> String {
        let mut table = table(["deal signal", "state", "seen", "by", "evidence"]);
        for (kind, signal) in &self.ours.signals {
            let state = signal.as_ref().map_or(YesNoUnknown::Unknown, |signal| signal.value.into());
            let by = signal.as_ref().and_then(|signal| signal.by_id.as_ref());
            table.add_row([
                words(*kind),
                words(state),
                signal.as_ref().map_or(String::new(), |signal| AsOf::new(signal.at).day_text()),
                by.map_or(String::new(), |id| self.colleague(id).to_owned()),
                signal.as_ref().and_then(|signal| signal.evidence.clone()).unwrap_or_default(),
            ]);
        }
        table.to_string()
    }

    fn notes(&self) -> String {
        let seen = &self.seen;
        let mut lines: Vec<String> = Vec::new();
        for note in &seen.notes {
            lines.push(match note.kind {
                ChainNoteKind::StageWithoutBaseRate => "Note: the stage has no base rate of its own.".to_owned(),
                ChainNoteKind::SeveralAtOneInstant => {
                    let who = note.member.map_or("", |k| seen.members[k].person.name.as_str());
                    let vendor = note.vendor.map_or("", |v| seen.vendors[v].name.as_str());
                    let degree = note.dimension.map_or(String::new(), words);
                    let n = note.count.unwrap_or_default();
                    format!("Note: {n} assessments of {who} ({degree}, {vendor}) at one instant; the one recorded last counts.")
                }
            });
        }
        if seen.omitted > 0 {
            lines.push(format!("Not shown: {} lines and assessments of other teams", seen.omitted));
        }
        lines.extend(changed_policy(Policy::CHAIN_SECTIONS, &seen.policy));
        lines.join("\n")
    }
}

/// A degree with its age: `+1 (12 d)`.
pub(super) fn degree(degree: &StatedDegree) -> String {
    match (&degree.assessment, degree.age_days) {
        (Some(assessment), Some(days)) => format!("{} ({days} d)", level(assessment.level)),
        (Some(assessment), None) => level(assessment.level),
        (None, _) => "unknown".to_owned(),
    }
}

/// The two votes in a word or two.
pub(super) fn votes(veto: YesNoUnknown, approve: YesNoUnknown) -> String {
    let vote = |name: &str, vote: YesNoUnknown| match vote {
        YesNoUnknown::Yes => Some(name.to_owned()),
        YesNoUnknown::No => None,
        YesNoUnknown::Unknown => Some(format!("{name}?")),
    };
    [vote("veto", veto), vote("approve", approve)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

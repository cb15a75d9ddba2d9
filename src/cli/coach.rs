//! `guanxi coach`: the open opportunities that need help, and what to ask about them, as a person reads it.

use std::collections::BTreeMap;

use serde_json::json;

use crate::app;
use crate::config::Config;
use crate::domain::{Coded as _, Id, Opportunity, Policy, Record, RecordKind};
use crate::service::{
    ChainQuestion, CoachingAnswer, CoachingEntry, CoachingQuestion, DecisionAnswer, Language, Reading, SearchKind,
    ServiceError, Standing,
};

use super::ask;
use super::meant::meant_if;
use super::table::{changed_policy, list, percent, signed, table, words};
use super::{CliError, CoachArgs, api, as_of, viewer, word};

/// The query whose answer `--json` prints.
const QUERY: &str = include_str!("coach.graphql");

/// Asks, and prints the list.
pub(super) async fn coach(config: &Config, args: CoachArgs) -> Result<(), CliError> {
    let language: Language = word("--language", &args.language)?;
    let as_of = args.as_of.as_deref().map(as_of).transpose()?;
    let service = app::service(config).await?;
    let reading = service.reading(viewer(config), jiff::Timestamp::now());
    let question = CoachingQuestion {
        owner: meant_if(&reading, SearchKind::Person, args.owner.as_deref()).await?,
        department: meant_if(&reading, SearchKind::Department, args.department.as_deref()).await?,
    };
    if args.json {
        let variables = json!({
            "owner": question.owner.as_ref().map(Id::as_str),
            "department": question.department.as_ref().map(Id::as_str),
            "asOf": as_of.map(|as_of| as_of.instant_text()),
            "first": args.first,
            "language": language.code().to_uppercase(),
        });
        return api::print(&api::asked(reading, QUERY, variables, "coachingList").await?);
    }
    let answer = reading.coaching(&question, as_of.unwrap_or(reading.now())).await?;
    let shown = &answer.entries[..answer.entries.len().min(args.first as usize)];
    let ask = |entry: &CoachingEntry| ChainQuestion {
        opportunity: entry.opportunity.clone(),
        vendor: None,
        with_changes: true,
    };
    let questions: Vec<ChainQuestion> = shown.iter().map(ask).collect();
    let chains = reading.decision_chains(&questions, answer.as_of).await?;
    let named = Named::read(&reading, shown).await?;
    print!("{}", overview(&answer, &named, shown));
    for (entry, chain) in shown.iter().zip(chains) {
        print!("\n{}", detail(entry, chain?.as_ref(), &answer, &named, language));
    }
    Ok(())
}

/// The opportunities shown, with the names of their customers and owners.
struct Named {
    opportunities: BTreeMap<Id, Opportunity>,
    names: BTreeMap<Id, String>,
}

impl Named {
    async fn read(reading: &Reading, shown: &[CoachingEntry]) -> Result<Self, ServiceError> {
        let ids: Vec<Id> = shown.iter().map(|entry| entry.opportunity.clone()).collect();
        let found = reading.records(RecordKind::Opportunity, &ids).await?.into_values();
        let opportunities: BTreeMap<Id, Opportunity> = found
            .filter_map(|record| if let Record::Opportunity(o) = record { Some((o.id.clone(), o)) } else { None })
            .collect();
        let customers: Vec<Id> = opportunities.values().map(|o| o.customer_id.clone()).collect();
        let owners: Vec<Id> = opportunities.values().filter_map(|o| o.owner_id.clone()).collect();
        let mut names = BTreeMap::new();
        for (id, record) in reading.records(RecordKind::Organization, &customers).await? {
            if let Record::Organization(customer) = record {
                names.insert(id, customer.name);
            }
        }
        names.extend(reading.people(&owners).await?.into_iter().map(|(id, person)| (id, person.name.clone())));
        Ok(Self { opportunities, names })
    }

    fn name<'s>(&'s self, id: &'s Id) -> &'s str {
        self.names.get(id).map_or(id.as_str(), String::as_str)
    }

    /// Name, customer and owner of an opportunity.
    fn of(&self, id: &Id) -> [String; 3] {
        match self.opportunities.get(id) {
            None => [id.to_string(), String::new(), String::new()],
            Some(o) => {
                let owner = o.owner_id.as_ref().map_or("nobody", |id| self.name(id));
                [o.name.clone(), self.name(&o.customer_id).to_owned(), owner.to_owned()]
            }
        }
    }
}

fn standing(standing: &Standing) -> String {
    let score = standing.score.map_or(String::new(), |score| format!(" ({})", signed(score)));
    format!("{}{score}", words(standing.status))
}

fn overview(answer: &CoachingAnswer, named: &Named, shown: &[CoachingEntry]) -> String {
    let mut lines = vec![format!(
        "{} of {} open opportunities need help  as of {}, compared with {}  data version {}",
        answer.entries.len(),
        answer.n_open,
        answer.as_of.day(),
        answer.compared_with.day(),
        answer.data_version
    )];
    for at_risk in &answer.amounts {
        lines.push(format!("At risk: {} {} ({})", at_risk.amount, at_risk.currency, at_risk.opportunities));
    }
    if answer.n_without_amount > 0 {
        lines.push(format!("Without an amount: {}", answer.n_without_amount));
    }
    if !shown.is_empty() {
        let mut table = table(["#", "opportunity", "customer", "owner", "amount", "why", "then", "now"]);
        for (rank, entry) in shown.iter().enumerate() {
            let [name, customer, owner] = named.of(&entry.opportunity);
            let amount = entry
                .amount
                .map_or("unknown".to_owned(), |amount| format!("{amount} {}", entry.currency.as_deref().unwrap_or("")));
            let why: Vec<String> = entry.reasons.iter().map(|reason| words(*reason)).collect();
            table.add_row([
                (rank + 1).to_string(),
                name,
                customer,
                owner,
                amount,
                why.join(", "),
                entry.then.as_ref().map_or("not opened".to_owned(), standing),
                standing(&entry.now),
            ]);
        }
        lines.push(table.to_string());
    }
    let more = answer.entries.len() - shown.len();
    if more > 0 {
        lines.push(format!("… and {more} more (--first)"));
    }
    if answer.omitted > 0 {
        lines.push(format!("Not shown: {} lines and assessments of other teams", answer.omitted));
    }
    lines.extend(changed_policy(Policy::COACHING_SECTIONS, &answer.policy));
    lines.join("\n") + "\n"
}

fn detail(
    entry: &CoachingEntry,
    chain: &DecisionAnswer,
    answer: &CoachingAnswer,
    named: &Named,
    language: Language,
) -> String {
    let [name, customer, _] = named.of(&entry.opportunity);
    let mut lines = vec![format!("{name} ({})  {customer}", entry.opportunity)];
    lines.push(format!("  {}", chain.status_reason(language)));
    if !chain.assessment.missing_roles.is_empty() {
        let missing: Vec<String> = chain.assessment.missing_roles.iter().map(|role| words(*role)).collect();
        lines.push(format!("  Missing: {}", missing.join(", ")));
    }
    for alert in &chain.assessment.alerts {
        let who = list(alert.members.iter().map(|&k| chain.members[k].person.name.as_str()));
        let who = if who.is_empty() { who } else { format!(" — {who}") };
        lines.push(format!("  ! {}{who}", chain.alert_text(alert, language)));
    }
    if let Some(best) = chain.changes.first() {
        let member = &chain.members[best.change.member].person.name;
        let who: Vec<String> =
            best.enablers.iter().map(|e| format!("{} ({})", ask::name(&e.employee), percent(e.probability))).collect();
        let who = if who.is_empty() { "nobody has a way".to_owned() } else { who.join(", ") };
        lines.push(format!("  Would help most: {member} ({}); who could: {who}", words(best.change.kind)));
    }
    for question in entry.questions(chain, answer.compared_with.day(), language) {
        lines.push(format!("  ? {question}"));
    }
    lines.join("\n") + "\n"
}

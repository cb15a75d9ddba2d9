//! What jobs ask, and how their answers are kept.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::domain::{AsOf, Coded as _, Id};
use crate::engine::{LostReach, Progress};
use crate::service::{
    DepartureAnswer, DepartureRanking, LossEntry, ReachBy, ReachLoss, ReachQuestion, ReachRanking, ReachSubject,
    Reading, ServiceError,
};

use super::record::JobKind;

/// Entries of a ranking that are kept.
const ENTRIES_KEPT: usize = 1_000;

/// Key persons of an entry that are kept.
const KEY_PERSONS_KEPT: usize = 20;

/// A question that may take long.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// Whose departure would cost most, by so many random worlds; without, as many as the policy says.
    DepartureRanking { worlds: Option<u32> },
    /// What we lose if these people leave together.
    Departure { people: Vec<Id> },
    /// Where influence is.
    ReachRanking(ReachQuestion),
}

/// What a job answered.
pub(super) struct Answered {
    /// A JSON object.
    pub(super) result: String,
    pub(super) data_version: i64,
}

impl Task {
    /// What kind of question it is.
    pub fn kind(&self) -> JobKind {
        match self {
            Self::DepartureRanking { .. } => JobKind::DepartureRanking,
            Self::Departure { .. } => JobKind::Departure,
            Self::ReachRanking(_) => JobKind::ReachRanking,
        }
    }

    /// What was asked, as a JSON object.
    pub(super) fn parameters(&self) -> String {
        let parameters = match self {
            Self::DepartureRanking { worlds } => json!({ "worlds": worlds }),
            Self::Departure { people } => json!({ "people": people.iter().map(Id::as_str).collect::<Vec<_>>() }),
            Self::ReachRanking(ReachQuestion { by, department }) => {
                json!({ "by": name_of(*by), "department": department.as_ref().map(Id::as_str) })
            }
        };
        parameters.to_string()
    }

    /// Answers it.
    pub(super) async fn answered(
        &self,
        reading: &Reading,
        as_of: AsOf,
        progress: Arc<dyn Progress + Send + Sync>,
    ) -> Result<Answered, ServiceError> {
        let (result, data_version) = match self {
            Self::DepartureRanking { worlds } => {
                let ranking = reading.departure_ranking_watched(*worlds, as_of, progress).await?;
                (of_losses(reading, &ranking).await?, ranking.data_version)
            }
            Self::Departure { people } => {
                let answer = reading.departure_watched(people, as_of, progress).await?;
                (of_departure(reading, &answer).await?, answer.data_version)
            }
            Self::ReachRanking(question) => {
                let ranking = reading.reach_ranking(question, as_of).await?;
                (of_reach(reading, &ranking).await?, ranking.data_version)
            }
        };
        Ok(Answered { result: result.to_string(), data_version })
    }
}

fn name_of(by: ReachBy) -> &'static str {
    match by {
        ReachBy::Employees => "EMPLOYEES",
        ReachBy::Departments => "DEPARTMENTS",
        ReachBy::Offices => "OFFICES",
    }
}

/// People by the names they have now.
struct Names(std::collections::BTreeMap<Id, Arc<crate::domain::Person>>);

impl Names {
    async fn of<'i>(reading: &Reading, ids: impl Iterator<Item = &'i Id>) -> Result<Self, ServiceError> {
        let ids: BTreeSet<Id> = ids.cloned().collect();
        let ids: Vec<Id> = ids.into_iter().collect();
        Ok(Self(reading.people(&ids).await?))
    }

    fn person(&self, id: Option<&Id>) -> Value {
        match id {
            None => Value::Null,
            Some(id) => json!({ "sourceId": id.as_str(), "name": self.0.get(id).map(|person| &person.name) }),
        }
    }
}

/// The key persons of an entry that are kept.
fn keys_kept(entry: &LossEntry) -> impl Iterator<Item = &LostReach> {
    entry.found.key_persons.iter().take(KEY_PERSONS_KEPT)
}

async fn of_losses(reading: &Reading, ranking: &DepartureRanking) -> Result<Value, ServiceError> {
    let kept = &ranking.entries[..ranking.entries.len().min(ENTRIES_KEPT)];
    let mut ids: Vec<&Id> = kept.iter().filter_map(|entry| entry.person.as_ref()).collect();
    ids.extend(kept.iter().flat_map(keys_kept).filter_map(|key| ranking.key_person(key.target)));
    let names = Names::of(reading, ids.into_iter()).await?;
    let entries = kept.iter().map(|entry| {
        let key_persons = keys_kept(entry)
            .map(|key| json!({ "person": names.person(ranking.key_person(key.target)), "reach": key.reach }))
            .collect::<Vec<_>>();
        json!({
            "person": names.person(entry.person.as_ref()),
            "masked": entry.person.is_none(),
            "department": entry.department.as_ref().map(|d| json!({ "sourceId": d.id.as_str(), "name": d.name })),
            "loss": entry.found.loss,
            "standardError": entry.found.standard_error,
            "nKeyPersons": entry.found.key_persons.len(),
            "keyPersons": key_persons,
        })
    });
    Ok(json!({
        "reach": ranking.reach,
        "worlds": ranking.worlds,
        "nEntries": ranking.entries.len(),
        "entries": entries.collect::<Vec<_>>(),
        "nNotBrokenDown": ranking.n_not_broken_down,
        "omitted": ranking.omitted,
    }))
}

async fn of_departure(reading: &Reading, answer: &DepartureAnswer) -> Result<Value, ServiceError> {
    let (lost, weakened) = (answer.lost.iter().take(ENTRIES_KEPT), answer.weakened.iter().take(ENTRIES_KEPT));
    let relations = || answer.relations.iter().take(ENTRIES_KEPT);
    let mut ids: Vec<&Id> = answer.leaving.iter().collect();
    ids.extend(lost.clone().chain(weakened.clone()).filter_map(|loss| answer.key_person(loss)));
    for relation in relations() {
        ids.extend([&relation.leaver, &relation.contact]);
        ids.extend(relation.successor.iter().map(|successor| &successor.person));
    }
    let names = Names::of(reading, ids.into_iter()).await?;
    let loss = |loss: &ReachLoss| {
        json!({
            "person": names.person(answer.key_person(loss)),
            "power": loss.power,
            "before": loss.before.probability,
            "after": loss.after.probability,
        })
    };
    let relation = |relation: &crate::service::LostRelation| {
        json!({
            "leaver": names.person(Some(&relation.leaver)),
            "contact": names.person(Some(&relation.contact)),
            "power": relation.power,
            "strength": relation.strength,
            "successor": relation.successor.as_ref().map(|successor| json!({
                "person": names.person(Some(&successor.person)),
                "probability": successor.probability,
            })),
        })
    };
    let amounts = answer.at_risk.amounts.iter();
    Ok(json!({
        "people": answer.leaving.iter().map(|id| names.person(Some(id))).collect::<Vec<_>>(),
        "loss": answer.loss,
        "nLostKeyPersons": answer.lost.len(),
        "lostKeyPersons": lost.map(loss).collect::<Vec<_>>(),
        "nWeakenedKeyPersons": answer.weakened.len(),
        "weakenedKeyPersons": weakened.map(loss).collect::<Vec<_>>(),
        "chainsTurnedRed": answer.red.iter().map(|chain| json!({
            "opportunity": chain.opportunity.as_str(),
            "before": chain.before.code().to_uppercase(),
        })).collect::<Vec<_>>(),
        "ownerlessOpportunities": answer.ownerless.iter().map(|deal| deal.opportunity.as_str()).collect::<Vec<_>>(),
        "uncoveredCustomers": answer.uncovered_customers().map(|c| c.id.as_str()).collect::<Vec<_>>(),
        "amountAtRisk": amounts.map(|a| json!({
            "currency": &*a.currency,
            "amount": a.amount,
            "opportunities": a.opportunities,
        })).collect::<Vec<_>>(),
        "nRelations": answer.relations.len(),
        "successors": relations().map(relation).collect::<Vec<_>>(),
        "omitted": answer.omitted,
    }))
}

async fn of_reach(reading: &Reading, ranking: &ReachRanking) -> Result<Value, ServiceError> {
    let kept = ranking.entries.len().min(ENTRIES_KEPT);
    let parts: Vec<_> = (0..kept).map(|at| ranking.parts(at, KEY_PERSONS_KEPT)).collect();
    let employee = |entry: &'_ crate::service::ReachEntry| match &entry.subject {
        ReachSubject::Employee(id) => Some(id.clone()),
        ReachSubject::Masked | ReachSubject::Department(_) => None,
    };
    let employees: Vec<Id> = ranking.entries[..kept].iter().filter_map(employee).collect();
    let keys = parts.iter().flatten().filter_map(|part| ranking.key_person(part));
    let names = Names::of(reading, employees.iter().chain(keys)).await?;
    let entries = ranking.entries[..kept].iter().zip(&parts).map(|(entry, parts)| {
        let department = match &entry.subject {
            ReachSubject::Department(department) => Some(department),
            ReachSubject::Employee(_) | ReachSubject::Masked => entry.department.as_ref(),
        };
        json!({
            "person": names.person(employee(entry).as_ref()),
            "masked": entry.subject == ReachSubject::Masked,
            "department": department.map(|d| json!({ "sourceId": d.id.as_str(), "name": d.name })),
            "reach": entry.reach,
            "nKeyPersons": entry.n_key_persons,
            "percentile": entry.percentile,
            "titleLevel": entry.title_level,
            "titlePercentile": entry.title_percentile,
            "nMembers": entry.n_members,
            "keyPersons": parts.iter().map(|part| json!({
                "person": names.person(ranking.key_person(part)),
                "power": part.power,
                "probability": part.probability,
                "steps": part.steps,
            })).collect::<Vec<_>>(),
        })
    });
    Ok(json!({
        "by": name_of(ranking.by),
        "totalPower": ranking.total_power,
        "nEntries": ranking.entries.len(),
        "entries": entries.collect::<Vec<_>>(),
        "nNotBrokenDown": ranking.n_not_broken_down,
        "omitted": ranking.omitted,
    }))
}

//! What a text on the command line means: a person, an opportunity or an organization, by identifier, name or initials.

use crate::domain::{Coded as _, Id, Record, RecordKind};
use crate::service::{Reading, SearchKind};

use super::CliError;

/// What a text means; several are listed with what tells them apart, none is an error.
pub(super) async fn meant(reading: &Reading, kind: SearchKind, text: &str) -> Result<Id, CliError> {
    let mut candidates = reading.meant(kind, text).await?;
    match candidates.len() {
        0 if kind == SearchKind::Person => Err(CliError::Failed(format!("nobody is called {text:?}"))),
        0 => Err(CliError::Failed(format!("no {} is called {text:?}", kind.code()))),
        1 => Ok(candidates.remove(0)),
        n => {
            let what = match kind {
                SearchKind::Person => "people",
                SearchKind::Department => "departments",
                SearchKind::Organization => "organizations",
                SearchKind::Opportunity => "opportunities",
            };
            let mut list = format!("{text:?} may mean {n} {what}; ask again with an id:");
            for (id, record) in reading.records(kind.record_kind(), &candidates).await? {
                list.push_str(&format!("\n  {id}  {}", described(reading, &record).await?));
            }
            Err(CliError::Failed(list))
        }
    }
}

/// As [`meant`], for an option that may be absent.
pub(super) async fn meant_if(reading: &Reading, kind: SearchKind, text: Option<&str>) -> Result<Option<Id>, CliError> {
    match text {
        None => Ok(None),
        Some(text) => meant(reading, kind, text).await.map(Some),
    }
}

/// A record in one line: its name, and what tells it from others of that name.
async fn described(reading: &Reading, record: &Record) -> Result<String, CliError> {
    Ok(match record {
        Record::Person(person) => {
            let memberships =
                reading.memberships_of_people(std::slice::from_ref(&person.id), Some(reading.now())).await?;
            let place = memberships.first().map_or(String::new(), |m| {
                let title = m.title.as_deref().unwrap_or("member");
                format!("{title}, {}", m.unit.id())
            });
            format!("{}  {}  {place}", person.name, person.email.as_deref().unwrap_or(""))
        }
        Record::Opportunity(o) => {
            let customer = reading.records(RecordKind::Organization, std::slice::from_ref(&o.customer_id)).await?;
            let customer = match customer.get(&o.customer_id) {
                Some(Record::Organization(customer)) => customer.name.as_str(),
                _ => o.customer_id.as_str(),
            };
            let opened = o.opened.map_or(String::new(), |day| format!(", opened {day}"));
            format!("{}  {customer}{opened}", o.name)
        }
        Record::Organization(o) => format!("{}  {}", o.name, o.kind.code()),
        other => other.kind().code().to_owned(),
    })
}

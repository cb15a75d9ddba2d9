//! What the store already knows, as far as an import asks for it, and where an import writes to.

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use jiff::Timestamp;

use crate::domain::{Department, Id, Membership, Person, Record, RecordKind, Reporting};
use crate::service::{Recorder, Service, ServiceError, TallyCounts, WriteMode};

/// Identifiers asked for at once.
const ASKED_AT_ONCE: usize = 10_000;

/// Questions about what is recorded already. Each is asked for many at once.
#[async_trait]
pub trait Known: Send + Sync {
    /// The moment of the import: what was seen or said is not later.
    fn now(&self) -> Timestamp;
    /// Whether a person of the input and one of the store who share an address are taken for one person. Otherwise such an address
    /// refers to neither.
    fn people_may_be_stored_under_other_ids(&self) -> bool {
        false
    }
    /// Which of the identifiers exist.
    async fn known_ids(&self, kind: RecordKind, ids: &[Id]) -> Result<HashSet<Id>, ServiceError>;
    /// The people whose e-mail address (ASCII case ignored) or alias is one of the texts.
    async fn people_named(&self, texts: &[String]) -> Result<HashMap<String, Vec<Id>>, ServiceError>;
    /// The people with these identifiers, as far as they exist.
    async fn people(&self, ids: &[Id]) -> Result<Vec<Person>, ServiceError>;
    /// The organizations of these names, letter for letter.
    async fn organizations_named(&self, names: &[String]) -> Result<HashMap<String, Vec<Id>>, ServiceError>;
    /// The organizations of kind `own`.
    async fn own_organizations(&self) -> Result<Vec<Id>, ServiceError>;
    /// The departments with these identifiers, as far as they exist.
    async fn departments(&self, ids: &[Id]) -> Result<Vec<Department>, ServiceError>;
    /// All memberships of these people, past ones too.
    async fn memberships_of(&self, people: &[Id]) -> Result<Vec<Membership>, ServiceError>;
    /// All reporting lines from these people upward, of every scope, past ones too.
    async fn reporting_of(&self, people: &[Id]) -> Result<Vec<Reporting>, ServiceError>;
}

/// Where an import goes once everything is checked.
#[async_trait]
pub trait Destination: Send + Sync {
    /// Begins a recording of at most so many records. The same input has the same name.
    async fn begin(&self, name: &str, records: u64) -> Result<Box<dyn Ledger>, ServiceError>;
}

/// A recording under way. Dropped without [`Ledger::finish`], nothing of it stays.
#[async_trait]
pub trait Ledger: Send {
    /// Writes records of one kind; those they refer to were written before.
    async fn apply(&mut self, records: &[Record]) -> Result<TallyCounts, ServiceError>;
    /// Makes everything permanent; returns the data version.
    async fn finish(self: Box<Self>) -> Result<i64, ServiceError>;
}

/// A service as an import at one moment sees it.
pub(super) struct Recorded<'a> {
    pub service: &'a Service,
    pub now: Timestamp,
    /// What [`Known::people_may_be_stored_under_other_ids`] says.
    pub other_ids: bool,
}

#[async_trait]
impl Known for Recorded<'_> {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn people_may_be_stored_under_other_ids(&self) -> bool {
        self.other_ids
    }

    async fn known_ids(&self, kind: RecordKind, ids: &[Id]) -> Result<HashSet<Id>, ServiceError> {
        let mut known = HashSet::new();
        for ids in ids.chunks(ASKED_AT_ONCE) {
            known.extend(self.service.known_ids(kind, ids).await?);
        }
        Ok(known)
    }

    async fn people_named(&self, texts: &[String]) -> Result<HashMap<String, Vec<Id>>, ServiceError> {
        let mut people = HashMap::new();
        for texts in texts.chunks(ASKED_AT_ONCE) {
            people.extend(self.service.resolve_people(texts).await?);
        }
        Ok(people)
    }

    async fn people(&self, ids: &[Id]) -> Result<Vec<Person>, ServiceError> {
        let mut people = Vec::new();
        for ids in ids.chunks(ASKED_AT_ONCE) {
            let records = self.service.records_by_id(RecordKind::Person, ids).await?;
            people.extend(records.into_iter().filter_map(|record| match record {
                Record::Person(person) => Some(person),
                _ => None,
            }));
        }
        Ok(people)
    }

    async fn organizations_named(&self, names: &[String]) -> Result<HashMap<String, Vec<Id>>, ServiceError> {
        let mut organizations = HashMap::new();
        for names in names.chunks(ASKED_AT_ONCE) {
            organizations.extend(self.service.organizations_named(names).await?);
        }
        Ok(organizations)
    }

    async fn own_organizations(&self) -> Result<Vec<Id>, ServiceError> {
        self.service.own_organizations().await
    }

    async fn departments(&self, ids: &[Id]) -> Result<Vec<Department>, ServiceError> {
        let mut departments = Vec::new();
        for ids in ids.chunks(ASKED_AT_ONCE) {
            let records = self.service.records_by_id(RecordKind::Department, ids).await?;
            departments.extend(records.into_iter().filter_map(|record| match record {
                Record::Department(department) => Some(department),
                _ => None,
            }));
        }
        Ok(departments)
    }

    async fn memberships_of(&self, people: &[Id]) -> Result<Vec<Membership>, ServiceError> {
        let mut memberships = Vec::new();
        for people in people.chunks(ASKED_AT_ONCE) {
            let records = self.service.memberships_of(people).await?;
            memberships.extend(records.into_iter().filter_map(|record| match record {
                Record::Membership(membership) => Some(membership),
                _ => None,
            }));
        }
        Ok(memberships)
    }

    async fn reporting_of(&self, people: &[Id]) -> Result<Vec<Reporting>, ServiceError> {
        let mut lines = Vec::new();
        for people in people.chunks(ASKED_AT_ONCE) {
            lines.extend(self.service.reporting_of(people).await?);
        }
        Ok(lines)
    }
}

#[async_trait]
impl Destination for Recorded<'_> {
    async fn begin(&self, name: &str, records: u64) -> Result<Box<dyn Ledger>, ServiceError> {
        Ok(Box::new(self.service.record(self.now, WriteMode::Bulk).await?.named(name).expecting(records)))
    }
}

#[async_trait]
impl Ledger for Recorder {
    async fn apply(&mut self, records: &[Record]) -> Result<TallyCounts, ServiceError> {
        Recorder::apply(self, records).await
    }

    async fn finish(self: Box<Self>) -> Result<i64, ServiceError> {
        Ok(Recorder::finish(*self).await?.data_version)
    }
}

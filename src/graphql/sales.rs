//! Facts about selling: signals of deals, targets of sellers, endorsements.

use async_graphql::{ID, Object};

use crate::domain::{self, RecordKind};
use crate::service::PageRequest;

use super::connection::Connection;
use super::enums::SignalKind;
use super::failure::Answer;
use super::global_id;
use super::opportunity::Opportunity;
use super::person::Person;
use super::scalars::{Date, DateTime};
use super::scope::Scope;

/// A signal, looked at in a scope.
#[derive(Clone)]
pub struct Signal {
    pub scope: Scope,
    pub record: domain::Signal,
}

impl Signal {
    /// The asked part of a list of signals.
    pub fn slice(scope: &Scope, list: &[domain::Signal], page: &PageRequest) -> Answer<Connection<Self>> {
        Connection::slice(list, page, |s| s.id().to_string(), |s| Self { scope: scope.clone(), record: s.clone() })
    }
}

/// A deal signal 成交信号: whether it was there, as somebody saw it. Nothing recorded is unknown, never no.
#[Object]
impl Signal {
    /// The opaque, stable identifier.
    pub async fn id(&self) -> ID {
        global_id::encode(RecordKind::Signal, &self.record.id())
    }
    /// Of which opportunity.
    async fn opportunity(&self) -> Answer<Opportunity> {
        Opportunity::known(&self.scope, &self.record.opportunity_id).await
    }
    /// Which of the six.
    async fn signal(&self) -> SignalKind {
        self.record.signal.into()
    }
    /// Whether it was there.
    async fn value(&self) -> bool {
        self.record.value
    }
    /// When it was seen.
    async fn at(&self) -> DateTime {
        self.record.at.into()
    }
    /// Who saw it; null while unknown.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::known_if(&self.scope, self.record.by_id.as_ref()).await
    }
    /// What it stands on.
    async fn evidence(&self) -> Option<&str> {
        self.record.evidence.as_deref()
    }
}

/// A target, looked at in a scope.
#[derive(Clone)]
pub struct Target {
    pub scope: Scope,
    pub record: domain::Target,
}

impl Target {
    /// The asked part of a list of targets.
    pub fn slice(scope: &Scope, list: &[domain::Target], page: &PageRequest) -> Answer<Connection<Self>> {
        Connection::slice(list, page, |t| t.id().to_string(), |t| Self { scope: scope.clone(), record: t.clone() })
    }
}

/// A sales target 销售目标: what a seller is to sell in a time.
#[Object]
impl Target {
    /// The opaque, stable identifier.
    pub async fn id(&self) -> ID {
        global_id::encode(RecordKind::Target, &self.record.id())
    }
    /// Whose.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.record.person_id).await
    }
    /// The first day.
    async fn from(&self) -> Date {
        self.record.days.from().into()
    }
    /// The day after the last.
    async fn to(&self) -> Date {
        self.record.days.to().into()
    }
    /// How much, in `currency`.
    async fn amount(&self) -> f64 {
        self.record.amount
    }
    /// The currency of the amount, by its ISO 4217 code.
    async fn currency(&self) -> &str {
        &self.record.currency
    }
}

/// An endorsement, looked at in a scope.
#[derive(Clone)]
pub struct Endorsement {
    pub scope: Scope,
    pub record: domain::Endorsement,
}

impl Endorsement {
    /// The asked part of a list of endorsements.
    pub fn slice(scope: &Scope, list: &[domain::Endorsement], page: &PageRequest) -> Answer<Connection<Self>> {
        Connection::slice(list, page, |e| e.id().to_string(), |e| Self { scope: scope.clone(), record: e.clone() })
    }
}

/// An endorsement 行业认可: somebody is recognised as an authority of an industry.
#[Object]
impl Endorsement {
    /// The opaque, stable identifier.
    pub async fn id(&self) -> ID {
        global_id::encode(RecordKind::Endorsement, &self.record.id())
    }
    /// Who is recognised.
    async fn person(&self) -> Answer<Person> {
        Person::known(&self.scope, &self.record.person_id).await
    }
    /// Since when.
    async fn at(&self) -> DateTime {
        self.record.at.into()
    }
    /// Who says so; null while unknown.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::known_if(&self.scope, self.record.by_id.as_ref()).await
    }
    /// What it stands on.
    async fn evidence(&self) -> Option<&str> {
        self.record.evidence.as_deref()
    }
    /// When it ended; null while it has not.
    async fn ended_at(&self) -> Option<DateTime> {
        self.record.ended_at.map(DateTime::from)
    }
}

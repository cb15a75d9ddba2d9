//! One fact at a time, written once: a change carries the key of the client's request, so that sending it again changes nothing.
//!
//! A change is checked as an import checks its rows, and inside the transaction that writes it. Influence lines and assessments
//! are also checked against what the viewer may see: what is hidden is answered like what does not exist.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::{
    Assessment, Coded, Id, Influence, OpportunityOutcome, Period, Record, RecordKind, Role, Viewer, Visibility, coded,
    instant_text,
};
use crate::store::{Params, RowBatch, Value, statements as st};

use super::backoff::behind_other_writers;
use super::records::id_list;
use super::rows::{self, cells, statements_of, telling};
use super::{Recorder, RequestKey, Service, ServiceError, WriteMode, validity};

coded! {
    /// What a record has to find under its identity.
    pub enum RecordMode expects "a mode: create, change or upsert" {
        /// Nothing, or the very same values.
        Create = "create",
        /// A record, which is replaced.
        Change = "change",
        /// Either.
        Upsert = "upsert",
    }
}

/// What a request asks to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A record with all its values.
    Record { record: Record, mode: RecordMode },
    /// The end of something.
    End(Ending),
}

/// The end of a fact: it stays, and is known to be over.
#[derive(Debug, Clone, PartialEq)]
pub enum Ending {
    /// All memberships that are current on the day: the person left, and where to is not known.
    Person {
        id: Id,
        on: Date,
    },
    Membership {
        id: Id,
        on: Date,
    },
    Reporting {
        id: Id,
        on: Date,
    },
    DecisionRole {
        id: Id,
        on: Date,
    },
    Influence {
        id: Id,
        at: Timestamp,
    },
    Opportunity {
        id: Id,
        on: Date,
        outcome: OpportunityOutcome,
    },
    Endorsement {
        id: Id,
        at: Timestamp,
    },
}

/// What a change left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedChange {
    pub kind: RecordKind,
    /// Under which the record is stored.
    pub id: Id,
    pub data_version: i64,
    /// The same request had been carried out before, or the record was already as asked.
    pub unchanged: bool,
}

#[derive(Deserialize)]
struct RequestRow {
    digest: String,
    answer: String,
}

/// How often a write that met another writer is tried.
pub(super) const ATTEMPTS: usize = 6;

pub(super) const REUSED: &str = "this clientId was used before, for other values";

impl Change {
    fn target(&self) -> (RecordKind, Id) {
        match self {
            Self::Record { record, mode: _ } => (record.kind(), record.id()),
            Self::End(ending) => ending.target(),
        }
    }

    /// What the request asks for, as a hash.
    fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        match self {
            Self::Record { record, mode } => {
                hasher.update(mode.code().as_bytes());
                hasher.update(record.kind().code().as_bytes());
                let cells = cells(record, |department| Some(department.clone()));
                hasher.update(format!("{:?}", telling(record.kind(), &cells)).as_bytes());
            }
            Self::End(ending) => {
                hasher.update(format!("{ending:?}").as_bytes());
            }
        }
        hasher.finalize().to_hex().as_str()[..32].to_owned()
    }
}

impl Ending {
    fn target(&self) -> (RecordKind, Id) {
        let (kind, id) = match self {
            Self::Person { id, .. } => (RecordKind::Person, id),
            Self::Membership { id, .. } => (RecordKind::Membership, id),
            Self::Reporting { id, .. } => (RecordKind::Reporting, id),
            Self::DecisionRole { id, .. } => (RecordKind::DecisionRole, id),
            Self::Influence { id, .. } => (RecordKind::Influence, id),
            Self::Opportunity { id, .. } => (RecordKind::Opportunity, id),
            Self::Endorsement { id, .. } => (RecordKind::Endorsement, id),
        };
        (kind, id.clone())
    }
}

impl RecordedChange {
    fn to_text(&self) -> String {
        format!("{} {} {}", self.data_version, self.kind.code(), self.id)
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ' ');
        Some(Self {
            data_version: parts.next()?.parse().ok()?,
            kind: RecordKind::parse(parts.next()?).ok()?,
            id: Id::new(parts.next()?).ok()?,
            unchanged: true,
        })
    }
}

impl Service {
    /// Carries out a change for a client's request: checked as an import checks it, once however often it is sent.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] when the change breaks a rule, [`ServiceError::NotFound`] when what it changes does not exist
    /// for this viewer, [`ServiceError::Forbidden`] when it speaks for another owner, [`ServiceError::Conflict`] when the key
    /// was used for another change or another writer stayed in the way.
    pub async fn change(
        &self,
        viewer: &Viewer,
        key: &RequestKey,
        change: &Change,
        now: Timestamp,
    ) -> Result<RecordedChange, ServiceError> {
        use backon::Retryable as _;
        let backoff = behind_other_writers(ATTEMPTS);
        (|| self.try_change(viewer, key, change, now))
            .retry(backoff)
            .when(|error| matches!(error, ServiceError::Conflict(reason) if reason != REUSED))
            .await
    }

    async fn try_change(
        &self,
        viewer: &Viewer,
        key: &RequestKey,
        change: &Change,
        now: Timestamp,
    ) -> Result<RecordedChange, ServiceError> {
        let (digest, key) = (change.digest(), key.stored(viewer));
        let mut recorder = self.record(now, WriteMode::Single).await?;
        let statement = &st::request::FIND;
        if let Some(row) = recorder.run(statement, Params::new().with("id", key.as_str())).await?.into_iter().next() {
            let row: RequestRow = row.decode(statement)?;
            if row.digest != digest {
                return Err(ServiceError::Conflict(REUSED.to_owned()));
            }
            let change = RecordedChange::from_text(&row.answer);
            return change.ok_or_else(|| ServiceError::Internal(format!("request {key:?} has no answer")));
        }
        let records = match change {
            Change::Record { record, mode } => {
                self.admit(&mut recorder, viewer, record, *mode, now).await?;
                validity::check(&mut recorder, record, now).await?;
                vec![record.clone()]
            }
            Change::End(ending) => self.ended(&mut recorder, viewer, ending, now).await?,
        };
        let counts = recorder.apply(&records).await?;
        if matches!(change, Change::Record { mode: RecordMode::Create, .. }) && counts.changed + counts.ended > 0 {
            let (kind, id) = change.target();
            let message = format!("there is a {} {:?} with other values", kind.code(), id.as_str());
            return Err(ServiceError::bad_input("input", message));
        }
        let (kind, id) = change.target();
        let data_version = recorder.next_version().await?;
        let change = RecordedChange { kind, id, data_version, unchanged: counts.written() == 0 };
        let mut rows = RowBatch::new(&["id", "digest", "answer", "recorded_at"]);
        rows.push([
            Value::from(key.as_str()),
            Value::from(digest),
            Value::from(change.to_text()),
            Value::from(instant_text(now)),
        ]);
        recorder.run(&st::request::WRITE, Params::new().with_rows(rows)).await?;
        recorder.finish().await?;
        Ok(change)
    }

    /// Whether the viewer may write this record in this mode.
    async fn admit(
        &self,
        recorder: &mut Recorder,
        viewer: &Viewer,
        record: &Record,
        mode: RecordMode,
        now: Timestamp,
    ) -> Result<(), ServiceError> {
        let (kind, id) = (record.kind(), record.id());
        let stored = recorder.stored(kind, &id).await?;
        let speaks_for_another = |owner: Option<&Id>| {
            let another = owner.is_some_and(|owner| *owner != viewer.person);
            another && mode != RecordMode::Change && viewer.role != Role::Admin
        };
        let forbidden = |reason: &str| Err(ServiceError::Forbidden(reason.to_owned()));
        match record {
            // Before anything that depends on what is stored, so that a refusal tells nothing of it.
            Record::Influence(new) if speaks_for_another(new.owner_id.as_ref()) => {
                return forbidden("only an admin records a line for another owner");
            }
            Record::Assessment(new) if speaks_for_another(new.by_id.as_ref()) => {
                return forbidden("only an admin records what another assessed");
            }
            Record::Influence(new) => {
                if let Some(Record::Influence(old)) = &stored {
                    self.may_change(viewer, &id, old, now).await?;
                    let owner = old.owner_id.as_ref().unwrap_or(&old.from_id);
                    if old.visibility != new.visibility && *owner != viewer.person && viewer.role != Role::Admin {
                        return forbidden("only its owner decides who may see a line");
                    }
                }
            }
            Record::Assessment(new) => {
                if let Some(Record::Assessment(old)) = &stored {
                    self.may_change_assessment(viewer, &id, old, now).await?;
                    let own = old.by_id.as_ref().is_none_or(|owner| *owner == viewer.person);
                    if old.visibility != new.visibility && !own && viewer.role != Role::Admin {
                        return forbidden("only who assessed decides who may see an assessment");
                    }
                }
            }
            _ => {}
        }
        match (stored, mode) {
            (None, RecordMode::Change) => Err(not_found(kind, &id)),
            (None, RecordMode::Create | RecordMode::Upsert) | (Some(_), _) => Ok(()),
        }
    }

    /// Whether the viewer may know of a stored line by name, and so change it.
    async fn may_change(&self, viewer: &Viewer, id: &Id, line: &Influence, now: Timestamp) -> Result<(), ServiceError> {
        let owner = line.owner_id.as_ref().unwrap_or(&line.from_id);
        let known = match line.visibility {
            Visibility::Company => true,
            _ if *owner == viewer.person || viewer.role == Role::Admin => true,
            Visibility::Private => false,
            Visibility::Blind | Visibility::Team => {
                let reading = self.reading(viewer.clone(), now);
                let seen = reading.visible(vec![line.clone()], reading.now()).await?;
                seen.iter().any(|line| !line.masked)
            }
        };
        if known { Ok(()) } else { Err(not_found(RecordKind::Influence, id)) }
    }

    /// Whether the viewer may know of a stored assessment, and so change it.
    async fn may_change_assessment(
        &self,
        viewer: &Viewer,
        id: &Id,
        assessment: &Assessment,
        now: Timestamp,
    ) -> Result<(), ServiceError> {
        let reading = self.reading(viewer.clone(), now);
        let known = viewer.role == Role::Admin
            || !reading.visible_assessments(vec![assessment.clone()], reading.now()).await?.is_empty();
        if known { Ok(()) } else { Err(not_found(RecordKind::Assessment, id)) }
    }

    /// The records of an ending, with their end.
    async fn ended(
        &self,
        recorder: &mut Recorder,
        viewer: &Viewer,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<Vec<Record>, ServiceError> {
        let (kind, id) = ending.target();
        let Some(stored) = recorder.stored(kind, &id).await? else { return Err(not_found(kind, &id)) };
        match (stored, ending) {
            (Record::Person(_), Ending::Person { on, .. }) => {
                let statement = &st::membership::OF_PEOPLE;
                let params = Params::new().with("ids", id_list([&id])).with("day", on.to_string());
                let mut memberships = Vec::new();
                for row in recorder.run(statement, params).await? {
                    if let Record::Membership(mut membership) = rows::record(RecordKind::Membership, statement, row)? {
                        membership.period = end_of(membership.period, *on)?;
                        memberships.push(Record::Membership(membership));
                    }
                }
                Ok(memberships)
            }
            (Record::Membership(mut fact), Ending::Membership { on, .. }) => {
                fact.period = end_of(fact.period, *on)?;
                Ok(vec![Record::Membership(fact)])
            }
            (Record::Reporting(mut fact), Ending::Reporting { on, .. }) => {
                fact.period = end_of(fact.period, *on)?;
                Ok(vec![Record::Reporting(fact)])
            }
            (Record::DecisionRole(mut fact), Ending::DecisionRole { on, .. }) => {
                fact.period = end_of(fact.period, *on)?;
                Ok(vec![Record::DecisionRole(fact)])
            }
            (Record::Influence(mut line), Ending::Influence { at, .. }) => {
                self.may_change(viewer, &id, &line, now).await?;
                match line.ended_at {
                    Some(ended) if ended != *at => {
                        return Err(ServiceError::bad_input("at", format!("it ended at {}", instant_text(ended))));
                    }
                    _ => line.ended_at = Some(*at),
                }
                if line.observed_at.is_some_and(|seen| *at < seen) {
                    return Err(ServiceError::bad_input("at", "a line does not end before it was observed"));
                }
                Ok(vec![Record::Influence(line)])
            }
            (Record::Opportunity(mut opportunity), Ending::Opportunity { on, outcome, .. }) => {
                let other = opportunity.closed.is_some_and(|closed| closed != *on)
                    || opportunity.outcome.is_some_and(|known| known != *outcome);
                if other {
                    return Err(ServiceError::bad_input("on", "it is closed already, on another day or otherwise"));
                }
                if opportunity.opened.is_some_and(|opened| *on < opened) {
                    return Err(ServiceError::bad_input("on", "an opportunity does not close before it opens"));
                }
                (opportunity.closed, opportunity.outcome) = (Some(*on), Some(*outcome));
                Ok(vec![Record::Opportunity(opportunity)])
            }
            (Record::Endorsement(mut endorsement), Ending::Endorsement { at, .. }) => {
                match endorsement.ended_at {
                    Some(ended) if ended != *at => {
                        return Err(ServiceError::bad_input("at", format!("it ended at {}", instant_text(ended))));
                    }
                    _ => endorsement.ended_at = Some(*at),
                }
                if *at < endorsement.at {
                    return Err(ServiceError::bad_input("at", "an endorsement does not end before it is given"));
                }
                Ok(vec![Record::Endorsement(endorsement)])
            }
            _ => Err(ServiceError::Internal(format!("{} {id:?} is of another kind", kind.code()))),
        }
    }
}

impl Recorder {
    /// A record as it is stored, inside the recording.
    async fn stored(&mut self, kind: RecordKind, id: &Id) -> Result<Option<Record>, ServiceError> {
        let statement = statements_of(kind).by_ids;
        let row = self.run(statement, Params::new().with("ids", id_list([id]))).await?.into_iter().next();
        Ok(row.map(|row| rows::record(kind, statement, row)).transpose()?)
    }
}

fn not_found(kind: RecordKind, id: &Id) -> ServiceError {
    ServiceError::NotFound { what: kind.code(), id: id.to_string() }
}

/// The period with an end: one that has ended otherwise is changed on purpose, not ended again.
fn end_of(period: Period, on: Date) -> Result<Period, ServiceError> {
    match period.to() {
        Some(to) if to != on => Err(ServiceError::bad_input("on", format!("it ended on {to}"))),
        _ => Period::new(period.from(), Some(on)).map_err(|e| ServiceError::bad_input("on", e)),
    }
}

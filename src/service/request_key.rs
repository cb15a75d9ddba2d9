//! One fact at a time, written once: a change carries the key of the client's request, so that sending it again changes nothing.

use jiff::Timestamp;
use serde::Deserialize;

use crate::domain::{Coded, Id, Record, RecordKind, instant_text};
use crate::store::{Params, RowBatch, Value, statements as st};

use super::rows::cells;
use super::validity;
use super::{Service, ServiceError, WriteMode};

/// The key a client gives to a request, unique among its requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey(Id);

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
const ATTEMPTS: usize = 6;

impl RequestKey {
    /// Takes the client's key.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] when it is empty, too long or holds control characters.
    pub fn new(text: &str) -> Result<Self, ServiceError> {
        Ok(Self(Id::new(text).map_err(|e| ServiceError::bad_input("clientId", e))?))
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
    /// Writes one record for a client's request: checked as an import checks it, once however often it is sent.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] when the record breaks a rule, [`ServiceError::Conflict`] when the key was used for other
    /// values or another writer stayed in the way.
    pub async fn record_one(
        &self,
        key: &RequestKey,
        record: &Record,
        now: Timestamp,
    ) -> Result<RecordedChange, ServiceError> {
        use backon::Retryable as _;
        let backoff = backon::ExponentialBuilder::default()
            .with_min_delay(std::time::Duration::from_millis(10))
            .with_max_delay(std::time::Duration::from_millis(500))
            .with_max_times(ATTEMPTS)
            .with_jitter();
        (|| self.try_record_one(key, record, now))
            .retry(backoff)
            .when(|error| matches!(error, ServiceError::Conflict(reason) if reason != REUSED))
            .await
    }

    async fn try_record_one(
        &self,
        key: &RequestKey,
        record: &Record,
        now: Timestamp,
    ) -> Result<RecordedChange, ServiceError> {
        let digest = request_digest(record);
        let mut recorder = self.record(now, WriteMode::Single).await?;
        let statement = &st::request::FIND;
        if let Some(row) = recorder.run(statement, Params::new().with("id", key.0.as_str())).await?.into_iter().next() {
            let row: RequestRow = row.decode(statement)?;
            if row.digest != digest {
                return Err(ServiceError::Conflict(REUSED.to_owned()));
            }
            let change = RecordedChange::from_text(&row.answer);
            return change.ok_or_else(|| ServiceError::Internal(format!("request {:?} has no answer", key.0)));
        }
        validity::check(&mut recorder, record, now).await?;
        let counts = recorder.apply(std::slice::from_ref(record)).await?;
        let change = RecordedChange {
            kind: record.kind(),
            id: record.id(),
            data_version: recorder.next_version().await?,
            unchanged: counts.written() == 0,
        };
        let mut rows = RowBatch::new(&["id", "digest", "answer", "recorded_at"]);
        rows.push([
            Value::from(key.0.as_str()),
            Value::from(digest),
            Value::from(change.to_text()),
            Value::from(instant_text(now)),
        ]);
        recorder.run(&st::request::WRITE, Params::new().with_rows(rows)).await?;
        recorder.finish().await?;
        Ok(change)
    }
}

const REUSED: &str = "this clientId was used before, for other values";

/// What the request asks for, as a hash.
fn request_digest(record: &Record) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(record.kind().code().as_bytes());
    hasher.update(format!("{:?}", cells(record, |department| Some(department.clone()))).as_bytes());
    hasher.finalize().to_hex().as_str()[..32].to_owned()
}

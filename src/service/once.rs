//! A request carried out once, however often it is sent: inside the transaction that carries it out.

use serde::Deserialize;

use crate::domain::{Id, instant_text};
use crate::store::{Params, Row, RowBatch, Value, statements as st};

use super::change::REUSED;
use super::{Recorder, ServiceError};

#[derive(Deserialize)]
struct RequestRow {
    digest: String,
    answer: String,
}

/// What a request left behind, out of the rows of `request/find`.
///
/// # Errors
/// [`ServiceError::Conflict`] when the key was used for another request.
pub(super) fn answer_in(rows: Vec<Row>, digest: &str) -> Result<Option<String>, ServiceError> {
    let Some(row) = rows.into_iter().next() else { return Ok(None) };
    let row: RequestRow = row.decode(&st::request::FIND)?;
    if row.digest == digest { Ok(Some(row.answer)) } else { Err(ServiceError::Conflict(REUSED.to_owned())) }
}

/// How requests that met another writer are sent again.
pub(super) fn again() -> backon::ExponentialBuilder {
    backon::ExponentialBuilder::default()
        .with_min_delay(std::time::Duration::from_millis(10))
        .with_max_delay(std::time::Duration::from_millis(500))
        .with_max_times(super::change::ATTEMPTS)
        .with_jitter()
}

/// Whether a request failed only because another writer was there.
pub(super) fn met_another(error: &ServiceError) -> bool {
    matches!(error, ServiceError::Conflict(reason) if reason != REUSED)
}

impl Recorder {
    /// What the same request left behind when it came before.
    ///
    /// # Errors
    /// As [`answer_in`].
    pub(super) async fn answered(&mut self, key: &Id, digest: &str) -> Result<Option<String>, ServiceError> {
        let rows = self.run(&st::request::FIND, Params::new().with("id", key.as_str())).await?;
        answer_in(rows, digest)
    }

    /// Keeps what a request leaves behind.
    pub(super) async fn keep_answer(
        &mut self,
        key: &Id,
        digest: &str,
        answer: String,
        now: jiff::Timestamp,
    ) -> Result<(), ServiceError> {
        let mut rows = RowBatch::new(&["id", "digest", "answer", "recorded_at"]);
        rows.push([
            Value::from(key.as_str()),
            Value::from(digest),
            Value::from(answer),
            Value::from(instant_text(now)),
        ]);
        self.run(&st::request::WRITE, Params::new().with_rows(rows)).await?;
        Ok(())
    }
}

//! Who reads the ledger, and when: one at a time, in a task of its own, so that what is read is kept even if the question that
//! asked for it is given up meanwhile.

use std::sync::Arc;
use std::time::Instant;

use crate::service::change_log::Changed;
use crate::service::recall::Recollection;
use crate::service::{Reading, ServiceError};
use crate::store::StoreKind;

use super::Ledger;
use super::refresh::refresh;

/// How often what changed meanwhile is read again, where the store shows every statement what is committed then.
const ATTEMPTS: usize = 10;

impl Reading {
    /// Everything that sales questions count, and the data version it is of.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn ledger(&self) -> Result<(Arc<Ledger>, i64), ServiceError> {
        self.consistently("ledger", |r| Box::pin(r.ledger())).await
    }

    /// The ledger of the version this reading sees, from one of another version as far as that helps; and the version.
    async fn ledger_from(&self, known: Option<(i64, Arc<Ledger>)>) -> Result<(Arc<Ledger>, i64), ServiceError> {
        let snapshot = self.service().store_kind() == StoreKind::Embedded;
        let mut known = known;
        for _ in 0..ATTEMPTS {
            let began = Instant::now();
            let (refreshed, until) = match known {
                None => (None, self.data_version().await?),
                Some((version, ledger)) => match self.changed_since(version).await? {
                    (Changed::Records(records), until) if records.is_empty() => return Ok((ledger, until)),
                    (Changed::Records(records), until) => (refresh(self, &ledger, &records).await?, until),
                    (Changed::Everything, until) => (None, until),
                },
            };
            let how = if refreshed.is_some() { "changes" } else { "everything" };
            let read = match refreshed {
                Some(ledger) => Ok(ledger),
                None => self.read_ledger().await.map(Arc::new),
            };
            metrics::histogram!("guanxi_ledger_seconds", "read" => how).record(began.elapsed().as_secs_f64());
            if snapshot || self.data_version().await? == until {
                return Ok((read?, until));
            }
            // Statements saw different data: what changed since the first of them is read again. Where that does not go together
            // at all, everything is.
            known = match read {
                Ok(ledger) => Some((until, ledger)),
                Err(ServiceError::Internal(_)) => None,
                Err(other) => return Err(other),
            };
        }
        Err(ServiceError::Conflict("the data changed while it was read, many times over; ask again".to_owned()))
    }
}

impl Recollection<'_> {
    /// Everything that sales questions count, read once at a data version.
    pub(in crate::service) async fn ledger(&self) -> Result<Arc<Ledger>, ServiceError> {
        if let Some(ledger) = self.generation().ledger.get() {
            return Ok(Arc::clone(ledger));
        }
        let recall = Arc::clone(&self.service().recall);
        // Whoever comes meanwhile waits for what is being read.
        let turn = Arc::clone(&recall.reading_ledger).lock_owned().await;
        if let Some(ledger) = self.generation().ledger.get() {
            return Ok(Arc::clone(ledger));
        }
        let read = self.in_task(move |reading| {
            Box::pin(async move {
                let _turn = turn;
                let (ledger, version) = reading.ledger_from(recall.last_ledger()).await?;
                metrics::gauge!("guanxi_ledger_bytes").set(ledger.bytes as f64);
                recall.keep_ledger(version, &ledger);
                Ok((ledger, version))
            })
        });
        let (ledger, version) = read.await?;
        // Of another version it is thrown away at the end of the attempt, and asked for again.
        if version == self.version() {
            return Ok(Arc::clone(self.generation().ledger.get_or_init(|| ledger)));
        }
        Ok(ledger)
    }
}

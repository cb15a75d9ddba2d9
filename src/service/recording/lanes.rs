//! Batches of new records that are written side by side, each in a transaction of its own.
//!
//! A database server takes up one processor for one transaction; a large recording that has to use several transactions anyway
//! has them under way together, while the next batch is made ready. Transactions that meet on the same person may be told to
//! begin again, which they do.

use std::sync::Arc;

use backon::Retryable as _;
use tokio::task::JoinSet;

use crate::store::{Params, RowBatch, Statement, Store, StoreError};

use super::ServiceError;
use crate::service::backoff::behind_other_writers;

/// How often a batch that met another one is written again before the recording is given up.
const ATTEMPTS: usize = 10;

/// Transactions under way. Dropped, they are broken off and rolled back.
pub(super) struct Lanes {
    store: Arc<dyn Store>,
    under_way: JoinSet<Result<(), StoreError>>,
}

impl Lanes {
    /// Nothing under way.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, under_way: JoinSet::new() }
    }

    /// Whether the store can have transactions beside that of the recording.
    pub fn are_there(&self) -> bool {
        self.store.lanes() > 0
    }

    /// Has a batch written as soon as there is room for one more transaction.
    ///
    /// # Errors
    /// Those of batches that were given before.
    pub async fn write(&mut self, statement: &'static Statement, batch: RowBatch) -> Result<(), ServiceError> {
        while self.under_way.len() >= self.store.lanes().max(1) {
            self.one_more_has_ended().await?;
        }
        let (store, params) = (Arc::clone(&self.store), Params::new().with_rows(batch));
        self.under_way.spawn(async move { write(store.as_ref(), statement, params).await });
        Ok(())
    }

    /// Waits until everything is written.
    ///
    /// # Errors
    /// Those of batches that were given before.
    pub async fn end(&mut self) -> Result<(), ServiceError> {
        while !self.under_way.is_empty() {
            self.one_more_has_ended().await?;
        }
        Ok(())
    }

    async fn one_more_has_ended(&mut self) -> Result<(), ServiceError> {
        match self.under_way.join_next().await {
            None => Ok(()),
            Some(Ok(written)) => Ok(written?),
            Some(Err(broken)) => Err(ServiceError::Internal(format!("a batch was not written: {broken}"))),
        }
    }
}

async fn write(store: &dyn Store, statement: &'static Statement, params: Params) -> Result<(), StoreError> {
    let attempt = || async {
        let mut transaction = store.begin().await?;
        transaction.run(statement, params.clone()).await?;
        transaction.commit().await
    };
    attempt.retry(behind_other_writers(ATTEMPTS)).when(|error| matches!(error, StoreError::Conflict(_))).await
}

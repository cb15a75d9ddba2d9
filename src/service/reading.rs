//! One request's view of the store.

use std::pin::Pin;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::Mutex;
use tracing::Instrument as _;

use crate::domain::{AsOf, Viewer};
use crate::engine::{Progress, Unwatched};
use crate::store::{Params, Piece, Row, Statement, StoreError, StoreKind, View, statements as st};

use super::recall::{Generation, Recall, Recollection};
use super::{Service, ServiceError};

/// Who asks, when, and one view of the store for everything that is asked together. Reads of one request take turns.
///
/// On SQLite the view is one snapshot. Neo4j shows each statement what is committed then, so questions made of several
/// statements compare the data version at both ends (`consistently`).
pub struct Reading {
    service: Service,
    viewer: Viewer,
    now: AsOf,
    /// Told how far long computations have come; may stop them.
    progress: Arc<dyn Progress + Send + Sync>,
    view: Mutex<Option<Box<dyn View>>>,
    /// What is kept at the version of the view: a newer version does not take it away from this request.
    generation: std::sync::Mutex<Option<Arc<Generation>>>,
}

#[derive(Deserialize)]
struct VersionRow {
    version: i64,
}

/// One attempt at a question.
pub(super) type Asked<'r, T> = Pin<Box<dyn Future<Output = Result<T, ServiceError>> + Send + 'r>>;

/// How often a question is asked again because the data changed under it, before it is given up.
const ATTEMPTS: usize = 5;

impl Service {
    /// Opens a reading for `viewer` at the moment `now`. The store is first asked when something is read.
    pub fn reading(&self, viewer: Viewer, now: Timestamp) -> Arc<Reading> {
        self.reading_watched(viewer, now, Arc::new(Unwatched))
    }

    /// As [`Service::reading`], for somebody who is told how far long computations have come. A question whose computation they stop
    /// fails with [`ServiceError::Conflict`].
    pub fn reading_watched(
        &self,
        viewer: Viewer,
        now: Timestamp,
        progress: Arc<dyn Progress + Send + Sync>,
    ) -> Arc<Reading> {
        Arc::new(Reading::new(self.clone(), viewer, AsOf::new(now), progress, None))
    }
}

impl Reading {
    fn new(
        service: Service,
        viewer: Viewer,
        now: AsOf,
        progress: Arc<dyn Progress + Send + Sync>,
        view: Option<Box<dyn View>>,
    ) -> Self {
        Self { service, viewer, now, progress, view: Mutex::new(view), generation: std::sync::Mutex::default() }
    }

    /// The service behind.
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// Who asks.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The moment of the request; what `asOf` means when nobody gives one.
    pub fn now(&self) -> AsOf {
        self.now
    }

    /// Who is told how far long computations have come.
    pub(super) fn progress(&self) -> Arc<dyn Progress + Send + Sync> {
        Arc::clone(&self.progress)
    }

    /// Runs a statement in the view and decodes its rows.
    pub(super) async fn rows<T: DeserializeOwned>(
        &self,
        statement: &'static Statement,
        params: Params,
    ) -> Result<Vec<T>, ServiceError> {
        let rows = self.run(statement, params).await?;
        rows.into_iter().map(|row| Ok(row.decode(statement)?)).collect()
    }

    /// Runs a statement in the view.
    pub(super) async fn run(&self, statement: &'static Statement, params: Params) -> Result<Vec<Row>, ServiceError> {
        let mut slot = self.view.lock().await;
        let mut view = match slot.take() {
            Some(view) => view,
            None => self.service.store.view().await?,
        };
        // A view whose statement failed is not used again: the next read opens another.
        let rows = view.run(statement, params).await?;
        *slot = Some(view);
        Ok(rows)
    }

    /// Runs a statement in the view and hands its rows on in pieces, so that they are never all held at once.
    pub(super) async fn each_piece(
        &self,
        statement: &'static Statement,
        mut take: impl FnMut(Vec<Row>) -> Result<(), StoreError> + Send,
    ) -> Result<(), ServiceError> {
        self.each_packed(statement, |piece| take(piece.into_rows())).await
    }

    /// As [`Reading::each_piece`], with the rows packed, for statements with millions of them.
    pub(super) async fn each_packed(
        &self,
        statement: &'static Statement,
        mut take: impl FnMut(Piece) -> Result<(), StoreError> + Send,
    ) -> Result<(), ServiceError> {
        let mut slot = self.view.lock().await;
        let mut view = match slot.take() {
            Some(view) => view,
            None => self.service.store.view().await?,
        };
        let mut pieces = view.stream(statement, Params::new()).await?;
        while let Some(piece) = pieces.recv().await {
            take(piece?)?;
        }
        *slot = Some(view);
        Ok(())
    }

    /// Has something read in a task of its own, which goes on when the request is given up; the view is lent to it.
    ///
    /// # Errors
    /// Those of the work; [`ServiceError::Internal`] when it panics.
    pub(super) async fn in_task<T: Send + 'static>(
        &self,
        work: impl for<'r> FnOnce(&'r Reading) -> Asked<'r, T> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let mut slot = self.view.lock().await;
        let view = match slot.take() {
            Some(view) => view,
            None => self.service.store.view().await?,
        };
        let progress = Arc::clone(&self.progress);
        let lent = Self::new(self.service.clone(), self.viewer.clone(), self.now, progress, Some(view));
        let task = async move {
            let outcome = work(&lent).await;
            (lent.view.into_inner(), outcome)
        };
        let (view, outcome) = tokio::spawn(task.in_current_span())
            .await
            .map_err(|broken| ServiceError::Internal(format!("what was read in a task broke off: {broken}")))?;
        *slot = view;
        outcome
    }

    /// What is kept at a version: what this reading had of it, else what there is.
    pub(super) fn pinned(&self, version: i64, there_is: impl FnOnce(&Recall) -> Arc<Generation>) -> Arc<Generation> {
        let mut pinned = self.generation.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = match pinned.take() {
            Some(generation) if generation.version() == version => generation,
            _ => there_is(&self.service.recall),
        };
        Arc::clone(pinned.insert(generation))
    }

    /// The data version of the view.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn data_version(&self) -> Result<i64, ServiceError> {
        let rows: Vec<VersionRow> = self.rows(&st::meta::VERSION, Params::new()).await?;
        Ok(rows.first().map_or(0, |row| row.version))
    }

    /// Asks a question made of several statements so that all of them see the same data; returns its answer and the data
    /// version. Where the store has no snapshots, the question is asked again when the data changed meanwhile. How long it all
    /// took is kept under the question's name.
    pub(super) async fn consistently<T>(
        &self,
        question: &'static str,
        ask: impl for<'r> Fn(&'r Recollection<'r>) -> Asked<'r, T>,
    ) -> Result<(T, i64), ServiceError> {
        let snapshot = self.service.store_kind() == StoreKind::Embedded;
        let began = Instant::now();
        let mut before = self.data_version().await?;
        for _ in 0..ATTEMPTS {
            let recollection = Recollection::new(self, before, snapshot);
            let outcome = ask(&recollection).await;
            if let Err(ServiceError::Unavailable(_)) = outcome {
                return outcome.map(|answer| (answer, before));
            }
            let after = if snapshot { before } else { self.data_version().await? };
            // What does not go together, as an error may say, is of no more use than an answer.
            if after == before {
                let answer = outcome?;
                recollection.keep();
                metrics::histogram!("guanxi_question_seconds", "question" => question)
                    .record(began.elapsed().as_secs_f64());
                return Ok((answer, before));
            }
            before = after;
        }
        Err(ServiceError::Conflict("the data changed under the question, several times over; ask again".to_owned()))
    }
}

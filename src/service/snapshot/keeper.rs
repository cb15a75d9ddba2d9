//! Who reads the snapshot, and when: one at a time, in a task of its own, so that what is read is kept even if the question that
//! asked for it is given up meanwhile. Questions about one person do not wait for it: they go to the store, and have it read for
//! those to come.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tracing::Instrument as _;

use crate::domain::{Id, Role, Viewer, coded};
use crate::service::change_log::Changed;
use crate::service::recall::{LastFacts, Recollection};
use crate::service::{Reading, Service, ServiceError};
use crate::store::StoreKind;

use super::facts::Facts;
use super::refresh::refresh;

/// How often what changed meanwhile is read again, where the store shows every statement what is committed then.
const ATTEMPTS: usize = 10;

/// Whether a snapshot is being read for questions to come.
#[derive(Debug, Default)]
pub struct Keeper {
    reading: AtomicBool,
    /// There were more lines than may be held: reading them once more is no use.
    refused: AtomicBool,
}

coded! {
    /// What there is of a snapshot of the company.
    pub enum SnapshotState expects "a state of the snapshot" {
        /// None is kept for questions about one person.
        Off = "off",
        /// None was read yet.
        Absent = "absent",
        /// It is being read, or brought up to date.
        Reading = "reading",
        /// There are more lines than may be held.
        Refused = "refused",
        /// It is there.
        Held = "held",
    }
}

/// The snapshot of the company, as whoever runs the service sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SnapshotHealth {
    pub state: SnapshotState,
    /// What is there, whatever the state.
    pub held: Option<SnapshotHeld>,
}

/// A snapshot that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SnapshotHeld {
    /// The data version it is of.
    pub data_version: i64,
    /// Recorded influence lines.
    pub lines: usize,
    /// Everything it holds, about.
    pub bytes: usize,
    /// Since it was found to be of the store's data version.
    pub age: Duration,
}

/// Says that nobody reads any more, however the reading ended.
struct Turn(Service);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.recall.keeper.reading.store(false, Ordering::Release);
    }
}

impl Service {
    /// Lets questions about one person use the snapshot of the company while it is of the store's data version; where it is not,
    /// they go to the store and have it read for those to come.
    #[must_use]
    pub fn keeping_snapshot(self) -> Self {
        Self { keeps_snapshot: true, ..self }
    }

    /// Brings the snapshot to the store's data version, and gives that.
    ///
    /// # Errors
    /// [`ServiceError::LimitExceeded`] when there are more lines than may be held; [`ServiceError::NotFound`] while our own
    /// company is not recorded; [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn refresh_snapshot(&self) -> Result<i64, ServiceError> {
        let nobody = Id::new("snapshot").map_err(|e| ServiceError::Internal(e.to_string()))?;
        let reading = self.reading(Viewer { person: nobody, role: Role::Admin }, Timestamp::now());
        Ok(reading.facts().await?.1)
    }

    /// What there is of the snapshot. The store is not asked.
    pub fn snapshot_health(&self) -> SnapshotHealth {
        let keeper = &self.recall.keeper;
        let held = self.recall.last_facts().map(|last| SnapshotHeld {
            data_version: last.version,
            lines: last.facts.influences.len(),
            bytes: last.bytes,
            age: last.at.elapsed(),
        });
        let reading = keeper.reading.load(Ordering::Acquire) || self.recall.reading_facts.try_lock().is_err();
        let state = if !self.keeps_snapshot {
            SnapshotState::Off
        } else if keeper.refused.load(Ordering::Relaxed) {
            SnapshotState::Refused
        } else if reading {
            SnapshotState::Reading
        } else if held.is_some() {
            SnapshotState::Held
        } else {
            SnapshotState::Absent
        };
        SnapshotHealth { state, held }
    }

    /// Has the snapshot read in the background, unless that is under way, or no use because there are more lines than may be held.
    pub fn start_refresh(&self) {
        let keeper = &self.recall.keeper;
        if keeper.refused.load(Ordering::Relaxed) || keeper.reading.swap(true, Ordering::AcqRel) {
            return;
        }
        let turn = Turn(self.clone());
        let refreshing = async move {
            match turn.0.refresh_snapshot().await {
                Ok(version) => tracing::debug!(version, "the snapshot is up to date"),
                // A company that is not recorded yet is no fault.
                Err(ServiceError::NotFound { .. }) => {}
                Err(error) => tracing::warn!(%error, "the snapshot was not read; questions go to the store"),
            }
        };
        tokio::spawn(refreshing.in_current_span());
    }
}

impl Reading {
    /// Every fact that a line of influence can stand on, and the data version it is of.
    ///
    /// # Errors
    /// As [`Service::refresh_snapshot`].
    pub async fn facts(&self) -> Result<(Arc<Facts>, i64), ServiceError> {
        self.consistently("snapshot", |r| Box::pin(r.facts())).await
    }

    /// The facts of the version this reading sees, from those of another version as far as that helps; and the version.
    async fn facts_from(&self, known: Option<(i64, Arc<Facts>)>) -> Result<(Arc<Facts>, i64), ServiceError> {
        let snapshot = self.service().store_kind() == StoreKind::Embedded;
        let mut known = known;
        for _ in 0..ATTEMPTS {
            let began = Instant::now();
            let (refreshed, until) = match known {
                None => (Ok(None), self.data_version().await?),
                Some((version, facts)) => match self.changed_since(version).await? {
                    (Changed::Records(records), until) if records.is_empty() => return Ok((facts, until)),
                    (Changed::Records(records), until) => (refresh(self, &facts, &records).await, until),
                    (Changed::Everything, until) => (Ok(None), until),
                },
            };
            let how = if matches!(refreshed, Ok(None)) { "everything" } else { "changes" };
            let read = match refreshed {
                Ok(Some(facts)) => Ok(facts),
                Ok(None) => self.read_facts().await.map(Arc::new),
                Err(error) => Err(error),
            };
            metrics::histogram!("guanxi_snapshot_seconds", "read" => how).record(began.elapsed().as_secs_f64());
            if snapshot || self.data_version().await? == until {
                return Ok((read?, until));
            }
            // Statements saw different data: what changed since the first of them is read again. Where that does not go together
            // at all, everything is.
            known = match read {
                Ok(facts) => Some((until, facts)),
                Err(ServiceError::Internal(_)) => None,
                Err(other) => return Err(other),
            };
        }
        Err(ServiceError::Conflict("the data changed while it was read, many times over; ask again".to_owned()))
    }
}

impl Recollection<'_> {
    /// The snapshot of this data version for a question about one person, if there is one; if not, it is read for those to come.
    pub(in crate::service) fn facts_at_hand(&self) -> Option<Arc<Facts>> {
        if !self.service().keeps_snapshot {
            return None;
        }
        let facts = self.generation().facts.get().cloned();
        if facts.is_none() {
            self.service().start_refresh();
        }
        facts
    }

    /// Every fact that a line of influence can stand on, read once at a data version.
    pub(in crate::service) async fn facts(&self) -> Result<Arc<Facts>, ServiceError> {
        if let Some(facts) = self.generation().facts.get() {
            return Ok(Arc::clone(facts));
        }
        let recall = Arc::clone(&self.service().recall);
        // Whoever comes meanwhile waits for what is being read.
        let turn = Arc::clone(&recall.reading_facts).lock_owned().await;
        if let Some(facts) = self.generation().facts.get() {
            return Ok(Arc::clone(facts));
        }
        let read = self.in_task(move |reading| {
            Box::pin(async move {
                let _turn = turn;
                let known = recall.last_facts().map(|last| (last.version, last.facts));
                let outcome = reading.facts_from(known).await;
                let too_many = matches!(outcome, Err(ServiceError::LimitExceeded { .. }));
                if too_many {
                    metrics::counter!("guanxi_snapshot_refused_total").increment(1);
                }
                recall.keeper.refused.store(too_many, Ordering::Relaxed);
                let (facts, version) = outcome?;
                let bytes = facts.bytes();
                metrics::gauge!("guanxi_snapshot_bytes").set(bytes as f64);
                metrics::gauge!("guanxi_snapshot_lines").set(facts.influences.len() as f64);
                metrics::gauge!("guanxi_snapshot_version").set(version as f64);
                recall.keep_facts(LastFacts { version, facts: Arc::clone(&facts), bytes, at: Instant::now() });
                Ok((facts, version))
            })
        });
        let (facts, version) = read.await?;
        // Of another version they are thrown away at the end of the attempt, and asked for again.
        if version == self.version() {
            return Ok(Arc::clone(self.generation().facts.get_or_init(|| facts)));
        }
        Ok(facts)
    }
}

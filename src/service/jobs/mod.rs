//! Jobs: long questions that are begun now and answered later.
//!
//! A job is a question with its parameters, its viewer and its moment. It runs in a task of its own, a few at a time, tells how far it
//! has come, and can be cancelled. What it answered is kept in the store with the data version it is of. The process that works on it
//! tells every few seconds that it still does: a job whose process no longer does was interrupted, and is said to be.

mod record;
mod run;
mod task;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{Timestamp, ToSpan as _};
use tokio::sync::{Notify, Semaphore, watch};

use crate::domain::{AsOf, Id, Role, Viewer};
use crate::engine::Progress;
use crate::store::{Params, statements as st};

use super::{Page, PageRequest, Service, ServiceError, within};

pub use record::{Job, JobKind, JobState};
pub use task::{Answered, Task, TaskFailure, Work};

/// How many jobs of this process run at the same time: their computations share one pool.
const AT_ONCE: usize = 2;

/// How often a process tells that it still works on a job.
const BEAT: Duration = Duration::from_secs(5);

/// After so many seconds without a beat a job counts as interrupted.
const STALE_SECONDS: i64 = 20;

/// Days after which a job is forgotten.
const KEPT_DAYS: i64 = 30;

/// The jobs of this process.
pub(super) struct Jobs {
    /// This process among all that may work on one store.
    runner: String,
    turns: Arc<Semaphore>,
    active: Mutex<HashMap<Id, Arc<Active>>>,
}

/// A job that is queued or running here.
pub(super) struct Active {
    owner: Id,
    cancelled: AtomicBool,
    stopping: Notify,
    /// What is known of it; whoever watches is told of every change.
    now: watch::Sender<Job>,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            runner: uuid::Uuid::now_v7().to_string(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            active: Mutex::default(),
        }
    }
}

impl Jobs {
    fn active(&self) -> MutexGuard<'_, HashMap<Id, Arc<Active>>> {
        self.active.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Active {
    /// Ends the work as soon as it is noticed.
    fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
        self.stopping.notify_one();
    }
}

impl Progress for Active {
    fn step(&self, done: u64, of: u64) -> std::ops::ControlFlow<()> {
        // Whoever watches need not be told of less than a hundredth.
        let is_news = |job: &Job| job.of != of || done >= of || done.saturating_sub(job.done) * 100 >= of;
        self.now.send_if_modified(|job| {
            let news = is_news(job) && (job.of != of || done > job.done);
            if news {
                (job.done, job.of) = (done, of);
            }
            news
        });
        if self.cancelled.load(Ordering::Acquire) {
            return std::ops::ControlFlow::Break(());
        }
        std::ops::ControlFlow::Continue(())
    }
}

impl Service {
    /// Begins a job, or puts it in the queue.
    ///
    /// # Errors
    /// [`ServiceError::LimitExceeded`] when the viewer, or everybody together, has too many under way; [`ServiceError::Unavailable`]
    /// when the database does not answer.
    pub async fn start_job(
        &self,
        viewer: &Viewer,
        task: Task,
        as_of: Option<AsOf>,
        now: Timestamp,
    ) -> Result<Job, ServiceError> {
        let id = Id::new(format!("job-{}", uuid::Uuid::now_v7())).map_err(|e| ServiceError::Internal(e.to_string()))?;
        let job = Job {
            id: id.clone(),
            owner: viewer.person.clone(),
            kind: task.kind,
            parameters: task.parameters.clone(),
            as_of: as_of.unwrap_or(AsOf::new(now)),
            state: JobState::Queued,
            asked_at: now,
            ended_at: None,
            done: 0,
            of: 0,
            data_version: None,
            error: None,
            result: None,
        };
        let active = Arc::new(Active {
            owner: viewer.person.clone(),
            cancelled: AtomicBool::new(false),
            stopping: Notify::new(),
            now: watch::Sender::new(job.clone()),
        });
        {
            let mut all = self.jobs.active();
            let own = all.values().filter(|active| active.owner == viewer.person).count();
            within("jobs of one viewer", own as u64 + 1, self.limits.jobs_of_viewer)?;
            within("jobs", all.len() as u64 + 1, self.limits.jobs)?;
            all.insert(id.clone(), Arc::clone(&active));
        }
        let before = now.checked_sub((KEPT_DAYS * 24).hours()).unwrap_or(Timestamp::MIN);
        if let Err(error) = self.keep_job(&job, now, Some(before)).await {
            self.jobs.active().remove(&id);
            return Err(error);
        }
        tokio::spawn(run::run(self.clone(), viewer.clone(), task, active));
        Ok(job)
    }

    /// A job as it stands. Its owner sees what it answered; an administrator sees how it goes.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for one that there is not, or that is somebody else's.
    pub async fn job(&self, viewer: &Viewer, id: &Id, now: Timestamp) -> Result<Job, ServiceError> {
        let active = self.jobs.active().get(id).map(Arc::clone);
        let job = match active {
            Some(active) => active.now.borrow().clone(),
            None => self.stored_job(id, now).await?.ok_or_else(|| missing(id))?,
        };
        if job.owner == viewer.person {
            return Ok(job);
        }
        if viewer.role == Role::Admin {
            // What somebody may see is theirs alone.
            return Ok(Job { result: None, parameters: "{}".to_owned(), ..job });
        }
        Err(missing(id))
    }

    /// The viewer's jobs, the newest first, without what they answered.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn jobs(&self, viewer: &Viewer, page: &PageRequest, now: Timestamp) -> Result<Page<Job>, ServiceError> {
        let statement = &st::job::OF_OWNER;
        let params = Params::new()
            .with("owner", viewer.person.as_str())
            .with("before", page.after.as_deref().unwrap_or("job-~"))
            .with("limit", i64::from(page.first) + 1);
        let rows = self.store.run(statement, params).await?;
        let mut jobs = Vec::new();
        for row in rows {
            let stored = record::read(statement, row)?;
            let active = self.jobs.active().get(&stored.job.id).map(Arc::clone);
            jobs.push(match active {
                Some(active) => active.now.borrow().clone(),
                None => self.as_told(stored, now),
            });
        }
        Ok(Page::of_one_more(jobs, page.first))
    }

    /// Ends a job; one that has ended already stays as it is.
    ///
    /// # Errors
    /// As [`Service::job`]; [`ServiceError::Conflict`] for one that another process works on.
    pub async fn cancel_job(&self, viewer: &Viewer, id: &Id, now: Timestamp) -> Result<Job, ServiceError> {
        let job = self.job(viewer, id, now).await?;
        if job.state.has_ended() {
            return Ok(job);
        }
        let active = self.jobs.active().get(id).map(Arc::clone);
        let Some(active) = active else {
            return Err(ServiceError::Conflict(format!("another process works on {id}; ask there")));
        };
        let mut watching = active.now.subscribe();
        active.cancel();
        // The sender lives as long as `active`.
        let ended = watching.wait_for(|job| job.state.has_ended()).await.is_ok();
        tracing::debug!(job = %id, ended, "cancelled");
        self.job(viewer, id, now).await
    }

    /// Tells of a job now, and whenever it has come further, until it has ended. Of one that another process works on, nothing is told
    /// but how it stands.
    ///
    /// # Errors
    /// As [`Service::job`].
    pub async fn watch_job(
        &self,
        viewer: &Viewer,
        id: &Id,
        now: Timestamp,
    ) -> Result<(Job, Option<watch::Receiver<Job>>), ServiceError> {
        let job = self.job(viewer, id, now).await?;
        let active = self.jobs.active().get(id).map(Arc::clone);
        let watching = active.filter(|active| active.owner == viewer.person).map(|active| active.now.subscribe());
        Ok((job, watching))
    }

    /// Ends what is under way because the process ends: told as interrupted.
    pub async fn interrupt_jobs(&self, now: Timestamp) {
        let active: Vec<Arc<Active>> = self.jobs.active().drain().map(|(_, active)| active).collect();
        for active in active {
            active.cancel();
            let mut job = active.now.borrow().clone();
            if job.state.has_ended() {
                continue;
            }
            (job.state, job.ended_at) = (JobState::Interrupted, Some(now));
            if let Err(error) = self.keep_job(&job, now, None).await {
                tracing::warn!(job = %job.id, %error, "not written down as interrupted; its beat will tell");
            }
        }
    }

    /// Writes a job down.
    async fn keep_job(&self, job: &Job, now: Timestamp, forget: Option<Timestamp>) -> Result<(), ServiceError> {
        let mut transaction = self.store.begin().await?;
        if let Some(before) = forget {
            let before = crate::domain::instant_text(before);
            transaction.run(&st::job::PRUNE, Params::new().with("before", before)).await?;
        }
        let rows = record::row(job, &self.jobs.runner, now);
        transaction.run(&st::job::WRITE, Params::new().with_rows(rows)).await?;
        Ok(transaction.commit().await?)
    }

    async fn stored_job(&self, id: &Id, now: Timestamp) -> Result<Option<Job>, ServiceError> {
        let statement = &st::job::BY_ID;
        let rows = self.store.run(statement, Params::new().with("id", id.as_str())).await?;
        let stored = rows.into_iter().next().map(|row| record::read(statement, row)).transpose()?;
        Ok(stored.map(|stored| self.as_told(stored, now)))
    }

    /// A job of the store as it is told: one that nobody works on any more was interrupted.
    fn as_told(&self, stored: record::Stored, now: Timestamp) -> Job {
        let record::Stored { mut job, runner, beat_at } = stored;
        let is_stale = now.as_second() - beat_at.as_second() >= STALE_SECONDS;
        if !job.state.has_ended() && (runner == self.jobs.runner || is_stale) {
            (job.state, job.ended_at) = (JobState::Interrupted, Some(beat_at));
        }
        job
    }
}

fn missing(id: &Id) -> ServiceError {
    ServiceError::NotFound { what: "job", id: id.to_string() }
}

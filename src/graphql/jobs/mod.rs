//! Jobs: long questions that are begun now and answered later.

mod input;

use std::time::Duration;

use async_graphql::{Context, Enum, ID, Json, Object, Subscription as Subscribed};
use futures_util::Stream;
use futures_util::stream::unfold;
use serde_json::Value;
use tokio::sync::watch;

use crate::domain::{Id, Viewer};
use crate::service::{self, Service};

use super::connection::{Connection, Listed, page_cost};
use super::failure::{Answer, Failure};
use super::global_id::source_id;
use super::scalars::DateTime;
use super::scope::Scope;
use input::JobInput;

/// What a job asks: the question of the same name.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::JobKind")]
pub enum JobKind {
    /// As `departureRanking`.
    DepartureRanking,
    /// As `departure`.
    Departure,
    /// As `reachRanking`.
    ReachRanking,
    /// As `hiddenInfluencers`.
    HiddenInfluencers,
    /// As `coverage`.
    Coverage,
    /// As `introductionPlan`.
    IntroductionPlan,
    /// As `influenceMaximization`.
    InfluenceMaximization,
    /// As `influenceStructure`.
    InfluenceStructure,
    /// As `changes`.
    Changes,
}

/// How a job stands.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::JobState")]
pub enum JobState {
    /// Others come first.
    Queued,
    /// Under way.
    Running,
    /// Answered: `result` holds what.
    Done,
    /// There is an error instead of an answer.
    Failed,
    /// Its owner ended it.
    Cancelled,
    /// The process that worked on it ended before it did: ask again.
    Interrupted,
}

/// A job as it stands.
#[derive(Clone)]
pub struct Job(service::Job);

impl Listed for Job {}

/// A long question: who asked what, how far it has come, and what it answered.
#[Object]
impl Job {
    /// The identifier.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }
    /// What it asks.
    async fn kind(&self) -> JobKind {
        self.0.kind.into()
    }
    /// How it stands.
    async fn state(&self) -> JobState {
        self.0.state.into()
    }
    /// What was asked, beside the moment.
    async fn parameters(&self) -> Answer<Json<Value>> {
        Ok(Json(kept(&self.0.parameters)?))
    }
    /// The moment it is asked of.
    async fn as_of(&self) -> DateTime {
        self.0.as_of.instant().into()
    }
    /// When it was asked.
    async fn asked_at(&self) -> DateTime {
        self.0.asked_at.into()
    }
    /// When it ended.
    async fn ended_at(&self) -> Option<DateTime> {
        self.0.ended_at.map(Into::into)
    }
    /// How far it has come, 0 to 1; null while that is not known.
    async fn progress(&self) -> Option<f64> {
        match self.0.state {
            service::JobState::Done => Some(1.0),
            _ => (self.0.of > 0).then(|| (self.0.done as f64 / self.0.of as f64).min(1.0)),
        }
    }
    /// The version of the data it was answered from.
    async fn data_version(&self) -> Option<i64> {
        self.0.data_version
    }
    /// Why it failed, with the code before it.
    async fn error(&self) -> Option<&str> {
        self.0.error.as_deref()
    }
    /// What it answered: an object with the fields that the question of the same name answers, of each list the first page, as long as a
    /// page may be. For its owner alone; not in lists of jobs.
    async fn result(&self) -> Answer<Option<Json<Value>>> {
        Ok(self.0.result.as_deref().map(kept).transpose()?.map(Json))
    }
}

/// JSON that this program wrote.
fn kept(text: &str) -> Result<Value, service::ServiceError> {
    serde_json::from_str(text).map_err(|e| service::ServiceError::Internal(format!("a stored answer: {e}")))
}

/// Questions about jobs.
pub(super) async fn job(scope: &Scope, id: &ID) -> Answer<Job> {
    let (reading, id) = (scope.reading(), source_id(id, "id")?);
    Ok(Job(reading.service().job(reading.viewer(), &id, reading.now().instant()).await?))
}

/// The viewer's jobs.
pub(super) async fn jobs(scope: &Scope, first: Option<i32>, after: Option<String>) -> Answer<Connection<Job>> {
    let reading = scope.reading();
    let mut page = scope.page(first, after)?;
    let begun = page.after.is_some();
    page.after = page.after.as_deref().map(super::connection::key_of).transpose()?;
    let jobs = reading.service().jobs(reading.viewer(), &page, reading.now().instant()).await?;
    Ok(Connection::of_page(jobs, begun, |_, job| job.id.to_string(), Job))
}

/// What a page of jobs costs.
pub(super) fn jobs_cost(first: Option<i32>, child_complexity: usize) -> usize {
    page_cost(first, child_complexity)
}

/// Mutations of jobs.
#[derive(Default)]
pub struct JobMutations;

#[Object]
impl JobMutations {
    /// Begins a long question, or puts it in the queue. Asked twice, it is two jobs.
    async fn start_job(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is asked.")] job: JobInput,
        #[graphql(desc = "Of this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<Job> {
        let scope: &Scope = ctx.data_unchecked();
        let reading = scope.reading();
        let as_of = as_of.map(|as_of| as_of.as_of("asOf")).transpose()?;
        let task = job.task(reading.service().limits().page_size)?;
        Ok(Job(reading.service().start_job(reading.viewer(), task, as_of, reading.now().instant()).await?))
    }

    /// Ends a job of the viewer; one that has ended already stays as it is.
    async fn cancel_job(&self, ctx: &Context<'_>, #[graphql(desc = "Which.")] id: ID) -> Answer<Job> {
        let scope: &Scope = ctx.data_unchecked();
        let (reading, id) = (scope.reading(), source_id(&id, "id")?);
        Ok(Job(reading.service().cancel_job(reading.viewer(), &id, reading.now().instant()).await?))
    }
}

/// The root of all subscriptions.
pub struct Subscription;

/// How often a job is looked up that another process works on.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// What is told as it happens, over a web socket (`graphql-transport-ws`).
#[Subscribed]
impl Subscription {
    /// A job as it stands now, and again whenever it has come further, until it has ended.
    async fn job_progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ID,
    ) -> Result<impl Stream<Item = Job>, Failure> {
        let scope: &Scope = ctx.data_unchecked();
        let (reading, id) = (scope.reading(), source_id(&id, "id")?);
        let (service, viewer) = (reading.service().clone(), reading.viewer().clone());
        let (job, watching) = service.watch_job(&viewer, &id, reading.now().instant()).await?;
        let watch = Watch { service, viewer, id, watching, told: None };
        Ok(unfold((watch, Some(job)), |(mut watch, first)| async move {
            let job = match first {
                Some(job) => job,
                None => watch.next().await?,
            };
            watch.told = Some(job.clone());
            Some((Job(job), (watch, None)))
        }))
    }
}

/// A job that is watched.
struct Watch {
    service: Service,
    viewer: Viewer,
    id: Id,
    /// Absent where another process works on it.
    watching: Option<watch::Receiver<service::Job>>,
    told: Option<service::Job>,
}

impl Watch {
    /// How it stands after the next change; nothing when nothing more will happen.
    async fn next(&mut self) -> Option<service::Job> {
        if self.told.as_ref().is_some_and(|job| job.state.has_ended()) {
            return None;
        }
        loop {
            let heard = match &mut self.watching {
                Some(watching) => match watching.changed().await {
                    Ok(()) => Some(watching.borrow_and_update().clone()),
                    // It has ended, and what is stored says how.
                    Err(_) => {
                        self.watching = None;
                        None
                    }
                },
                None => {
                    tokio::time::sleep(LOOK_EVERY).await;
                    None
                }
            };
            let job = match heard {
                Some(job) => job,
                None => self.service.job(&self.viewer, &self.id, jiff::Timestamp::now()).await.ok()?,
            };
            if self.told.as_ref() != Some(&job) {
                return Some(job);
            }
        }
    }
}

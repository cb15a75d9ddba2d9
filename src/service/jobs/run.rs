//! What happens to a job between its beginning and its end.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use futures_util::FutureExt as _;
use jiff::Timestamp;

use crate::domain::Viewer;
use crate::service::Service;

use super::record::{Job, JobState};
use super::task::{Answered, Task, TaskFailure};
use super::{Active, BEAT};

/// Waits for a turn, answers, and writes down how it ended.
pub(super) async fn run(service: Service, viewer: Viewer, task: Task, active: Arc<Active>) {
    let turns = Arc::clone(&service.jobs.turns);
    let turn = tokio::select! {
        turn = turns.acquire() => turn.ok(),
        () = active.stopping.notified() => None,
    };
    let ended = if turn.is_some() && !active.cancelled.load(Ordering::Acquire) {
        change(&active, |job| job.state = JobState::Running);
        write_down(&service, &active).await;
        Some(worked(&service, viewer, task, &active).await)
    } else {
        None
    };
    drop(turn);
    let mut job = active.now.borrow().clone();
    job.ended_at = Some(Timestamp::now());
    match ended {
        _ if active.cancelled.load(Ordering::Acquire) => job.state = JobState::Cancelled,
        Some(Ok(Answered { result, data_version })) => {
            (job.state, job.result, job.data_version) = (JobState::Done, Some(result), Some(data_version));
        }
        Some(Err(TaskFailure(reason))) => (job.state, job.error) = (JobState::Failed, Some(reason)),
        None => job.state = JobState::Cancelled,
    }
    metrics::counter!("guanxi_jobs_total", "kind" => kind(&job), "state" => state(&job)).increment(1);
    // Who was interrupted with the process has been written down already, and is no longer here.
    if service.jobs.active().contains_key(&job.id) {
        if let Err(error) = service.keep_job(&job, Timestamp::now(), None).await {
            tracing::warn!(job = %job.id, %error, "the end of a job is not written down");
        }
        change(&active, |told| told.clone_from(&job));
        service.jobs.active().remove(&job.id);
    }
}

fn kind(job: &Job) -> &'static str {
    use crate::domain::Coded as _;
    job.kind.code()
}

fn state(job: &Job) -> &'static str {
    use crate::domain::Coded as _;
    job.state.code()
}

fn change(active: &Active, change: impl FnOnce(&mut Job)) {
    active.now.send_modify(change);
}

/// Writes down how a job stands; the next beat does where this one cannot.
async fn write_down(service: &Service, active: &Active) {
    let job = active.now.borrow().clone();
    if service.jobs.active().contains_key(&job.id)
        && let Err(error) = service.keep_job(&job, Timestamp::now(), None).await
    {
        tracing::warn!(job = %job.id, %error, "a beat of a job is not written down");
    }
}

/// Works on it, and tells from time to time that it does.
async fn worked(service: &Service, viewer: Viewer, task: Task, active: &Arc<Active>) -> Result<Answered, TaskFailure> {
    let (as_of, asked_at) = {
        let job = active.now.borrow();
        (job.as_of, job.asked_at)
    };
    let reading = service.reading_watched(viewer, asked_at, Arc::clone(active) as _);
    let work = AssertUnwindSafe((task.work)(reading, as_of)).catch_unwind();
    let beating = async {
        let mut beats = tokio::time::interval(BEAT);
        beats.tick().await;
        loop {
            beats.tick().await;
            write_down(service, active).await;
        }
    };
    tokio::select! {
        ended = work => ended.unwrap_or_else(|_| Err(TaskFailure("INTERNAL: the job panicked".to_owned()))),
        () = active.stopping.notified() => Err(TaskFailure("CONFLICT: the job was cancelled".to_owned())),
        () = beating => unreachable!("beating does not end"),
    }
}

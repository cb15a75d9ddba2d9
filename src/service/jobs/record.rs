//! A job as it is told and as it is stored.

use jiff::Timestamp;
use serde::Deserialize;

use crate::domain::{AsOf, Coded as _, Id, coded, instant_text};
use crate::store::{Row, RowBatch, Statement, StoreError, Value};

coded! {
    /// What a job asks.
    pub enum JobKind expects "a kind of job" {
        /// Whose departure would cost most.
        DepartureRanking = "departure_ranking",
        /// What we lose if people leave.
        Departure = "departure",
        /// Where influence is.
        ReachRanking = "reach_ranking",
        /// Who counts far more than their title says.
        HiddenInfluencers = "hidden_influencers",
        /// Who covers whom.
        Coverage = "coverage",
        /// Who should meet whom next.
        IntroductionPlan = "introduction_plan",
        /// Whom to move first.
        InfluenceMaximization = "influence_maximization",
        /// Where the network holds together and breaks.
        InfluenceStructure = "influence_structure",
        /// What changed between two dates.
        Changes = "changes",
    }
}

coded! {
    /// How a job stands.
    pub enum JobState expects "a state of a job" {
        /// Others come first.
        Queued = "queued",
        /// Under way.
        Running = "running",
        /// Answered.
        Done = "done",
        /// There is an error instead of an answer.
        Failed = "failed",
        /// Its owner ended it.
        Cancelled = "cancelled",
        /// The process that worked on it ended before it did.
        Interrupted = "interrupted",
    }
}

impl JobState {
    /// Whether nothing more will happen.
    pub fn has_ended(self) -> bool {
        !matches!(self, Self::Queued | Self::Running)
    }
}

/// A long question, and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    pub id: Id,
    pub owner: Id,
    pub kind: JobKind,
    /// What was asked, as a JSON object.
    pub parameters: String,
    /// The moment it is asked of.
    pub as_of: AsOf,
    pub state: JobState,
    pub asked_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// How much is done of how much; nothing of nothing while that is not known.
    pub done: u64,
    pub of: u64,
    /// The version of the data that was answered from.
    pub data_version: Option<i64>,
    /// Why it failed, with the code.
    pub error: Option<String>,
    /// What it answered, as a JSON object.
    pub result: Option<String>,
}

/// A job with what is stored beside it.
pub(super) struct Stored {
    pub(super) job: Job,
    pub(super) runner: String,
    pub(super) beat_at: Timestamp,
}

#[derive(Deserialize)]
struct JobRow {
    id: String,
    owner: String,
    kind: String,
    parameters: String,
    as_of: String,
    state: String,
    runner: String,
    beat_at: String,
    asked_at: String,
    ended_at: Option<String>,
    done: i64,
    total: i64,
    data_version: Option<i64>,
    error: Option<String>,
    result: Option<String>,
}

const COLUMNS: &[&str] = &[
    "id",
    "owner",
    "kind",
    "parameters",
    "as_of",
    "state",
    "runner",
    "beat_at",
    "asked_at",
    "ended_at",
    "done",
    "total",
    "data_version",
    "error",
    "result",
];

/// A job as `job/write` takes it, told by a process at a moment.
pub(super) fn row(job: &Job, runner: &str, now: Timestamp) -> RowBatch {
    let number = |number: u64| Value::Int(i64::try_from(number).unwrap_or(i64::MAX));
    let mut batch = RowBatch::new(COLUMNS);
    batch.push([
        job.id.as_str().into(),
        job.owner.as_str().into(),
        job.kind.code().into(),
        job.parameters.as_str().into(),
        job.as_of.instant_text().into(),
        job.state.code().into(),
        runner.into(),
        instant_text(now).into(),
        instant_text(job.asked_at).into(),
        job.ended_at.map(instant_text).into(),
        number(job.done),
        number(job.of),
        job.data_version.into(),
        job.error.as_deref().into(),
        job.result.as_deref().into(),
    ]);
    batch
}

/// A job as the store has it.
pub(super) fn read(statement: &'static Statement, row: Row) -> Result<Stored, StoreError> {
    fn wrong(statement: &'static Statement, column: &str, reason: impl std::fmt::Display) -> StoreError {
        StoreError::Decode { name: statement.name, column: column.to_owned(), reason: reason.to_string() }
    }
    let row: JobRow = row.decode(statement)?;
    let id = |column, text: &str| Id::new(text).map_err(|e| wrong(statement, column, e));
    let instant = |column, text: &str| text.parse::<Timestamp>().map_err(|e| wrong(statement, column, e));
    let number = |column, number: i64| u64::try_from(number).map_err(|e| wrong(statement, column, e));
    let job = Job {
        id: id("id", &row.id)?,
        owner: id("owner", &row.owner)?,
        kind: JobKind::parse(&row.kind).map_err(|e| wrong(statement, "kind", e))?,
        parameters: row.parameters,
        as_of: AsOf::new(instant("as_of", &row.as_of)?),
        state: JobState::parse(&row.state).map_err(|e| wrong(statement, "state", e))?,
        asked_at: instant("asked_at", &row.asked_at)?,
        ended_at: row.ended_at.map(|text| instant("ended_at", &text)).transpose()?,
        done: number("done", row.done)?,
        of: number("total", row.total)?,
        data_version: row.data_version,
        error: row.error,
        result: row.result,
    };
    Ok(Stored { job, runner: row.runner, beat_at: instant("beat_at", &row.beat_at)? })
}

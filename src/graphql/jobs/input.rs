//! What a job is asked: a question of this API, with the arguments it has there and everything it answers.

use std::sync::{Arc, LazyLock};

use async_graphql::{ID, InputObject, InputType, OneofObject, Request, Response, Value, Variables};
use futures_util::FutureExt as _;
use serde_json::json;

use crate::domain::AsOf;
use crate::graphql::company::{SeedsAmong, StructureLayer};
use crate::graphql::failure::{Answer, INTERNAL_TEXT, for_client, refusal};
use crate::graphql::mining::ReachBy;
use crate::graphql::scalars::DateTime;
use crate::graphql::{Schema, execute, schema};
use crate::service::{Answered, JobKind, Reading, ServiceError, Task, TaskFailure};

/// A long question: exactly one of these, with the arguments it has as a field of its own.
#[derive(OneofObject)]
pub enum JobInput {
    /// All employees by the loss that the departure of each would cause.
    DepartureRanking(DepartureRankingInput),
    /// What we lose if people leave together.
    Departure(DepartureInput),
    /// Employees, departments or offices by reach.
    ReachRanking(ReachRankingInput),
    /// Employees whose reach is far above their title.
    HiddenInfluencers(HiddenInfluencersInput),
    /// Who covers whom, and on whom we depend alone.
    Coverage(CoverageInput),
    /// Who of ours should meet which key person next.
    IntroductionPlan(IntroductionPlanInput),
    /// Which people to move first.
    InfluenceMaximization(InfluenceMaximizationInput),
    /// Where the network holds together and where it breaks.
    InfluenceStructure(InfluenceStructureInput),
    /// What changed from a date to the moment of the job.
    Changes(ChangesInput),
}

/// What a departure ranking is asked.
#[derive(InputObject)]
pub struct DepartureRankingInput {
    /// Random worlds in which reach is counted; as the policy says without.
    worlds: Option<u32>,
}

/// What a departure is asked.
#[derive(InputObject)]
pub struct DepartureInput {
    /// Who leaves.
    people: Vec<ID>,
}

/// What a reach ranking is asked.
#[derive(InputObject)]
pub struct ReachRankingInput {
    /// Whose reach is ranked.
    #[graphql(default)]
    by: ReachBy,
    /// Only people of this department of ours, or of one below it.
    department: Option<ID>,
}

/// What hidden influencers are asked.
#[derive(InputObject)]
pub struct HiddenInfluencersInput {
    /// Only people of this department of ours, or of one below it.
    department: Option<ID>,
}

/// What coverage is asked.
#[derive(InputObject)]
pub struct CoverageInput {
    /// Only this customer.
    customer: Option<ID>,
    /// Only people of this department of ours, or of one below it.
    department: Option<ID>,
}

/// What an introduction plan is asked.
#[derive(InputObject)]
pub struct IntroductionPlanInput {
    /// How many introductions.
    #[graphql(default = 10)]
    introductions: i32,
    /// At most so many for one employee.
    #[graphql(default = 3)]
    per_employee: i32,
    /// Only key persons of this customer.
    customer: Option<ID>,
}

/// What influence maximisation is asked.
#[derive(InputObject)]
pub struct InfluenceMaximizationInput {
    /// How many people.
    seeds: i32,
    /// Who may be moved first; people outside our company without.
    among: Option<SeedsAmong>,
    /// How far below 1 - 1/e the certified share of the optimum may stay.
    #[graphql(default = 0.1)]
    epsilon: f64,
    /// The chance that the certificate is wrong.
    #[graphql(default = 0.01)]
    delta: f64,
}

/// What the structure of the network is asked.
#[derive(InputObject)]
pub struct InfluenceStructureInput {
    /// Over which lines; influence without.
    layer: Option<StructureLayer>,
    /// Rank everybody as seen from this person, too.
    around: Option<ID>,
}

/// What changes are asked.
#[derive(InputObject)]
pub struct ChangesInput {
    /// The first date.
    from: DateTime,
}

/// The schema that jobs ask. It holds no data.
static SCHEMA: LazyLock<Schema> = LazyLock::new(|| schema(false));

impl JobInput {
    /// The question, and the document that asks it.
    fn asks(&self) -> (JobKind, &'static str) {
        match self {
            Self::DepartureRanking(_) => (JobKind::DepartureRanking, include_str!("departure_ranking.graphql")),
            Self::Departure(_) => (JobKind::Departure, include_str!("departure.graphql")),
            Self::ReachRanking(_) => (JobKind::ReachRanking, include_str!("reach_ranking.graphql")),
            Self::HiddenInfluencers(_) => (JobKind::HiddenInfluencers, include_str!("hidden_influencers.graphql")),
            Self::Coverage(_) => (JobKind::Coverage, include_str!("coverage.graphql")),
            Self::IntroductionPlan(_) => (JobKind::IntroductionPlan, include_str!("introduction_plan.graphql")),
            Self::InfluenceMaximization(_) => {
                (JobKind::InfluenceMaximization, include_str!("influence_maximization.graphql"))
            }
            Self::InfluenceStructure(_) => (JobKind::InfluenceStructure, include_str!("influence_structure.graphql")),
            Self::Changes(_) => (JobKind::Changes, include_str!("changes.graphql")),
        }
    }

    /// What a job does; `page` is how long a page may be.
    ///
    /// # Errors
    /// None that a client can cause: the library has read the input.
    pub fn task(self, page: u32) -> Answer<Task> {
        let (kind, document) = self.asks();
        // The one question there is, by its name, with its arguments.
        let asked = match self.to_value() {
            Value::Object(asked) => asked.into_iter().next(),
            _ => None,
        };
        let (field, arguments) = asked.ok_or_else(|| ServiceError::Internal("a job asks nothing".to_owned()))?;
        let arguments = arguments.into_json().map_err(|e| ServiceError::Internal(e.to_string()))?;
        Ok(Task {
            kind,
            parameters: arguments.to_string(),
            work: Box::new(move |reading, as_of| {
                answered(document, field.as_str().to_owned(), arguments, page, reading, as_of).boxed()
            }),
        })
    }
}

/// Asks a document, and takes what is answered under a field.
async fn answered(
    document: &'static str,
    field: String,
    arguments: serde_json::Value,
    page: u32,
    reading: Arc<Reading>,
    as_of: AsOf,
) -> Result<Answered, TaskFailure> {
    let mut variables = arguments;
    variables["asOf"] = json!(as_of.instant_text());
    variables["page"] = json!(page);
    let request = Request::new(document).variables(Variables::from_json(variables));
    let mut response = execute(&SCHEMA, request, reading).await;
    if let Some(failure) = failure(&mut response) {
        return Err(failure);
    }
    let internal = |reason: String| {
        tracing::error!(%reason, "what a job answered cannot be kept");
        TaskFailure(format!("INTERNAL: {INTERNAL_TEXT}"))
    };
    let mut data = response.data.into_json().map_err(|e| internal(e.to_string()))?;
    let result = data[&field].take();
    let data_version = result["dataVersion"].as_i64().ok_or_else(|| internal(format!("{field} has no version")))?;
    Ok(Answered { result: result.to_string(), data_version })
}

/// Why a job has no answer, in the words that whoever asks about the job may read.
fn failure(response: &mut Response) -> Option<TaskFailure> {
    response.errors.iter_mut().for_each(|error| {
        for_client(error, true);
    });
    refusal(response).map(TaskFailure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::ServerError;

    use crate::graphql::failure::Failure;

    #[test]
    fn a_failed_job_tells_what_a_client_may_read() {
        let failed = |error: ServiceError| {
            let error =
                async_graphql::Error::from(Failure::from(error)).into_server_error(async_graphql::Pos::default());
            failure(&mut Response::from_errors(vec![error])).unwrap().0
        };
        let inner = "/var/lib/guanxi/guanxi.db: disk I/O error";
        for error in [ServiceError::Internal(inner.to_owned()), ServiceError::Unavailable(inner.to_owned())] {
            let told = failed(error);
            assert!(!told.contains("guanxi.db"), "{told}");
        }
        assert_eq!(failed(ServiceError::bad_input("seeds", "too few")), "BAD_INPUT: seeds: too few");
        let foreign = ServerError::new("no code", None);
        assert_eq!(failure(&mut Response::from_errors(vec![foreign])).unwrap().0, "BAD_INPUT: no code");
        assert_eq!(failure(&mut Response::new(Value::Null)), None);
    }
}

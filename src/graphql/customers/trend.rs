//! The trend of a metric.

use async_graphql::{ID, Object, SimpleObject};

use crate::domain::Policy;
use crate::service::{TrendAnswer, TrendSubject};

use super::super::answer::PolicyNumber;
use super::super::failure::Answer;
use super::super::global_id;
use super::super::node::Node;
use super::super::scalars::DateTime;
use super::super::scope::Scope;
use super::enums::TrendMetric;

/// The whole answer.
pub struct Trend {
    scope: Scope,
    answer: TrendAnswer,
}

impl Trend {
    /// Shows an answer of the service.
    pub fn new(scope: &Scope, answer: TrendAnswer) -> Self {
        Self { scope: scope.clone(), answer }
    }
}

/// Whose trend an argument asks for.
///
/// # Errors
/// `BAD_INPUT` for what is no identifier.
pub fn subject(of: Option<&ID>) -> Answer<TrendSubject> {
    let Some(of) = of else { return Ok(TrendSubject::Company) };
    match global_id::decode(of) {
        Some((kind, id)) => Ok(TrendSubject::Of(kind, id)),
        None => Ok(TrendSubject::Named(global_id::source_id(of, "of")?)),
    }
}

/// What a metric was at several moments, each computed from the facts as of then.
#[Object]
impl Trend {
    /// Which metric.
    async fn metric(&self) -> TrendMetric {
        self.answer.metric.into()
    }
    /// Whose: a customer, an opportunity or a person; null for our own company.
    async fn of(&self) -> Answer<Option<Node>> {
        match &self.answer.of {
            None => Ok(None),
            Some((kind, id)) => Node::load(&self.scope, *kind, id).await,
        }
    }
    /// The points, in time.
    async fn points(&self) -> Vec<TrendPoint> {
        let point = |point: &crate::service::TrendPoint| TrendPoint {
            as_of: point.as_of.instant().into(),
            value: point.value,
            n_known: point.n_known,
            n_total: point.n_total,
        };
        self.answer.points.iter().map(point).collect()
    }
    /// How many assessments and lines of other teams are not in the last point because of who asks.
    async fn omitted(&self) -> u64 {
        self.answer.omitted
    }
    /// The policy numbers that made this answer.
    async fn policy(&self) -> Vec<PolicyNumber> {
        Policy::numbers_of(Policy::TREND_SECTIONS).map(|n| PolicyNumber::of(n, &self.answer.policy)).collect()
    }
    /// The version of the data the answer was computed from. It rises with every change.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}

/// A metric at one moment.
#[derive(SimpleObject)]
pub struct TrendPoint {
    /// The moment.
    as_of: DateTime,
    /// The value; null while nothing is known that it is computed from.
    value: Option<f64>,
    /// How much of what it is computed from is known: levels, customers, members or fields; of insight, what is known and
    /// recent.
    n_known: u64,
    /// Of how much.
    n_total: u64,
}
